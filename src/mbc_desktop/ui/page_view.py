"""Shows one page as rich text: links, bars, copying a row, a caret for the keyboard."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from mbc_desktop.ui import bars
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.html import parts
from mbc_desktop.ui.theme_colors import Colors

#: Bars are this wide beside numbers; the page's text size scales it.
BAR_WIDTH = 130
BAR_HEIGHT = 14
#: The bars that explain the others.
KEY_WIDTH = 40


class PageView(QTextBrowser):
    """Draws HTML that others make. Links to pages, and folding, are told by signals; nothing is fetched from anywhere."""

    page_wanted = Signal(str)
    folded = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name(self, "Page", "Tab moves from link to link, Enter follows one.")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(14)
        self._colors: Colors | None = None
        self.anchorClicked.connect(self._follow)
        self.copy_row_action = QAction("Copy this &row", self)
        self.copy_row_action.setShortcut(QKeySequence("Ctrl+Shift+C"))
        self.copy_row_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy_row_action.triggered.connect(self.copy_row)
        self.addAction(self.copy_row_action)

    def show_html(self, make: Callable[[int], str], colors: Colors, *, anchor: str = "", keep_place: bool = False) -> None:
        """Show what `make(bar_width)` returns; go to an anchor, stay where we are, or start at the top."""
        self._colors = colors
        place = self.verticalScrollBar().value()
        document = self.document()
        document.clear()
        document.setDefaultStyleSheet(parts.css(colors))
        self.setHtml(make(self._scaled(BAR_WIDTH)))
        if anchor:
            self.scrollToAnchor(anchor)
        elif keep_place:
            self.verticalScrollBar().setValue(place)

    def _scaled(self, pixels: int) -> int:
        """Pixels at the normal text size, scaled with the page's text."""
        normal = QGuiApplication.font().pointSizeF() or 10.0
        return round(pixels * self.font().pointSizeF() / normal)

    def loadResource(self, kind: int, address: QUrl) -> Any:
        """Bars are drawn; anything else does not exist, here or anywhere."""
        width = {"bar": self._scaled(BAR_WIDTH), "key": KEY_WIDTH}.get(address.scheme())
        if width is None or self._colors is None or kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        return bars.draw(address.path(), width, BAR_HEIGHT, self.devicePixelRatioF(), self._colors)

    def _follow(self, address: QUrl) -> None:
        match address.scheme():
            case "page":
                self.page_wanted.emit(address.toString().removeprefix("page:"))
            case "unfold" | "fold":
                self.folded.emit(address.path(), address.scheme() == "unfold")
            case "":
                self.scrollToAnchor(address.fragment())

    def row_text(self, cursor: QTextCursor) -> str:
        """The words of the table row at a cursor, cells parted by tabs; "" outside of tables."""
        table = cursor.currentTable()
        if table is None:
            return ""
        row = table.cellAt(cursor).row()
        cells = []
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            words = cell.firstCursorPosition()
            words.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
            cells.append(" ".join(words.selectedText().replace("\u2028", ", ").replace("\ufffc", "").split()))
        return "\t".join(cell for cell in cells if cell)

    def copy_row(self) -> None:
        """Copy the row that the caret is in; outside of a table, the paragraph."""
        cursor = self.textCursor()
        words = self.row_text(cursor) or cursor.block().text().replace("\ufffc", "")
        QGuiApplication.clipboard().setText(words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setTextCursor(self.cursorForPosition(event.pos()))
        menu = self.createStandardContextMenu(QPoint(event.pos()))
        menu.addAction(self.copy_row_action)
        menu.exec(event.globalPos())
        menu.deleteLater()
