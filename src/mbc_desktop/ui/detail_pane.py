"""The page on the right: one record shown, with find-in-page under it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mbc_desktop.data.records import Drug, Edition, Explained, Overview, Page
from mbc_desktop.summary.page_text import text_of
from mbc_desktop.ui.find_bar import FindBar
from mbc_desktop.ui.html.glossary import NONE, Glossary
from mbc_desktop.ui.html.overview_page import start_page
from mbc_desktop.ui.html.pages import page_html
from mbc_desktop.ui.html.parts import Shown
from mbc_desktop.ui.page_view import PageView
from mbc_desktop.ui.theme import Theme


class DetailPane(QWidget):
    """Shows a page, or the start page. Keeps the record, so that colours and text size can change under it."""

    page_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._edition: Edition | None = None
        self._page: Page | None = None
        self._start: tuple[Overview, str] | None = None
        self._unfolded: frozenset[str] = frozenset()
        self._glossary = NONE
        self.view = PageView()
        self.find_bar = FindBar(self.view, theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 8, 8)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.find_bar)
        self.view.page_wanted.connect(self.page_wanted)
        self.view.folded.connect(self._fold)
        self.view.width_changed.connect(self._draw_again)
        theme.changed.connect(self._draw_again)

    @property
    def page(self) -> Page | None:
        """The record that is shown; None on the start page."""
        return self._page

    def set_glossary(self, entries: Sequence[Explained]) -> None:
        """The words that every page explains from now on."""
        self._glossary = Glossary(entries)
        self.view.set_glossary(entries)

    def show_start(self, overview: Overview, counts: str, edition: Edition) -> None:
        """The page that the program opens with. `counts` tells in words what the book holds."""
        self._page, self._start, self._edition = None, (overview, counts), edition
        self._draw()

    def show_page(self, page: Page, edition: Edition, anchor: str = "") -> None:
        """Show a page from its top, or from an anchor (a section's name, "call-now", "study-...", a drug's row)."""
        self._page, self._start, self._edition = page, None, edition
        self._unfolded = _study_with(page, anchor)
        self._draw(anchor)

    def set_text_size(self, percent: int) -> None:
        """Text size in per cent of the desktop's."""
        font = QFont(QGuiApplication.font())
        font.setPointSizeF(font.pointSizeF() * percent / 100)
        self.view.setFont(font)
        self._draw_again()

    def page_as_text(self) -> str:
        """All of the page as plain text, sources included."""
        if self._page is None or self._edition is None:
            return self.view.toPlainText()
        return text_of(self._page, self._edition)

    def copy_page(self) -> None:
        QGuiApplication.clipboard().setText(self.page_as_text())

    def _fold(self, key: str, unfold: bool) -> None:  # noqa: FBT001  (a slot)
        self._unfolded = self._unfolded | {key} if unfold else self._unfolded - {key}
        self._draw_again()

    def _draw_again(self) -> None:
        self._draw(keep_place=True)

    def _draw(self, anchor: str = "", *, keep_place: bool = False) -> None:
        self.view.show_html(self._html, self._theme.colors, anchor=anchor, keep_place=keep_place)

    def _html(self, bar_width: int) -> str:
        """The page for bars of that width; nothing before the database is open."""
        if self._edition is None:
            return ""
        shown = Shown(self._theme.colors, self._edition, bar_width, self._unfolded, self._glossary)
        if self._page is not None:
            return page_html(self._page, shown)
        return start_page(*self._start, shown, datetime.now().astimezone().date()) if self._start else ""


def _study_with(page: Page, anchor: str) -> frozenset[str]:
    """The study to unfold for an anchor: the one it names ("study-..."), or the first with a row for a side effect."""
    if not isinstance(page, Drug):
        return frozenset()
    told = (
        study.id
        for study in page.studies
        if anchor == f"study-{study.id}"
        or any(anchor in row.side_effects and (row.shares or row.frequency_text) for row in study.reactions)
    )
    return frozenset(list(told)[:1])
