"""A treatment's "call now" lines: the house rule of `product.md`, as a plain function."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mbc_desktop.data.records import Statement

#: More lines than this, and nobody reads the first.
LINES = 8


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

    `dangers` come in the order in which the treatment brings them, most frequent first. A warning's own line stands
    for its side effect; a sign is told once, however many side effects cite it.
    """
    rank = {danger.side_effect: danger.rank for danger in dangers}
    ranked: list[tuple[int, int, Statement]] = []
    for step, own in enumerate((boxed, warnings)):
        for warning in own:
            if warning.call_now:
                ranked.append((min(rank.get(warning.side_effect, 2), 2 - (step == 0)), step, warning))
    told = {warning.side_effect for _, _, warning in ranked if warning.side_effect}
    for danger in dangers:
        if danger.side_effect not in told and danger.help_now:
            ranked.append((danger.rank, 2, danger.help_now[0]))
    lines: list[Statement] = []
    cited: set[object] = set()
    for _, _, statement in sorted(ranked, key=lambda item: item[:2]):
        line = statement.call_now or statement.text
        key = frozenset(statement.places) if not statement.call_now else line
        if key not in cited:
            cited.add(key)
            lines.append(statement)
    return tuple(lines[:LINES]), max(0, len(lines) - LINES)
