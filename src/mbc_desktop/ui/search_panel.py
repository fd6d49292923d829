"""The box and its list: treatments while the box is empty, results at each key otherwise."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from mbc_desktop.search.results import Results
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.html.parts import esc
from mbc_desktop.ui.models import Role, Row, RowsModel, result_rows
from mbc_desktop.ui.row_delegate import RowDelegate

if TYPE_CHECKING:
    from mbc_desktop.search.engine import SearchEngine

#: The page follows the selection when typing has stopped for so long, so that it does not flicker at each key.
FOLLOW_AFTER = 300  # milliseconds
RESULTS = 50

#: Keys that move in the list while the box has the focus.
LIST_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class SearchPanel(QWidget):
    """`page_wanted` says which page to show, and which row of it."""

    page_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine: SearchEngine | None = None
        self._treatments: Sequence[Row] = ()
        self._exact = False
        self.box = QLineEdit()
        self.box.setPlaceholderText("Side effect, drug or treatment")
        self.box.setClearButtonEnabled(True)
        name(self.box, "Search", "Type a side effect in the patient's words, a drug or a treatment.")
        self.box.installEventFilter(self)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.RichText)
        self.said.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        name(self.said, "About the results")
        self.said.linkActivated.connect(self._follow)
        self.model = RowsModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.installEventFilter(self)
        name(self.list, "Treatments")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 8)
        layout.addWidget(self.box)
        layout.addWidget(self.said)
        layout.addWidget(self.list, 1)
        self._follow_later = QTimer(self)
        self._follow_later.setSingleShot(True)
        self._follow_later.setInterval(FOLLOW_AFTER)
        self._follow_later.timeout.connect(self.open_selected)
        self.box.textChanged.connect(self._typed)
        self.list.clicked.connect(self._clicked)
        self.list.activated.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self._say("")

    def set_book(self, engine: "SearchEngine", treatments: Sequence[Row]) -> None:
        """Start to answer; words that were typed before are answered now."""
        self._engine = engine
        self._treatments = treatments
        self._search()

    def search_for(self, words: str) -> None:
        """Put words into the box, as if they were typed."""
        self.box.setText(words)
        self.focus_box()

    def focus_box(self) -> None:
        self.box.setFocus()
        self.box.selectAll()

    def select_page(self, page: str) -> None:
        """Mark the row of the page that is shown, without opening it again; nothing if the list has no such row."""
        row = self.model.row_of(page)
        self.list.selectionModel().blockSignals(True)
        if row >= 0 and not self.box.text().strip():
            self.list.setCurrentIndex(self.model.index(row))
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()

    def open_selected(self) -> None:
        """Show the page of the selected row at once."""
        self._follow_later.stop()
        row = self.model.row(self.list.currentIndex())
        if row is not None:
            self.page_wanted.emit(row.page, row.target)

    # Typing

    def _typed(self) -> None:
        self._exact = False
        self._search()

    def _search(self) -> None:
        words = self.box.text()
        self._follow_later.stop()
        if self._engine is None:
            return
        if not words.strip():
            name(self.list, "Treatments")
            self._set_rows(self._treatments)
            self._say("")
            return
        results = self._engine.search(words, limit=RESULTS, exact=self._exact)
        name(self.list, "Results")
        self._set_rows(result_rows(results))
        self._say(self._told(results))
        if results.hits:
            self.list.setCurrentIndex(self.model.index(0))
            self._follow_later.start()

    def _set_rows(self, rows: Sequence[Row]) -> None:
        self.list.selectionModel().blockSignals(True)
        self.model.set_rows(rows)
        self.list.selectionModel().blockSignals(False)
        self.list.scrollToTop()

    def _told(self, results: Results) -> str:
        """What was understood, the way back, and what else may have been meant; three ways on if nothing was found."""
        lines = []
        if results.understood_as:
            lines.append(
                f"Showing results for <b>{esc(results.understood_as)}</b>. "
                '<a href="exact:">Search exactly for what I typed</a>'
            )
        if results.suggestions:
            links = " or ".join(f'<a href="words:{esc(s.text)}">{esc(s.text)}</a>' for s in results.suggestions)
            lines.append(f"Did you mean {links}?")
        if not results.hits:
            lines.insert(0, "<b>Nothing found.</b>")
            lines.append(
                "Try fewer words, or another word for it.<br>"
                "Try how a patient would say it, or the clinical term.<br>"
                '<a href="words:">Look through the list of treatments</a>'
            )
        elif not lines:
            lines.append("1 result" if len(results.hits) == 1 else f"{len(results.hits)} results")
        return "<br>".join(lines)

    def _say(self, told: str) -> None:
        """Show a line over the list, and have a screen reader speak it."""
        self.said.setText(told)
        self.said.setVisible(bool(told))
        if told and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self.said, QAccessible.Event.Alert))

    def _follow(self, address: str) -> None:
        kind, _, words = address.partition(":")
        if kind == "words":
            self.search_for(words)
        else:
            self._exact = True
            self._search()
            self.box.setFocus()

    # The list

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.open_selected()

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid() and current.data(Role.PAGE):
            self._follow_later.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the box, the arrow keys move in the list, Enter opens, Escape clears; letters in the list are words."""
        if isinstance(event, QKeyEvent):
            press = event.type() == QEvent.Type.KeyPress
            if watched is self.box and press and self._key_in_box(event):
                return True
            if watched is self.box and event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
                return True  # not accepted: the window's shortcut comes, not the box's own editing key
            if watched is self.list and press and _is_letter(event):
                event.ignore()  # the window puts it into the box
                return True
        return super().eventFilter(watched, event)

    def _key_in_box(self, event: QKeyEvent) -> bool:
        """Whether a key was for the list, and not for the words in the box."""
        key = Qt.Key(event.key())
        if key in LIST_KEYS:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            else:
                self.list.keyPressEvent(event)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_selected()
            return True
        if key == Qt.Key.Key_Escape and self.box.text():
            self.box.clear()
            return True
        return False


def _is_ours(event: QKeyEvent) -> bool:
    """Ctrl+K and Ctrl+E: editing keys of the box on some desktops, shortcuts of the window on all."""
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_K, Qt.Key.Key_E)


def _is_letter(event: QKeyEvent) -> bool:
    return event.text().isprintable() and event.text().strip() != ""
