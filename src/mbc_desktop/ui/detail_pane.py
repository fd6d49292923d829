"""The page on the right: one record shown, with find-in-page under it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mbc_desktop.data.occurrences import shown_study
from mbc_desktop.data.records import Drug, Edition, Explained, Overview, Page
from mbc_desktop.summary import comparison_text
from mbc_desktop.summary.page_text import text_of
from mbc_desktop.summary.side_by_side import Comparison
from mbc_desktop.summary.why import why
from mbc_desktop.ui.accessible import announce, name
from mbc_desktop.ui.contents import Contents, ContentsButton
from mbc_desktop.ui.find_bar import FindBar
from mbc_desktop.ui.html.choice import AS_MADE, Choice
from mbc_desktop.ui.html.contents import sections_of
from mbc_desktop.ui.html.glossary import NONE, Glossary
from mbc_desktop.ui.html.help_page import Key, help_page
from mbc_desktop.ui.html.link_words import link_words, row_words
from mbc_desktop.ui.html.overview_page import start_page
from mbc_desktop.ui.html.pages import page_html, title_of
from mbc_desktop.ui.html.parts import CALL_NOW, Shown
from mbc_desktop.ui.page_view import PageView
from mbc_desktop.ui.theme import Theme
from mbc_desktop.ui.why_dialog import WhyDialog

#: The contents stand beside the page where the pane is wider than that: in pixels, and in characters of its text.
WIDE, WIDE_CHARACTERS = 900, 110
WHERE_IS_A_NUMBER = "Go to a row with numbers first: Tab moves from row to row. Then ask why."


class DetailPane(QWidget):
    """Shows a page, or the start page. Keeps the record, so that colours and text size can change under it."""

    page_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._edition: Edition | None = None
        self._page: Page | Comparison | None = None
        self._make: Callable[[Shown], str] | None = None
        self._unfolded: frozenset[str] = frozenset()
        self._choice = AS_MADE
        self._glossary = NONE
        self._shown: Shown | None = None
        self._row = -1
        self.view = PageView()
        self.contents = Contents()
        self.contents_button = ContentsButton(self.contents.contents)
        self.contents_action = QAction("&Contents of the page", self)
        self.contents_action.setShortcut(QKeySequence("Ctrl+J"))
        self.contents_action.triggered.connect(self.go_to_contents)
        self.find_bar = FindBar(self.view, theme)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.view, 1)
        beside.addWidget(self.contents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 8, 8)
        layout.setSpacing(2)
        layout.addWidget(self.contents_button, 0, Qt.AlignmentFlag.AlignRight)
        layout.addLayout(beside, 1)
        layout.addWidget(self.find_bar)
        for contents in (self.contents, self.contents_button):
            contents.wanted.connect(self.go_to)
        self.view.page_wanted.connect(self.page_wanted)
        self.view.folded.connect(self._fold)
        self.view.chosen.connect(self._choose)
        self.view.why_wanted.connect(self.tell_why)
        self.view.met.connect(self._say_link)
        self.view.width_changed.connect(self._draw_again)
        theme.changed.connect(self._look_changed)

    @property
    def page(self) -> Page | Comparison | None:
        """The record that is shown; None on the start page."""
        return self._page

    def set_glossary(self, entries: Sequence[Explained]) -> None:
        """The words that every page explains from now on."""
        self._glossary = Glossary(entries)
        self.view.set_glossary(entries)

    def show_start(self, overview: Overview, counts: str, edition: Edition) -> None:
        """The page that the program opens with. `counts` tells in words what the book holds."""
        today = datetime.now().astimezone().date()
        self._show_made("start", lambda shown: start_page(overview, counts, shown, today), edition)

    def show_help(self, keys: Sequence[Key], named: dict[str, str], edition: Edition) -> None:
        """The help, with the window's keys: `help_page`."""
        self._show_made("help", lambda shown: help_page(keys, named, shown), edition)

    def _show_made(self, title: str, make: Callable[[Shown], str], edition: Edition) -> None:
        """A page that is made of no record."""
        self._page, self._make, self._edition = None, make, edition
        name(self.view, f"Page: {title}")
        self._draw()

    def show_page(self, page: Page | Comparison, edition: Edition, anchor: str = "") -> None:
        """Show a page from its top, or from an anchor (a section's name, "call-now", "study-...", a drug's row)."""
        self._page, self._make, self._edition = page, None, edition
        self._unfolded, self._choice = _unfolded_for(anchor), _choice_for(page, anchor)
        name(self.view, f"Page: {title_of(page)}")
        self._draw(anchor)

    def page_as_text(self) -> str:
        """All of the page as plain text, sources included."""
        if self._page is None or self._edition is None:
            return self.view.toPlainText()
        if isinstance(self._page, Comparison):
            return comparison_text.text_of(self._page, self._choice.order, self._edition)
        return text_of(self._page, self._edition)

    def copy_page(self) -> None:
        QGuiApplication.clipboard().setText(self.page_as_text())

    def go_to_contents(self) -> None:
        """To the list beside the page; where there is no room for one, open the same as a menu."""
        if self.contents.isVisible():
            self.contents.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.contents.currentIndex().isValid():
                self.contents.setCurrentIndex(self.contents.contents.index(0))
        else:
            self.contents_button.showMenu()

    def go_to(self, anchor: str, title: str) -> None:
        """A section's heading to the top of the page, with the keyboard and the caret."""
        self.view.go_to(anchor)
        announce(self.view, title)

    def tell_why(self, row: int) -> None:
        """Open what stands behind a row's numbers; `row` is its number in the page's order, -1 for none."""
        if row < 0:
            self.view.explained.emit(WHERE_IS_A_NUMBER)
            announce(self.view, WHERE_IS_A_NUMBER)
        elif self._page is not None and self._edition is not None and self._shown is not None:
            told = why(self._shown.rows[row], self._page.sources, self._edition)
            WhyDialog(told, self.view.font(), self.window()).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_contents()

    def _place_contents(self) -> None:
        wide = max(WIDE, self.view.fontMetrics().averageCharWidth() * WIDE_CHARACTERS)
        beside = self.width() > wide
        self.contents.setFixedWidth(self.contents.sizeHint().width())
        self.contents.setVisible(beside)
        self.contents_button.setVisible(not beside)

    def _say_link(self, address: str, words: str, row: int) -> None:
        """For a screen reader: the link, and the row of numbers when the keyboard comes into it."""
        if self._shown is not None:
            told = row_words(row, self._page, self._shown) if row != self._row else ""
            self._row = row
            said = (link_words(address, words, self._shown), self.view.meaning(QUrl(address)), told)
            announce(self.view, " ".join(filter(None, said)))

    def _choose(self, told: str) -> None:
        self._choice = self._choice.after(told)
        self._draw_again()
        if self._shown is not None and isinstance(self._page, Drug | Comparison):
            studies = self._page.studies if isinstance(self._page, Drug) else ()
            study = next((s.name for s in studies if told == f"study={s.id}"), "")
            announce(self.view, link_words(f"view:{told}", study, self._shown))

    def _fold(self, key: str, unfold: bool) -> None:  # noqa: FBT001  (a slot)
        self._unfolded = self._unfolded | {key} if unfold else self._unfolded - {key}
        self._draw_again()
        announce(self.view, "Unfolded." if unfold else "Folded.")

    def _look_changed(self) -> None:
        """Colours or text size are others."""
        self._place_contents()
        self._draw_again()

    def _draw_again(self) -> None:
        self._draw(keep_place=True)

    def _draw(self, anchor: str = "", *, keep_place: bool = False) -> None:
        self.view.show_html(self._html, self._theme.colors, anchor=anchor, keep_place=keep_place)

    def _html(self, bar_width: int) -> str:
        """The page for bars of that width; nothing before the database is open."""
        if self._edition is None:
            return ""
        self._shown = Shown(
            self._theme.colors, self._edition, bar_width, self._unfolded, self._glossary, choice=self._choice
        )
        self._row = -1
        made = ""
        if self._page is not None:
            made = page_html(self._page, self._shown)
        elif self._make is not None:
            made = self._make(self._shown)
        self.contents.contents.set_sections(sections_of(made))
        return made


def _unfolded_for(anchor: str) -> frozenset[str]:
    """What an anchor needs to be in sight: all signs to call now, or the study that it names ("study-...")."""
    return (
        frozenset({anchor.removeprefix("study-")}) if anchor.startswith("study-") else frozenset({anchor} & {CALL_NOW})
    )


def _choice_for(page: Page | Comparison, anchor: str) -> Choice:
    """The way to a side effect's row shows the study whose figure the side effect's own page shows."""
    return replace(AS_MADE, study=shown_study(page, anchor)) if isinstance(page, Drug) else AS_MADE
