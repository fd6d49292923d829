"""Find in page: a line under the page that comes with Ctrl+F and goes with Escape."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QToolButton, QWidget

from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.theme import Theme
from mbc_desktop.ui.word_box import WordBox

#: Longer words than this stand on no page, and would only cost time.
LONGEST = 200


class FindBar(QWidget):
    def __init__(self, view: QTextBrowser, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self.words = WordBox()
        self.words.setMaxLength(LONGEST)
        self.said = QLabel()
        label = QLabel("Find &on this page:")
        label.setBuddy(self.words)
        name(self.words, "Find on this page")
        self.previous, self.next, self.close_button = QToolButton(), QToolButton(), QToolButton()
        for button, icon, words in (
            (self.previous, "up", "Previous match"),
            (self.next, "down", "Next match"),
            (self.close_button, "close", "Close"),
        ):
            name(button, words)
            button.setToolTip(words)
            button.setProperty("icon_name", icon)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        for widget in (label, self.words, self.previous, self.next, self.said):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.close_button)
        self.words.textChanged.connect(self._from_the_top)
        self.words.returnPressed.connect(self.find_next)
        self.next.clicked.connect(self.find_next)
        self.previous.clicked.connect(self.find_previous)
        self.close_button.clicked.connect(self.hide)
        theme.changed.connect(self._draw_icons)
        self._draw_icons()
        self.hide()

    def open(self) -> None:
        """Show the bar, with the words selected that were looked for last."""
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def find_next(self) -> None:
        self._find(QTextDocument.FindFlag(0), self._view.document().begin().position())

    def find_previous(self) -> None:
        self._find(QTextDocument.FindFlag.FindBackward, self._view.document().characterCount() - 1)

    def _from_the_top(self) -> None:
        cursor = self._view.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._view.setTextCursor(cursor)
        self.find_next()

    def _find(self, flag: QTextDocument.FindFlag, start_again: int) -> None:
        words = self.words.text()
        if not words:
            self.said.clear()
            return
        if self._view.find(words, flag):
            self.said.clear()
            return
        before = self._view.textCursor()
        cursor = self._view.textCursor()
        cursor.setPosition(start_again)
        self._view.setTextCursor(cursor)
        if self._view.find(words, flag):
            self.said.setText("Went round the page's end.")
        else:
            self._view.setTextCursor(before)
            self.said.setText("Not on this page.")

    def _draw_icons(self) -> None:
        for button in (self.previous, self.next, self.close_button):
            button.setIcon(self._theme.icon(str(button.property("icon_name"))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._view.setFocus()
        super().hideEvent(event)
