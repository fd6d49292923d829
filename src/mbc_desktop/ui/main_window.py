"""The window: it arranges list, page, menus and printing. What they do stands with them."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter

from mbc_desktop.errors import UserError
from mbc_desktop.summary.phrases import SUPPORTS
from mbc_desktop.summary.report_sheet import ErrorReport
from mbc_desktop.summary.side_by_side import ADDRESS as COMPARISON
from mbc_desktop.ui import dialogs
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.compare import Compare
from mbc_desktop.ui.detail_pane import DetailPane
from mbc_desktop.ui.focus_ring import FocusRing
from mbc_desktop.ui.history import History
from mbc_desktop.ui.html.help_page import TITLE as HELP_TITLE
from mbc_desktop.ui.html.pages import title_of
from mbc_desktop.ui.menus import Menus
from mbc_desktop.ui.printing import Printing
from mbc_desktop.ui.search_panel import SearchPanel
from mbc_desktop.ui.settings import TEXT_SIZES, Settings
from mbc_desktop.ui.status_line import StatusLine
from mbc_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from mbc_desktop.data.repository import Repository
    from mbc_desktop.search.engine import SearchEngine

TITLE = "MBC Desktop"
#: The address of the help, among those of the pages.
HELP = "help"


class MainWindow(QMainWindow):
    """Shown before the database is open; `shown_first` says that it is on the screen, `open_book` fills it."""

    shown_first = Signal()

    def __init__(self, settings: Settings, settings_file: Path, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._settings_file = settings_file
        self.theme = theme
        theme.set_text_size(settings.text_size)
        self._on_screen = False
        self._repository: Repository | None = None
        self._printing: Printing | None = None
        self._compare: Compare | None = None
        self._shown: str | None = None
        self._title = ""
        self.history = History()
        self.setWindowTitle(TITLE)
        self.search_panel = SearchPanel()
        self.detail_pane = DetailPane(theme)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.search_panel)
        self._splitter.addWidget(self.detail_pane)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        self.setCentralWidget(self._splitter)
        name(self._splitter, "List and page")
        name(self._splitter.handle(1), "Between list and page")
        self.status_line = StatusLine()
        self.status_line.tell("Opening the book…")
        self.statusBar().addPermanentWidget(self.status_line, 1)
        name(self.statusBar(), "Status")
        self.menus = Menus(self)
        self._focus_ring = FocusRing(self)
        self._restore()
        self.search_panel.page_wanted.connect(self.open_page)
        self.detail_pane.page_wanted.connect(self._follow)
        self.detail_pane.view.explained.connect(self.status_line.say)
        self.search_panel.box.setFocus()

    def open_book(self, repository: "Repository", engine: "SearchEngine", printing: Printing) -> None:
        """The database is open: fill list and page, and start to answer."""
        self._repository = repository
        self._printing = printing
        self._compare = Compare(repository)
        self.search_panel.set_book(engine, repository)
        self.detail_pane.set_glossary(repository.glossary)
        edition = repository.edition
        self.status_line.tell(f"{edition.review} {SUPPORTS} Edition {edition.code}, {edition.content_date}.")
        self._tell_if_nothing_is_kept()
        self.show_start()

    def _tell_if_nothing_is_kept(self) -> None:
        """A settings folder that cannot be written costs the window's look and nothing else, so it is said quietly."""
        if not self._settings.save(self._settings_file):
            told = QLabel("Settings are not kept")
            told.setToolTip(
                f"The folder {self._settings_file.parent} cannot be written, so window size, colors and text size are "
                "forgotten. Everything else works. Ask for write access to the folder."
            )
            name(told, told.text(), told.toolTip())
            self.statusBar().addPermanentWidget(told)

    # Pages

    def open_page(self, address: str, anchor: str = "") -> None:
        """Show a page and remember it; one that is shown already stays as it is."""
        if not address or (address == self._shown and not anchor):
            return
        if self._show(address, anchor):
            self.history.visit(address, self._title)
            self.menus.enable()

    def show_start(self) -> None:
        """The page that the program opens with."""
        if self._show(""):
            self.history.visit("")
            self.menus.enable()

    def show_help(self) -> None:
        """The help as a page of its own, from which Back leads where one was."""
        self.open_page(HELP)
        self.detail_pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, address: str, anchor: str = "") -> bool:
        """Show a page, the start page ("") or the help; False where there is none, which is told."""
        book, compare = self._repository, self._compare
        if book is None or compare is None:
            return False
        title = ""
        if address == "":
            self.detail_pane.show_start(book.overview(), self._counts(book), book.edition)
        elif address == HELP:
            self.detail_pane.show_help(self.menus.keys(), self.menus.named_keys(), book.edition)
            title = HELP_TITLE
        else:
            try:
                page = compare.page(address) if address.startswith(COMPARISON) else book.page(address)
            except UserError as error:
                dialogs.tell(self, str(error))
                return False
            self.detail_pane.show_page(page, book.edition, anchor)
            self.search_panel.select_page(address)
            title = title_of(page)
        self._shown, self._title = address, title
        self.setWindowTitle(f"{title} - {TITLE}" if title else TITLE)
        return True

    def _counts(self, book: "Repository") -> str:
        kinds = Counter(entry.kind for entry in book.entries.values())
        return f"{kinds['drug']} drugs, {kinds['treatment']} groups, {kinds['side_effect']} side effects."

    def _follow(self, address: str) -> None:
        page, _, anchor = address.partition("#")
        if page == COMPARISON:
            self.compare()
        else:
            self.open_page(page, anchor)

    def _go(self, address: str | None) -> None:
        if address is not None and self._show(address):
            self.menus.enable()

    def go_back(self) -> None:
        self._go(self.history.back())

    def go_forward(self) -> None:
        self._go(self.history.forward())

    def show_emergencies(self) -> None:
        """The signs and what to do, with the keyboard in the page, to go on reading."""
        self.open_page("overview", "emergencies")
        self.detail_pane.go_to("emergencies", "Emergencies")

    def compare(self) -> None:
        """Ask what to compare with the drug, group or comparison that is shown, and show them side by side."""
        if self._compare is not None and (address := self._compare.ask(self.detail_pane.page, self)):
            self.open_page(address)
            self.detail_pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def print_page(self) -> None:
        """Preview, print or save the sheet of the page that is shown, and of no other."""
        if self.detail_pane.page is not None and self._printing is not None:
            self._printing.open(self.detail_pane.page, self)

    def report_error(self) -> None:
        """A sheet to report an error on the page that is shown, with edition and page filled in."""
        if self._printing is not None:
            page = self.detail_pane.page
            about = ErrorReport(self._title or "Start page", page.id if page else self._shown or "start")
            self._printing.open(about, self)

    def edit_clinic(self) -> None:
        if self._printing is not None:
            self._printing.edit_clinic(self)

    def come_up(self) -> None:
        """A second start asked for the window that is open."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.search_panel.focus_box()

    # Text size and colors

    def larger(self) -> None:
        self._set_text_size(next((s for s in TEXT_SIZES if s > self._settings.text_size), TEXT_SIZES[-1]))

    def smaller(self) -> None:
        self._set_text_size(next((s for s in reversed(TEXT_SIZES) if s < self._settings.text_size), TEXT_SIZES[0]))

    def normal_text(self) -> None:
        self._set_text_size(100)

    def _set_text_size(self, percent: int) -> None:
        self._settings.text_size = percent
        self.theme.set_text_size(percent)

    def choose_colors(self, choice: str) -> None:
        """One of theme.CHOICES, from now on and at the next start."""
        self._settings.theme = choice
        self.theme.choose(choice)

    # The window

    def about(self) -> None:
        dialogs.about(self, self._repository.edition if self._repository else None)

    def _restore(self) -> None:
        self.resize(1180, 760)
        screen = self.screen().availableGeometry()
        if self._settings.geometry:
            self.restoreGeometry(QByteArray(self._settings.geometry))
        self.resize(self.size().boundedTo(screen.size()))
        if not (self._settings.splitter and self._splitter.restoreState(QByteArray(self._settings.splitter))):
            self._splitter.setSizes([330, 850])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._on_screen:
            self.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first time that the window's system says it is on the screen."""
        if event.type() == QEvent.Type.Expose and not self._on_screen:
            self._on_screen = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.shown_first.emit)
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.geometry = bytes(self.saveGeometry().data())
        self._settings.splitter = bytes(self._splitter.saveState().data())
        self._settings.save(self._settings_file)
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing anywhere goes to the box."""
        text = event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if text and text.isprintable() and not text.isspace() and plain:
            self.search_panel.search_for(text)
            self.search_panel.box.setCursorPosition(len(text))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A mouse's own back and forward buttons."""
        if event.button() == Qt.MouseButton.BackButton:
            self.go_back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.go_forward()
        else:
            super().mousePressEvent(event)
