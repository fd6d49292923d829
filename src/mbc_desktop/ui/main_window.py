"""The window: it arranges list, page and printing, and holds the menus. What they do stands with them."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QSplitter, QToolBar, QWidget

from mbc_desktop.errors import UserError
from mbc_desktop.summary.phrases import SUPPORTS
from mbc_desktop.summary.report_sheet import ErrorReport
from mbc_desktop.ui import dialogs
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.detail_pane import DetailPane
from mbc_desktop.ui.history import History
from mbc_desktop.ui.html.pages import title_of
from mbc_desktop.ui.printing import Printing
from mbc_desktop.ui.search_panel import SearchPanel
from mbc_desktop.ui.settings import TEXT_SIZES, Settings
from mbc_desktop.ui.theme import CHOICES, Theme

if TYPE_CHECKING:
    from mbc_desktop.data.repository import Repository
    from mbc_desktop.search.engine import SearchEngine

TITLE = "MBC Desktop"


class MainWindow(QMainWindow):
    """Shown before the database is open; `shown_first` says that it is on the screen, `open_book` fills it."""

    shown_first = Signal()

    def __init__(self, settings: Settings, settings_file: Path, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._settings_file = settings_file
        self._theme = theme
        self._on_screen = False
        self._repository: Repository | None = None
        self._printing: Printing | None = None
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
        self._toolbar = QToolBar("Pages")
        self._toolbar.setMovable(False)
        self._toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        name(self._toolbar, "Pages")
        self.addToolBar(self._toolbar)
        self._with_icon: dict[QAction, str] = {}
        self._make_actions()
        self._restore()
        self.search_panel.page_wanted.connect(self.open_page)
        self.detail_pane.page_wanted.connect(self._follow)
        self.detail_pane.view.explained.connect(self._say)
        theme.changed.connect(self._draw_icons)
        self._draw_icons()
        self._enable()
        self.search_panel.box.setFocus()

    def open_book(self, repository: "Repository", engine: "SearchEngine", printing: Printing) -> None:
        """The database is open: fill list and page, and start to answer."""
        self._repository = repository
        self._printing = printing
        self.search_panel.set_book(engine, repository)
        self.detail_pane.set_glossary(repository.glossary)
        self._show_edition()
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
        if self._repository is None or not address:
            return
        shown = self.detail_pane.page
        if shown is not None and shown.id == address and not anchor:
            return
        if self._show(address, anchor):
            self.history.visit(address)
            self._enable()

    def show_start(self) -> None:
        """The page that the program opens with."""
        if self._repository is None:
            return
        kinds = Counter(entry.kind for entry in self._repository.entries.values())
        counts = f"{kinds['drug']} drugs, {kinds['treatment']} groups, {kinds['side_effect']} side effects."
        self.detail_pane.show_start(self._repository.overview(), counts, self._repository.edition)
        self.setWindowTitle(TITLE)
        self.history.visit("")
        self._enable()

    def _show(self, address: str, anchor: str = "") -> bool:
        """Show a page; False where there is none, which is told."""
        if self._repository is None:
            return False
        try:
            page = self._repository.page(address)
        except UserError as error:
            dialogs.tell(self, str(error))
            return False
        self.detail_pane.show_page(page, self._repository.edition, anchor)
        self.search_panel.select_page(address)
        self.setWindowTitle(f"{title_of(page)} - {TITLE}")
        return True

    def _show_edition(self) -> None:
        if self._repository is not None:
            edition = self._repository.edition
            self.statusBar().showMessage(f"{edition.review} {SUPPORTS} Edition {edition.code}, {edition.content_date}.")

    def _say(self, meaning: str) -> None:
        """An explained word in the status line as well, for whoever cannot see what lies beside the mouse."""
        if meaning:
            self.statusBar().showMessage(meaning)
        else:
            self._show_edition()

    def _follow(self, address: str) -> None:
        page, _, anchor = address.partition("#")
        self.open_page(page, anchor)

    def _go(self, address: str | None) -> None:
        if address is None:
            return
        if address:
            self._show(address)
        else:
            self.show_start()
        self._enable()

    def go_back(self) -> None:
        self._go(self.history.back())

    def go_forward(self) -> None:
        self._go(self.history.forward())

    def show_emergencies(self) -> None:
        self.open_page("overview", "emergencies")

    def print_page(self) -> None:
        """Preview, print or save the sheet of the page that is shown, and of no other."""
        if self.detail_pane.page is not None and self._printing is not None:
            self._printing.open(self.detail_pane.page, self)

    def report_error(self) -> None:
        """A sheet to report an error on the page that is shown, with edition and page filled in."""
        if self._printing is not None:
            page = self.detail_pane.page
            about = ErrorReport(title_of(page), page.id) if page else ErrorReport("Start page", "start")
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

    # Actions

    def _make_actions(self) -> None:
        key = QKeySequence.StandardKey
        page_menu = self.menuBar().addMenu("&Page")
        self.start_action = self._action(page_menu, "&Start page", "Alt+Home", self.show_start, "home")
        self.back_action = self._action(page_menu, "&Back", key.Back, self.go_back, "back")
        self.forward_action = self._action(page_menu, "&Forward", key.Forward, self.go_forward, "forward")
        page_menu.addSeparator()
        pane = self.detail_pane
        self.find_action = self._action(page_menu, "F&ind on this page", key.Find, pane.find_bar.open, "find")
        self._action(page_menu, "Find &next", key.FindNext, pane.find_bar.find_next)
        self.copy_page_action = self._action(page_menu, "&Copy page as text", "Ctrl+Shift+A", pane.copy_page)
        page_menu.addAction(self.detail_pane.view.copy_row_action)
        page_menu.addAction(self.detail_pane.view.why_action)
        page_menu.addSeparator()
        self.print_action = self._action(page_menu, "&Print or save as PDF…", key.Print, self.print_page, "print")
        page_menu.addSeparator()
        self._action(page_menu, "&Quit", "Ctrl+Q", self.close)
        go_menu = self.menuBar().addMenu("&Go")
        self._action(go_menu, "&Search", "Ctrl+K", self.search_panel.focus_box)
        self.emergency_action = self._action(go_menu, "&Emergencies", "Ctrl+E", self.show_emergencies, "emergency")
        go_menu.addAction(self.detail_pane.contents_action)
        view_menu = self.menuBar().addMenu("&View")
        self._action(view_menu, "&Larger text", key.ZoomIn, self.larger)
        self._action(view_menu, "&Smaller text", key.ZoomOut, self.smaller)
        self._action(view_menu, "&Normal text", "Ctrl+0", self.normal_text)
        view_menu.addSeparator()
        self._make_theme_actions(view_menu)
        help_menu = self.menuBar().addMenu("&Help")
        self._action(help_menu, "&Report an error on this page…", "Ctrl+Shift+E", self.report_error)
        help_menu.addAction("&Clinic's details for printed sheets…", self.edit_clinic)
        self._action(help_menu, "&About this program", "F1", self.about)
        for action in (self.back_action, self.forward_action, self.start_action):
            self._toolbar.addAction(action)
        spring = QWidget()
        spring.setSizePolicy(spring.sizePolicy().Policy.Expanding, spring.sizePolicy().Policy.Preferred)
        self._toolbar.addWidget(spring)
        for action in (self.emergency_action, self.find_action, self.print_action):
            self._toolbar.addAction(action)
        self._toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def _action(
        self, menu: QMenu, text: str, keys: QKeySequence.StandardKey | str, slot: object, icon: str = ""
    ) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        if icon:
            self._with_icon[action] = icon
        short = {"&Print or save as PDF…": "Print", "F&ind on this page": "Find"}
        action.setIconText(short.get(text, text.replace("&", "")))
        action.setToolTip(f"{action.iconText()} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        menu.addAction(action)
        return action

    def _make_theme_actions(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        words = {"system": "Colors as the &desktop has them", "light": "L&ight", "dark": "D&ark"}
        for choice in CHOICES:
            action = group.addAction(words[choice])
            action.setCheckable(True)
            action.setChecked(choice == self._theme.choice)
            action.setData(choice)
            menu.addAction(action)
        group.triggered.connect(self._choose_theme)

    def _choose_theme(self, action: QAction) -> None:
        self._settings.theme = str(action.data())
        self._theme.choose(self._settings.theme)

    def _draw_icons(self) -> None:
        for action, icon in self._with_icon.items():
            action.setIcon(self._theme.icon(icon))

    def _enable(self) -> None:
        self.back_action.setEnabled(self.history.can_go_back)
        self.forward_action.setEnabled(self.history.can_go_forward)
        self.print_action.setEnabled(self.detail_pane.page is not None)

    # Text size

    def larger(self) -> None:
        self._set_text_size(next((s for s in TEXT_SIZES if s > self._settings.text_size), TEXT_SIZES[-1]))

    def smaller(self) -> None:
        self._set_text_size(next((s for s in reversed(TEXT_SIZES) if s < self._settings.text_size), TEXT_SIZES[0]))

    def normal_text(self) -> None:
        self._set_text_size(100)

    def _set_text_size(self, percent: int) -> None:
        """Everything grows together: page, list and box."""
        self._settings.text_size = percent
        self.detail_pane.set_text_size(percent)
        font = QGuiApplication.font()
        font.setPointSizeF(font.pointSizeF() * percent / 100)
        self.search_panel.setFont(font)
        self.detail_pane.find_bar.setFont(font)

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
        self._set_text_size(self._settings.text_size)

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
