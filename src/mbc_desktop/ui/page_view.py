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
)
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from mbc_desktop.data.records import Explained
from mbc_desktop.ui import bars, page_places
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.html import parts
from mbc_desktop.ui.theme_colors import Colors

#: Bars take this share of the page's width, between these limits in pixels.
BAR_SHARE, BAR_NARROWEST, BAR_WIDEST = 0.16, 60, 260
#: The columns of words beside the bars need so many characters; large text on a narrow page leaves bars the rest.
WORDS = 60
BAR_HEIGHT = 14
#: The bars that explain the others.
KEY_WIDTH = 28
#: The page is made anew for another width when bars would be off by more, and dragging has stopped for so long.
BAR_SLACK = 12
RESIZED_AFTER = 150  # milliseconds


class PageView(QTextBrowser):
    """Draws HTML that others make. Links and folding are told by signals; nothing is fetched from anywhere.

    `width_changed` asks for the page to be shown again, because the bars no longer fit. `why_wanted` is the number of a
    row with numbers, in the page's order, -1 outside of such rows. `met` comes when the keyboard comes to a link: its
    address, its words and the number of its row, -1 outside of such rows.
    """

    page_wanted = Signal(str)
    folded = Signal(str, bool)
    width_changed = Signal()
    explained = Signal(str)
    chosen = Signal(str)
    why_wanted = Signal(int)
    met = Signal(str, str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name(self, "Page", "Tab moves from link to link, Enter follows one. Ctrl+J goes to a section.")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(12)
        # A scroll bar that comes when the page turns out to be long has the page laid out twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
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
        self.why_action = QAction("&Why this number?", self)
        self.why_action.setShortcut(QKeySequence("Ctrl+I"))
        self.why_action.triggered.connect(self.ask_why)

    def show_html(
        self, make: Callable[[int], str], colors: Colors, *, anchor: str = "", keep_place: bool = False
    ) -> None:
        """Show what `make(bar_width)` returns; go to an anchor, stay where we are, or start at the top."""
        self._colors = colors
        place = self.verticalScrollBar().value()
        link, caret = page_places.link_of(self.textCursor()), self.textCursor().position()
        document = self.document()
        document.clear()
        document.setDefaultStyleSheet(parts.css(colors))
        self._bar_width = self._fitting()
        self.setHtml(make(self._bar_width))
        if anchor:
            self.scrollToAnchor(anchor)
            self._mark_row(anchor)
        elif keep_place:
            self._return_to(link, caret)
            self.verticalScrollBar().setValue(place)

    def _return_to(self, link: str, caret: int) -> None:
        """The link that was followed has the caret again, also where it now does the opposite; else the same place."""
        scheme, _, rest = link.partition(":")
        opposite = {"fold": f"unfold:{rest}", "unfold": f"fold:{rest}"}.get(scheme, link)
        cursor = page_places.link_at(self.document(), link, opposite) if link else None
        if cursor is None:
            cursor = self.textCursor()
            cursor.setPosition(min(caret, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def go_to(self, anchor: str) -> None:
        """Bring a heading to the top; keyboard and caret go on from there."""
        cursor = page_places.anchor_at(self.document(), anchor)
        if cursor is None:
            return
        self.scrollToAnchor(anchor)
        place = self.verticalScrollBar().value()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(place)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's own)
        """From link to link, and from the caret on; a row's numbers are one stop, and its sources are behind them."""
        cursor = self.textCursor()
        if not cursor.hasSelection() and cursor.position() > 0:  # Qt would begin at the page's top
            if not cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor):
                cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        before = page_places.link_of(cursor)
        while moved := super().focusNextPrevChild(forward):
            address = page_places.link_of(self.textCursor())
            in_numbers = (table := self.textCursor().currentTable()) and table.columns() == page_places.COLUMNS
            if not in_numbers or not (address.startswith("#") or (address == before and address.startswith("why:"))):
                break
        if moved and address:
            self.met.emit(address, page_places.words(self.textCursor()), self._row())
        return moved

    def _row(self) -> int:
        """The number of the row with numbers that the caret is in; -1 outside of them."""
        address = page_places.row_link(self.textCursor(), "why")
        return int(address.removeprefix("why:")) if address else -1

    def ask_why(self) -> None:
        """Ask what stands behind the row that the caret is in."""
        self.why_wanted.emit(self._row())

    def _mark_row(self, anchor: str) -> None:
        """A table's row that was asked for is marked, and comes with what stands above it: head, regimen, study."""
        cursor = page_places.anchor_at(self.document(), anchor)
        table = cursor.currentTable() if cursor else None
        if cursor is None or not table or table.columns() == 1:  # a box
            return
        first = table.cellAt(table.cellAt(cursor).row(), 0)
        cursor = first.firstCursorPosition()
        cursor.setPosition(first.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        place = self.verticalScrollBar().value() - self.viewport().height() // 3
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(place)

    def set_glossary(self, entries: Sequence[Explained]) -> None:
        """The words that are explained when the mouse or the keyboard comes to them."""
        self._meanings = {entry.id: entry.text for entry in entries}

    def meaning(self, address: QUrl) -> str:
        """What the word that a link explains means; "" for other links."""
        return self._meanings.get(address.path(), "") if address.scheme() == "word" else ""

    def _explain(self, address: QUrl) -> None:
        """Show what a word means beside it, and tell it, so that the window can say it too."""
        meaning = self.meaning(address)
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
            case "compare":
                self.page_wanted.emit(address.toString())
            case "unfold" | "fold":
                self.folded.emit(address.path(), address.scheme() == "unfold")
            case "word":
                self._explain(address)
            case "view":
                self.chosen.emit(address.toString().removeprefix("view:"))
            case "why":
                self.why_wanted.emit(int(address.path()))
            case "":
                self.scrollToAnchor(address.fragment())

    def copy_row(self) -> None:
        """Copy the row that the caret is in; outside of a table, the paragraph."""
        cursor = self.textCursor()
        words = page_places.row_text(cursor) or cursor.block().text().replace("\ufffc", "")
        QGuiApplication.clipboard().setText(words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setTextCursor(self.cursorForPosition(event.pos()))
        menu = self.createStandardContextMenu(QPoint(event.pos()))
        menu.addAction(self.copy_row_action)
        menu.addAction(self.why_action)
        menu.exec(event.globalPos())
        menu.deleteLater()
