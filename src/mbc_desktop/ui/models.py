"""The one list: treatments with their drugs, or the results of a search, in groups under headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mbc_desktop.data.records import Entry
from mbc_desktop.search.results import Hit, Results

Index = QModelIndex | QPersistentModelIndex


#: The row itself, for who paints it: one question a row instead of one for each thing that it says.
ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list; one without a page is a heading, or at level 1 a note.

    `spans` are the (start, length) of matched words in the title; `level` 0 is a treatment. `kind` is the heading over
    the row in a word, for those who do not see it. `figure` stands at the end of the title's line. `whole`: the
    subtitle wraps and is never cut. `says` is what a screen reader speaks: all that the row paints.
    """

    page: str
    title: str
    subtitle: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    level: int = 1
    target: str = ""
    kind: str = ""
    figure: str = ""
    whole: bool = False

    @property
    def can_be_chosen(self) -> bool:
        return bool(self.page)

    @property
    def is_note(self) -> bool:
        return not self.page and self.level > 0

    @property
    def says(self) -> str:
        kind = self.kind if self.can_be_chosen or self.is_note else "heading"
        return ", ".join(filter(None, (self.title, kind, self.figure, self.subtitle)))

    @property
    def in_short(self) -> str:
        """What is said when the row is met on the way; of a figure nothing is left out."""
        return f"{self.title}, {self.kind}" if self.kind else self.says


def heading(words: str) -> Row:
    """A row that says what stands under it, and that cannot be chosen."""
    return Row("", words, level=0)


def note(words: str) -> Row:
    """Words over the rows that scroll with them; as little to be chosen as a heading."""
    return Row("", words)


def treatment_rows(groups: Sequence[tuple[Entry, tuple[Entry, ...]]], overview: Entry) -> list[Row]:
    """The overview, then each treatment with its drugs under it."""
    rows = [Row(overview.id, overview.title, level=0)]
    for group, drugs in groups:
        rows.append(Row(group.id, group.title, level=0))
        rows += [Row(drug.id, drug.title, drug.subtitle) for drug in drugs]
    return rows


#: Kinds of hits: the heading over them, and the word for one.
KINDS = {
    "side_effect": ("Side effects", "side effect"),
    "drug": ("Drugs", "drug"),
    "treatment": ("Treatments", "treatment"),
    "text": ("In the text", "in the text"),
}


def result_rows(results: Results) -> list[Row]:
    """The hits in groups, each under its heading. The groups stand by their best hit, so that the best stays first."""
    groups: dict[str, list[Row]] = {}
    for hit in results.hits:
        groups.setdefault(hit.kind, []).append(_result_row(hit))
    return [row for kind, rows in groups.items() for row in (heading(KINDS[kind][0]), *rows)]


def _result_row(hit: Hit) -> Row:
    _, kind = KINDS[hit.kind]
    if hit.kind == "text":
        return Row(hit.id, hit.title, f"{hit.heading}. {hit.matched}", target=hit.target_row, kind=kind)
    spans = hit.spans if hit.matched == hit.title else ()
    return Row(hit.id, hit.title, hit.why, spans, target=hit.target_row, kind=kind)


class RowsModel(QAbstractListModel):
    """Rows, ready-made: nothing is computed while painting. Filtering and sorting are done before they come here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rows(self) -> Sequence[Row]:
        return tuple(self._rows)

    def row(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_of(self, page: str) -> int:
        """The row that leads to a page, or -1."""
        return next((i for i, row in enumerate(self._rows) if row.page == page), -1)

    def first(self) -> QModelIndex:
        """The first row that can be chosen."""
        return self.index(next((i for i, row in enumerate(self._rows) if row.can_be_chosen), -1))

    def place(self, index: Index) -> tuple[int, int]:
        """(which, of how many) among the rows that can be chosen, counted from 1."""
        before = sum(row.can_be_chosen for row in self._rows[: index.row() + 1])
        return before, sum(row.can_be_chosen for row in self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading takes neither mouse nor keyboard: the arrow keys pass over what is not enabled."""
        row = self.row(index)
        return Qt.ItemFlag.NoItemFlags if row is not None and not row.can_be_chosen else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        told = _TOLD.get(role)
        return told(row) if row is not None and told is not None else None


#: What a row says in each role.
_TOLD: dict[int, Callable[[Row], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: row.title,
    Qt.ItemDataRole.AccessibleTextRole: lambda row: row.says,
    Qt.ItemDataRole.ToolTipRole: lambda row: row.says,
    ROW: lambda row: row,
}
