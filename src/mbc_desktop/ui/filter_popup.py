"""What decides between treatments, to be checked: one list under headings, beside the list that it filters."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QPushButton, QWidget

from mbc_desktop.data.listing import Chosen
from mbc_desktop.ui import dialogs
from mbc_desktop.ui.accessible import announce, name
from mbc_desktop.ui.listing_rows import KIND_WORDS, value_words
from mbc_desktop.ui.popup import Popup

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class FactorsModel(QAbstractListModel):
    """(kind, value) lines that can be checked, under a heading for each kind, whose value is ""."""

    toggled = Signal(str, str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[str, str]] = []
        self._chosen: Chosen = {}

    def set_offered(self, offered: Mapping[str, tuple[str, ...]]) -> None:
        self.beginResetModel()
        self._lines = [(kind, value) for kind, values in offered.items() for value in ("", *values)]
        self.endResetModel()

    def set_chosen(self, chosen: Chosen) -> None:
        """Show what is chosen, wherever it was chosen."""
        self._chosen = chosen
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1), [Role.CheckStateRole])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is passed over by mouse and keyboard."""
        if index.isValid() and not self._lines[index.row()][1]:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else super().flags(index)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        kind, value = self._lines[index.row()]
        if role == Role.DisplayRole:
            return value_words(kind, value) if value else KIND_WORDS[kind]
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            return f"{KIND_WORDS[kind]}: {value_words(kind, value)}" if value else f"{KIND_WORDS[kind]}, heading"
        if role == Role.CheckStateRole and value:
            checked = value in self._chosen.get(kind, ())
            return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
        if role == Role.FontRole and not value:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        self.toggled.emit(*self._lines[index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


class FilterPopup(Popup):
    """`clear_wanted` asks to take away all that is chosen; the model says what is checked."""

    clear_wanted = Signal()

    def __init__(self, offered: Mapping[str, tuple[str, ...]], parent: QWidget) -> None:
        super().__init__("Filter the list", parent)
        self.model = FactorsModel(self)
        self.model.set_offered(offered)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        name(self.list, "Filters", "Space checks a line.")
        self.list.setCurrentIndex(self.model.index(1))
        self.model.toggled.connect(self._announce)
        self.first = self.list
        self.said = dialogs.words()
        clear, done = QPushButton("&Clear all"), QPushButton("&Done")
        done.setDefault(True)
        clear.clicked.connect(self.clear_wanted)
        done.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        for widget in (clear, done):
            buttons.addWidget(widget)
        self.inside.addWidget(self.list, 1)
        self.inside.addWidget(self.said)
        self.inside.addLayout(buttons)

    def _announce(self, _kind: str, _value: str, on: bool) -> None:  # noqa: FBT001  (a signal's own argument)
        """That a line was checked: Qt tells a screen reader nothing of that."""
        announce(self.list, "checked" if on else "not checked")

    def show_chosen(self, chosen: Chosen, told: str) -> None:
        """What is chosen now, and what that leaves."""
        self.model.set_chosen(chosen)
        self.said.setText(told)
        self.said.setVisible(bool(told))
