"""A box over a list: the arrow keys move in the list and the words stay under the caret."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from mbc_desktop.ui.accessible import announce
from mbc_desktop.ui.models import RowsModel
from mbc_desktop.ui.word_box import WordBox

#: Keys that move in the list while the box has the focus.
LIST_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class ListBox(WordBox):
    """`entered` comes with Enter. A screen reader hears each row that the arrow keys reach: the focus stays here."""

    entered = Signal()

    def __init__(self, view: QListView, model: RowsModel) -> None:
        super().__init__()
        self._view = view
        self._model = model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in LIST_KEYS:
            self._move(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _move(self, event: QKeyEvent) -> None:
        if self._view.currentIndex().isValid():
            self._view.keyPressEvent(event)
        else:
            self._view.setCurrentIndex(self._model.first())
        current = self._view.currentIndex()
        if (row := self._model.row(current)) is None:
            return
        above = current.siblingAtRow(current.row() - 1)
        if above.isValid() and not above.flags() & Qt.ItemFlag.ItemIsEnabled:
            self._view.scrollTo(above)  # a heading comes into sight with the first row under it
            self._view.scrollTo(current)
        place, of = self._model.place(current)
        announce(self, f"{row.in_short}, {place} of {of}")
