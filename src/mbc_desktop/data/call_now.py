"""A treatment's "call now" lines: the house rule of `product.md`, as a plain function."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from mbc_desktop.data.records import Statement, Study

#: More lines than this, and nobody reads the first.
LINES = 8
#: Two lines on one fact ("A temperature of 100.4 °F ...", "Fever of 100.4 °F ...") are this alike; two signs are not.
ALIKE = 0.6
#: How a warning's own words ask for help at once.
URGENT = re.compile(r"\b(?:now|at once|right away|emergency|911)\b", re.IGNORECASE)


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
    are about it and no other, so none of them is left out for a side effect's line; a side effect's first line goes
    before any second; a fact is told once. What asks for help at once stands above what can wait for a call. A
    warning's own line stands for its side effect, but never for a life-threatening one's.
    """
    rank = {danger.side_effect: danger.rank for danger in dangers}
    own = [
        _Line(1 if URGENT.search(warning.call_now) else 2, step, rank.get(warning.side_effect, 2), warning)
        for step, group in enumerate((boxed, warnings))
        for warning in group
        if warning.call_now
    ]
    told = {line.statement.side_effect for line in own if line.statement.side_effect}
    others = [
        _Line(danger.rank, 2 if position == 0 else 3, 0, statement)
        for danger in dangers
        if danger.rank == 1 or danger.side_effect not in told
        for position, statement in enumerate(danger.help_now)
    ]
    lines: list[_Line] = []
    for line in (*sorted(own, key=_order), *sorted(others, key=_order)):
        if not any(same_fact(line.statement, other.statement) for other in lines):
            lines.append(line)
    shown = sorted(lines[:LINES], key=_order)
    return tuple(line.statement for line in shown), max(0, len(lines) - LINES)


class _Line(NamedTuple):
    """A line with what puts it in order: how soon help is wanted, whose line it is, how dangerous what it tells of."""

    soon: int
    step: int
    danger: int
    statement: Statement


def _order(line: _Line) -> tuple[int, int, int]:
    return line.soon, line.step, line.danger


def same_fact(one: Statement, other: Statement) -> bool:
    """Whether two lines tell one fact of their sources, worded alike for two side effects."""
    words = (one.call_now or one.text, other.call_now or other.text)
    if words[0] == words[1]:
        return True
    return set(one.places) == set(other.places) and SequenceMatcher(None, *words).ratio() > ALIKE


def brought(studies: Iterable[Study], statements: Iterable[Statement]) -> list[str]:
    """The side effects that a drug can bring: those of its warnings, then of its rows, most frequent first."""
    rows = [r for study in studies for r in study.reactions if r.severity != "outcome" and (r.shares or r.band)]
    by_rate = [side_effect for row in sorted(rows, key=lambda r: r.order) for side_effect in row.side_effects]
    return [s.side_effect for s in statements if s.side_effect] + by_rate
