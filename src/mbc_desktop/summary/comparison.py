"""Two to four treatments side by side: one row for each side effect, one cell for each treatment. No winner, no score.

Drugs have figures, groups of treatments have words. Sheet and screen show the same rows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from mbc_desktop.data.records import Drug, Occurrence, SideEffect, Statement, Treatment, TreatmentEffect, number
from mbc_desktop.summary import phrases

RowOrder = Literal["difference", "frequency", "name"]

COUNTED_TOGETHER = "counted only together with others"
IN_WARNINGS = "named in its warnings; how often is not known"
#: Where a gap stands in an order by frequency: after every row of `Reaction.order`.
LAST = (5, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one side effect with one drug: the figure that lists show, or what stands in its place.

    `shown` is `DrugOccurrences.shown` of the side effect's page: study, both arms, any grade and severe, people counted
    and setting. Where it is None, `together` is the row that counts the side effect with others, `warning` the drug's
    own warning of it, and `apart` are the titles of the pages that tell parts of it.
    """

    shown: Occurrence | None = None
    together: Occurrence | None = None
    warning: Statement | None = None
    apart: tuple[str, ...] = ()

    @property
    def any_grade(self) -> float | None:
        """The plain any-grade share in per cent. Rows that count something else (`severity`) have none."""
        if self.shown is None or self.shown.reaction.severity:
            return None
        share = self.shown.reaction.any_grade()
        return number(share.share) if share else None

    @property
    def has_figure(self) -> bool:
        """Whether there is a share, an "at least" or a band; not of severe or serious cases alone."""
        if self.shown is None or self.shown.reaction.severity:
            return False
        return bool(self.shown.reaction.shares or self.shown.reaction.band)

    @property
    def gap(self) -> str:
        """Why there is no row of the side effect alone, in words; "" where there is one. Never "does not cause"."""
        if self.shown:
            return ""
        if self.together:
            return COUNTED_TOGETHER
        if self.warning:
            return IN_WARNINGS
        return f"told apart: {', '.join(self.apart)}" if self.apart else phrases.NOT_REPORTED


@dataclass(frozen=True, slots=True)
class Row:
    """One side effect; `cells` stand in the order of the drugs compared."""

    side_effect: SideEffect
    cells: tuple[Cell, ...]

    @property
    def figures(self) -> int:
        """How many of the drugs have a figure."""
        return sum(cell.has_figure for cell in self.cells)

    @property
    def difference(self) -> float | None:
        """The largest difference between any-grade shares, in points; None where fewer than two are known."""
        shares = [share for cell in self.cells if (share := cell.any_grade) is not None]
        return max(shares) - min(shares) if len(shares) > 1 else None


def compare(drugs: Sequence[Drug], side_effect_of: Callable[[str], SideEffect]) -> tuple[Row, ...]:
    """A row for each side effect that a table of one of the drugs names, by name.

    `side_effect_of` gives a side effect's page by its id; it should remember its pages, for it is asked for each row.
    """
    keys = dict.fromkeys(key for drug in drugs for key in drug.side_effect_titles)
    rows = [_row(drugs, side_effect_of(key)) for key in keys]
    # A row of the comparator alone names a side effect, but says nothing about the drug.
    return ordered((row for row in rows if any(cell.shown or cell.together for cell in row.cells)), "name")


def _row(drugs: Sequence[Drug], page: SideEffect) -> Row:
    single = {known.drug.id: known.shown for known in page.drugs}
    composite = {known.drug.id: known.shown for known in page.composite}
    warnings = {entry.id: statement for entry, statement in page.warned}
    silent = {entry.id for entry in page.not_reported}
    cells = []
    for drug in drugs:
        apart = () if drug.id in silent else tuple(e.title for e in page.related if e.id in drug.side_effect_titles)
        cells.append(Cell(single.get(drug.id), composite.get(drug.id), warnings.get(drug.id), apart))
    return Row(page, tuple(cells))


def ordered(rows: Iterable[Row], order: RowOrder) -> tuple[Row, ...]:
    """The rows in one of three orders; rows that tie stand by name.

    "difference": the largest difference of the any-grade shares first; rows with fewer than two such shares come after
    all of these, by frequency. "frequency": the highest any-grade share first, then by the house rule of
    `Reaction.order`: "at least", bands, reported, rows that count something else. "name": by the side effect's title.
    """
    keys = {"difference": _by_difference, "frequency": _by_frequency, "name": _by_name}
    return tuple(sorted(rows, key=lambda row: (keys[order](row), _by_name(row))))


def _by_difference(row: Row) -> tuple[object, ...]:
    difference = row.difference
    return (1, 0.0, _by_frequency(row)) if difference is None else (0, -difference, _by_frequency(row))


def _by_frequency(row: Row) -> tuple[object, ...]:
    return min((cell.shown.reaction.order if cell.shown else LAST for cell in row.cells), default=LAST)


def _by_name(row: Row) -> tuple[object, ...]:
    return (row.side_effect.title.casefold(), row.side_effect.id)


@dataclass(frozen=True, slots=True)
class WordRow:
    """One side effect as groups of treatments tell it: `cells` hold each group's own words, () where it is silent."""

    title: str
    cells: tuple[tuple[TreatmentEffect, ...], ...]

    @property
    def told(self) -> int:
        """How many of the groups name it."""
        return sum(1 for cell in self.cells if cell)


def compare_groups(groups: Sequence[Treatment], side_effect_of: Callable[[str], SideEffect]) -> tuple[WordRow, ...]:
    """A row for each side effect that the groups' pages name; those that more of them name first, then as they stand.

    One side effect may be told under several terms: the row has the one term, or the title of the side effect's page.
    """
    keys = dict.fromkeys(_key(effect) for group in groups for effect in group.effects)
    rows = []
    for key in keys:
        cells = tuple(tuple(effect for effect in group.effects if _key(effect) == key) for group in groups)
        first, *others = (effect for cell in cells for effect in cell)
        alike = all(effect.term.casefold() == first.term.casefold() for effect in others)
        rows.append(WordRow(first.term if alike else side_effect_of(first.side_effect).title, cells))
    return tuple(sorted(rows, key=lambda row: -row.told))


def _key(effect: TreatmentEffect) -> tuple[str, str]:
    """Its side effect's page; else its own term."""
    return (effect.side_effect, "" if effect.side_effect else effect.term.casefold())
