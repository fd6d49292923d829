"""Shows one page as rich text: links, bars, copying a row, a caret for the keyboard."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QCursor,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextTableCell,
)
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from mbc_desktop.data.records import Explained
from mbc_desktop.ui import bars
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.html import parts
from mbc_desktop.ui.theme_colors import Colors

#: Bars take this share of the page's width, between these limits in pixels.
BAR_SHARE, BAR_NARROWEST, BAR_WIDEST = 0.19, 80, 260
#: The columns of words beside the bars need so many characters; large text on a narrow page leaves bars the rest.
WORDS = 60
BAR_HEIGHT = 14
#: The bars that explain the others.
KEY_WIDTH = 40
#: The page is made anew for another width when bars would be off by more, and dragging has stopped for so long.
BAR_SLACK = 12
RESIZED_AFTER = 150  # milliseconds


class PageView(QTextBrowser):
    """Draws HTML that others make. Links and folding are told by signals; nothing is fetched from anywhere.

    `width_changed` asks for the page to be shown again, because the bars no longer fit.
    """

    page_wanted = Signal(str)
    folded = Signal(str, bool)
    width_changed = Signal()
    explained = Signal(str)

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
        self._bar_width = 0
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(RESIZED_AFTER)
        self._resized.timeout.connect(self.width_changed)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._explain)
        self._meanings: dict[str, str] = {}
        self.copy_row_action = QAction("Copy this &row", self)
        self.copy_row_action.setShortcut(QKeySequence("Ctrl+Shift+C"))
        self.copy_row_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy_row_action.triggered.connect(self.copy_row)
        self.addAction(self.copy_row_action)

    def show_html(
        self, make: Callable[[int], str], colors: Colors, *, anchor: str = "", keep_place: bool = False
    ) -> None:
        """Show what `make(bar_width)` returns; go to an anchor, stay where we are, or start at the top."""
        self._colors = colors
        place = self.verticalScrollBar().value()
        document = self.document()
        document.clear()
        document.setDefaultStyleSheet(parts.css(colors))
        self._bar_width = self._fitting()
        self.setHtml(make(self._bar_width))
        if anchor:
            self.scrollToAnchor(anchor)
            self._mark_row(anchor)
        elif keep_place:
            self.verticalScrollBar().setValue(place)

    def _mark_row(self, anchor: str) -> None:
        """A table's row that was asked for is marked, and comes with what stands above it: head, regimen, study."""
        cursor = self._cursor_at(anchor)
        table = cursor.currentTable()
        if not table or table.columns() == 1:  # a box
            return
        cursor.setPosition(table.cellAt(cursor).lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        place = self.verticalScrollBar().value() - self.viewport().height() // 3
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(place)

    def _cursor_at(self, anchor: str) -> QTextCursor:
        """Where an anchor stands; the page's beginning if it is not there."""
        block = self.document().begin()
        while block.isValid():
            for part in block:  # type: ignore[attr-defined]  # PySide6's stubs do not know that a block can be iterated
                if anchor in part.fragment().charFormat().anchorNames():
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(part.fragment().position())
                    return cursor
            block = block.next()
        return QTextCursor(self.document())

    def set_glossary(self, entries: Sequence[Explained]) -> None:
        """The words that are explained when the mouse or the keyboard comes to them."""
        self._meanings = {entry.id: entry.text for entry in entries}

    def _explain(self, address: QUrl) -> None:
        """Show what a word means beside it, and tell it, so that the window can say it too."""
        meaning = self._meanings.get(address.path(), "") if address.scheme() == "word" else ""
        if meaning:
            below = self.cursorRect().bottomLeft() if self.textCursor().hasSelection() else None
            by_mouse = self.viewport().mapFromGlobal(QCursor.pos())
            place = below if below and not self.viewport().rect().contains(by_mouse) else by_mouse
            QToolTip.showText(self.viewport().mapToGlobal(place), meaning, self)
        self.explained.emit(meaning)

    def _fitting(self) -> int:
        width = self.viewport().width()
        room = min(width * BAR_SHARE, width - WORDS * self.fontMetrics().averageCharWidth())
        return round(min(max(room, BAR_NARROWEST), BAR_WIDEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._bar_width and abs(self._fitting() - self._bar_width) > BAR_SLACK:
            self._resized.start()

    def loadResource(self, kind: int, address: QUrl | str) -> Any:
        """Bars are drawn; anything else does not exist, here or anywhere."""
        address = QUrl(address)
        width = {"bar": self._bar_width, "key": KEY_WIDTH}.get(address.scheme())
        if width is None or self._colors is None or kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        return bars.draw(address.path(), width, BAR_HEIGHT, self.devicePixelRatioF(), self._colors)

    def _follow(self, address: QUrl) -> None:
        match address.scheme():
            case "page":
                self.page_wanted.emit(address.toString().removeprefix("page:"))
            case "unfold" | "fold":
                self.folded.emit(address.path(), address.scheme() == "unfold")
            case "word":
                self._explain(address)
            case "":
                self.scrollToAnchor(address.fragment())

    def row_text(self, cursor: QTextCursor) -> str:
        """The words of the table row at a cursor, cells parted by tabs; "" outside of tables.

        A row over the table's whole width belongs to the one above it: what stands behind its numbers.
        """
        table = cursor.currentTable()
        if not table:
            return ""

        def is_under(row: int) -> bool:
            return 0 < row < table.rows() and table.cellAt(row, 0).columnSpan() == table.columns() > 1

        row = table.cellAt(cursor).row()
        first = row - 1 if is_under(row) else row
        rows = [first, first + 1] if is_under(first + 1) else [first]
        cells = [table.cellAt(number, column) for number in rows for column in range(table.columns())]
        once = [cell for i, cell in enumerate(cells) if cell not in cells[:i]]
        return "\t".join(filter(None, map(_words, once)))

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


def _words(cell: QTextTableCell) -> str:
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    return " ".join(cursor.selectedText().replace("\u2028", ", ").replace("\ufffc", "").split())
