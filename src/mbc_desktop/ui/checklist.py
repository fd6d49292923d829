"""Lines that can be checked: the sheets of a printout, or what is to be added to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from mbc_desktop.ui.accessible import name

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
#: What a line says in words: painted, spoken, and shown whole beside the mouse.
IN_WORDS = (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole)


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    words: str
    checked: bool = False


class Checklist(QAbstractListModel):
    """Lines, of which those with the words of `look_for` are shown; what is checked stays so while it is not shown."""

    checked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._shown: list[int] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self._shown = list(range(len(lines)))
        self.endResetModel()

    def look_for(self, words: str) -> None:
        """Show the lines that have each of the words, in any case."""
        asked = words.casefold().split()
        self.beginResetModel()
        told = [line.words.casefold() for line in self._lines]
        self._shown = [at for at, line in enumerate(told) if all(word in line for word in asked)]
        self.endResetModel()

    def chosen(self) -> list[str]:
        """The checked lines, in the list's order."""
        return [line.key for line in self._lines if line.checked]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else super().flags(index)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        line = self._lines[self._shown[index.row()]]
        if role in IN_WORDS:
            return line.words
        if role == Role.CheckStateRole:
            return Qt.CheckState.Checked if line.checked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        at = self._shown[index.row()]
        self._lines[at] = replace(self._lines[at], checked=Qt.CheckState(value) == Qt.CheckState.Checked)
        self.dataChanged.emit(index, index, [role])
        self.checked.emit()
        return True


class CheckView(QListView):
    """The lines, each wrapped where it is long. Space checks the one that is marked."""

    def __init__(self, model: Checklist, words: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        name(self, words, "Space checks a line.")
        self.mark_first()

    def mark_first(self) -> None:
        """Mark a line, so that the keyboard has one to begin with."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
