"""The one list: treatments with their drugs, or the results of a search."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mbc_desktop.data.records import Entry
from mbc_desktop.search.results import Hit, Results

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a row says beyond its display text."""

    PAGE = Qt.ItemDataRole.UserRole + 1
    SUBTITLE = Qt.ItemDataRole.UserRole + 2
    SPANS = Qt.ItemDataRole.UserRole + 3
    LEVEL = Qt.ItemDataRole.UserRole + 4
    TARGET = Qt.ItemDataRole.UserRole + 5


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list. `spans` are the (start, length) of matched words in the title; `level` 0 is a group.

    `says` is what a screen reader speaks: all that the row paints.
    """

    page: str
    title: str
    subtitle: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    level: int = 1
    target: str = ""

    @property
    def says(self) -> str:
        return f"{self.title}, {self.subtitle}" if self.subtitle else self.title


def treatment_rows(groups: Sequence[tuple[Entry, tuple[Entry, ...]]], overview: Entry) -> list[Row]:
    """The overview, then each treatment with its drugs under it."""
    rows = [Row(overview.id, overview.title, level=0)]
    for group, drugs in groups:
        rows.append(Row(group.id, group.title, level=0))
        rows += [Row(drug.id, drug.title, drug.subtitle) for drug in drugs]
    return rows


KINDS = {"side_effect": "Side effect", "drug": "Drug", "treatment": "Treatment", "text": "In the text"}


def result_rows(results: Results) -> list[Row]:
    """The hits, best first, each with its kind and why it is here."""
    return [_result_row(hit) for hit in results.hits]


def _result_row(hit: Hit) -> Row:
    kind = KINDS[hit.kind]
    if hit.kind == "text":
        return Row(hit.id, hit.title, f"{kind}: {hit.heading}. {hit.matched}", target=hit.target_row)
    spans = hit.spans if hit.matched == hit.title else ()
    return Row(hit.id, hit.title, f"{kind}. {hit.why}", spans, target=hit.target_row)


class RowsModel(QAbstractListModel):
    """Rows, ready-made: nothing is computed while painting. Filtering and sorting are done before they come here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_of(self, page: str) -> int:
        """The row that leads to a page, or -1."""
        return next((i for i, row in enumerate(self._rows) if row.page == page), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        told = _TOLD.get(role)
        return told(row) if row is not None and told is not None else None


#: What a row says in each role.
_TOLD: dict[int, Callable[[Row], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: row.title,
    Qt.ItemDataRole.AccessibleTextRole: lambda row: row.says,
    Qt.ItemDataRole.ToolTipRole: lambda row: row.says,
    Role.PAGE: lambda row: row.page,
    Role.SUBTITLE: lambda row: row.subtitle,
    Role.SPANS: lambda row: row.spans,
    Role.LEVEL: lambda row: row.level,
    Role.TARGET: lambda row: row.target,
}
