"""Every action of the window: its words, its keys, its icon, and where it stands in menus and toolbar."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.compare import can_compare
from mbc_desktop.ui.html.help_page import Key
from mbc_desktop.ui.theme import CHOICES
from mbc_desktop.ui.tool_bar import ToolBar

if TYPE_CHECKING:
    from mbc_desktop.ui.main_window import MainWindow

#: What the user can choose of CHOICES, in words.
COLORS = {
    "system": "Colors as the &desktop has them",
    "light": "L&ight",
    "dark": "D&ark",
    "contrast": "&High contrast",
}


class Menus(QObject):
    """What they do stands with the window and its parts; `keys` tells all of them to the help page."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._icons: dict[QAction, str] = {}
        self._bar = window.menuBar()
        name(self._bar, "Menus")
        self._fill_page()
        self._fill_go()
        self._fill_view()
        self._fill_help()
        done_with_a_page = (self.emergencies, self.find, self.compare, self.print)
        self.tool_bar = ToolBar((self.back, self.forward, self.start), done_with_a_page)
        window.addToolBar(self.tool_bar)
        window.theme.changed.connect(self._draw_icons)
        self._draw_icons()
        self.enable()

    def enable(self) -> None:
        """What can be done with the page that is shown."""
        history = self._window.history
        self.back.setEnabled(history.can_go_back)
        self.forward.setEnabled(history.can_go_forward)
        page = self._window.detail_pane.page
        self.print.setEnabled(page is not None)
        self.compare.setEnabled(can_compare(page))

    def keys(self) -> list[Key]:
        """Every action that has a key, in the menus' order."""
        return [
            Key(menu.title().replace("&", ""), _plain(action.text()), _keys(action))
            for menu in self._menus()
            for action in menu.actions()
            if not action.shortcut().isEmpty()
        ]

    def named_keys(self) -> dict[str, str]:
        """The keys that the help's sentences speak of."""
        named = {
            "emergencies": self.emergencies,
            "print": self.print,
            "larger": self.larger,
            "smaller": self.smaller,
            "report": self.report,
        }
        return {word: _keys(action) for word, action in named.items()}

    def _menus(self) -> Sequence[QMenu]:
        return self._bar.findChildren(QMenu)

    def _fill_page(self) -> None:
        window, pane, key = self._window, self._window.detail_pane, QKeySequence.StandardKey
        menu = self._menu("&Page")
        self.find = self._action(menu, "F&ind on this page", key.Find, pane.find_bar.open, icon="find", short="Find")
        self._action(menu, "Find &next", key.FindNext, pane.find_bar.find_next)
        self.copy_page = self._action(menu, "&Copy page as text", "Ctrl+Shift+A", pane.copy_page)
        menu.addAction(pane.view.copy_row_action)
        menu.addAction(pane.view.why_action)
        menu.addSeparator()
        self.compare = self._action(menu, "Co&mpare with…", "Ctrl+M", window.compare, icon="compare", short="Compare")
        self.print = self._action(
            menu, "&Print or save as PDF…", key.Print, window.print_page, icon="print", short="Print"
        )
        menu.addSeparator()
        self._action(menu, "&Quit", "Ctrl+Q", window.close)

    def _fill_go(self) -> None:
        window, key = self._window, QKeySequence.StandardKey
        menu = self._menu("&Go")
        self._action(menu, "&Search", "Ctrl+K", window.search_panel.focus_box)
        self.emergencies = self._action(menu, "&Emergencies", "Ctrl+E", window.show_emergencies, icon="emergency")
        menu.addAction(window.detail_pane.contents_action)
        menu.addSeparator()
        self.start = self._action(menu, "S&tart page", "Alt+Home", window.show_start, icon="home")
        self.back = self._action(menu, "&Back", key.Back, window.go_back, icon="back")
        self.forward = self._action(menu, "&Forward", key.Forward, window.go_forward, icon="forward")
        self._recent = menu.addSection("Recent pages of this run")
        self._recent_pages: list[QAction] = []
        self.go = menu
        menu.aboutToShow.connect(self._fill_recent)
        self._fill_recent()

    def _fill_recent(self) -> None:
        """The last pages by their titles, the newest first; the page that is shown is not among them."""
        for action in self._recent_pages:
            self.go.removeAction(action)
            action.deleteLater()
        self._recent_pages = []
        for address, title in self._window.history.recent_before():
            action = QAction(title.replace("&", "&&"), self)
            action.triggered.connect(lambda _=False, page=address: self._window.open_page(page))
            self.go.addAction(action)
            self._recent_pages.append(action)
        self._recent.setVisible(bool(self._recent_pages))

    def _fill_view(self) -> None:
        window, key = self._window, QKeySequence.StandardKey
        menu = self._menu("&View")
        self.larger = self._action(menu, "&Larger text", key.ZoomIn, window.larger)
        self.larger.setShortcuts([self.larger.shortcut(), QKeySequence("Ctrl+=")])  # where + needs Shift
        self.smaller = self._action(menu, "&Smaller text", key.ZoomOut, window.smaller)
        self._action(menu, "&Normal text", "Ctrl+0", window.normal_text)
        menu.addSeparator()
        group = QActionGroup(self)
        for choice in CHOICES:
            action = group.addAction(COLORS[choice])
            action.setCheckable(True)
            action.setChecked(choice == window.theme.choice)
            action.setData(choice)
            menu.addAction(action)
        group.triggered.connect(lambda action: window.choose_colors(str(action.data())))

    def _fill_help(self) -> None:
        window, key = self._window, QKeySequence.StandardKey
        menu = self._menu("&Help")
        self._action(menu, "&How to use this program", key.HelpContents, window.show_help)
        self.report = self._action(menu, "&Report an error on this page…", "Ctrl+Shift+E", window.report_error)
        menu.addAction("&Clinic's details for printed sheets…", window.edit_clinic)
        menu.addAction("&About this program", window.about)

    def _menu(self, title: str) -> QMenu:
        menu = self._bar.addMenu(title)
        name(menu, _plain(title))
        return menu

    def _action(
        self,
        menu: QMenu,
        text: str,
        keys: QKeySequence.StandardKey | str,
        slot: object,
        *,
        icon: str = "",
        short: str = "",
    ) -> QAction:
        """An action of a menu. `icon` is a file of resources/icons; `short` is what a button says in its place."""
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        action.setIconText(short or _plain(text))
        action.setToolTip(f"{action.iconText()} ({_keys(action)})")
        if icon:
            self._icons[action] = icon
        menu.addAction(action)
        return action

    def _draw_icons(self) -> None:
        for action, icon in self._icons.items():
            action.setIcon(self._window.theme.icon(icon))


def _plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…")


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
