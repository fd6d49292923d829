"""A side effect, chosen from all of them: by its name, or in a patient's words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from mbc_desktop.ui import dialogs
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.list_box import ListBox
from mbc_desktop.ui.models import Row, RowsModel
from mbc_desktop.ui.popup import Popup
from mbc_desktop.ui.row_delegate import RowDelegate


class SideEffectPopup(Popup):
    """`rows_for` answers the words in the box with rows; "" with all of them.

    `chosen` gives a side effect's id and title.
    """

    chosen = Signal(str, str)

    def __init__(self, rows_for: Callable[[str], Sequence[Row]], parent: QWidget) -> None:
        super().__init__("Sort by a side effect, least often first", parent)
        self._rows_for = rows_for
        self.model = RowsModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        name(self.list, "Side effects")
        self.box = ListBox(self.list, self.model)
        self.first = self.box
        self.box.setPlaceholderText("Least often: which side effect?")
        name(self.box, "Side effect to sort by", "Type it, choose with the arrow keys, then press Enter.")
        self.said = dialogs.words("No side effect in the book has these words.")
        for widget in (self.box, self.said):
            self.inside.addWidget(widget)
        self.inside.addWidget(self.list, 1)
        self.box.textChanged.connect(self._find)
        self.box.entered.connect(lambda: self._choose(self.list.currentIndex()))
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self._find("")

    def look_again(self) -> None:
        """From the start: an empty box over all side effects."""
        self.box.clear()
        self.list.scrollToTop()

    def _find(self, words: str) -> None:
        rows = self._rows_for(words)
        self.model.set_rows(rows)
        self.said.setVisible(not rows)
        if words:
            self.list.setCurrentIndex(self.model.first())

    def _choose(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and self.isVisible():
            self.accept()
            self.chosen.emit(row.page, row.title)
