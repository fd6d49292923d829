"""Colours: our own palettes, applied by us, because a desktop's own dark mode reaches only a part of Qt's widgets."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from mbc_desktop.ui.theme_colors import Colors, read

#: What the user can choose. "system" follows the desktop.
CHOICES = ("system", "light", "dark")


def palette(colors: Colors) -> QPalette:
    """A palette in which both colours of every pair are set."""
    role = QPalette.ColorRole
    pairs = {
        role.Window: colors.window,
        role.WindowText: colors.window_text,
        role.Base: colors.base,
        role.AlternateBase: colors.alternate,
        role.Text: colors.text,
        role.PlaceholderText: colors.muted,
        role.Button: colors.button,
        role.ButtonText: colors.window_text,
        role.BrightText: colors.alarm,
        role.ToolTipBase: colors.base,
        role.ToolTipText: colors.text,
        role.Highlight: colors.highlight,
        role.HighlightedText: colors.highlighted_text,
        role.Link: colors.link,
        role.LinkVisited: colors.link,
        role.Light: colors.base,
        role.Midlight: colors.alternate,
        role.Mid: colors.line,
        role.Dark: colors.line,
        role.Accent: colors.highlight,
    }
    made = QPalette()
    for which, color in pairs.items():
        made.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colors.muted))
    return made


class Theme(QObject):
    """The colours in force; `changed` comes when they do, by choice or because the desktop turned dark."""

    changed = Signal()

    def __init__(self, resources: Path, choice: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resources = resources
        self._themes = {name: read(resources / "themes" / f"{name}.toml") for name in ("light", "dark")}
        self._choice = choice if choice in CHOICES else "system"
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._dark = False
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._desktop_changed)

    @property
    def colors(self) -> Colors:
        return self._themes["dark" if self._dark else "light"]

    @property
    def choice(self) -> str:
        return self._choice

    def choose(self, choice: str) -> None:
        """Use one of CHOICES from now on."""
        self._choice = choice
        self._apply()
        self.changed.emit()

    def icon(self, name: str) -> QIcon:
        """An icon of resources/icons in the text's colour; sharp on every screen."""
        key = (name, self.colors.window_text)
        if key not in self._icons:
            self._icons[key] = self._drawn(name)
        return self._icons[key]

    def _drawn(self, name: str) -> QIcon:
        svg = (self._resources / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        icon = QIcon()
        for color, mode in ((self.colors.window_text, QIcon.Mode.Normal), (self.colors.line, QIcon.Mode.Disabled)):
            renderer = QSvgRenderer(QByteArray(svg.replace("#000000", color).encode()))
            for size in (16, 20, 24, 32, 48, 64):
                pixmap = QPixmap(size, size)
                pixmap.fill(Qt.GlobalColor.transparent)
                painter = QPainter(pixmap)
                renderer.render(painter)
                painter.end()
                icon.addPixmap(pixmap, mode)
        return icon

    def _desktop_changed(self) -> None:
        if self._choice == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        scheme = QGuiApplication.styleHints().colorScheme()
        self._dark = self._choice == "dark" or (self._choice == "system" and scheme == Qt.ColorScheme.Dark)
        QApplication.setPalette(palette(self.colors))
