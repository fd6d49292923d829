"""A treatment's "call now" lines: the house rule of `product.md`, as a plain function."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mbc_desktop.data.records import Statement

#: More lines than this, and nobody reads the first.
LINES = 8
#: Two lines on one fact ("A temperature of 100.4 °F ...", "Fever of 100.4 °F ...") are this alike; two signs are not.
ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Danger:
    """A side effect that a treatment can bring and that may need help at once. `rank`: 1 is the most dangerous."""

    side_effect: str
    rank: int
    help_now: tuple[Statement, ...]


def call_now(
    boxed: Iterable[Statement], warnings: Iterable[Statement], dangers: Sequence[Danger]
) -> tuple[tuple[Statement, ...], int]:
    """The lines to show, most dangerous first, and how many more there are.

    `dangers` come in the order in which the treatment brings them, most frequent first. The treatment's own warnings
    stand first: they are about it and no other. Then each side effect's first line, then the second ones; a fact is
    told once. A warning's own line stands for its side effect, but never for a life-threatening one's.
    """
    ranked = [(1, step, w) for step, own in enumerate((boxed, warnings)) for w in own if w.call_now]
    told = {warning.side_effect for _, _, warning in ranked if warning.side_effect}
    for danger in dangers:
        if danger.rank == 1 or danger.side_effect not in told:
            ranked += [(danger.rank, 2 if number == 0 else 3, s) for number, s in enumerate(danger.help_now)]
    lines: list[Statement] = []
    for _, _, statement in sorted(ranked, key=lambda item: item[:2]):
        if not any(same_fact(statement, line) for line in lines):
            lines.append(statement)
    return tuple(lines[:LINES]), max(0, len(lines) - LINES)


def same_fact(one: Statement, other: Statement) -> bool:
    """Whether two lines tell one fact of their sources, worded alike for two side effects."""
    words = (one.call_now or one.text, other.call_now or other.text)
    if words[0] == words[1]:
        return True
    return set(one.places) == set(other.places) and SequenceMatcher(None, *words).ratio() > ALIKE
