"""Colours and text size: applied to all of the program by us, because a desktop's own dark mode reaches only a part of
Qt's widgets.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from mbc_desktop.ui.theme_colors import Colors, read

#: What the user can choose. "system" follows the desktop.
CHOICES = ("system", "light", "dark", "contrast")
#: The files of resources/themes.
THEMES = ("light", "dark", "contrast_light", "contrast_dark")
#: Widgets whose edge the style draws in a darker shade of the window, where nobody sees it in the dark.
EDGED = ("QLineEdit", "QAbstractButton", "QComboBox", "QTextEdit", "QPlainTextEdit", "QAbstractItemView")


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
    """The colours and text size in force; `changed` comes when they do, by choice or because the desktop turned dark.

    "system" and "contrast" are light or dark as the desktop is; "system" is high contrast where the desktop is.
    """

    changed = Signal()

    def __init__(self, resources: Path, choice: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resources = resources
        self._themes = {name: read(resources / "themes" / f"{name}.toml") for name in THEMES}
        self._choice = choice if choice in CHOICES else "system"
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._name = "light"
        self._font = QFont(QGuiApplication.font())
        self._apply()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._desktop_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._desktop_changed)

    @property
    def colors(self) -> Colors:
        return self._themes[self._name]

    @property
    def choice(self) -> str:
        return self._choice

    def choose(self, choice: str) -> None:
        """Use one of CHOICES from now on."""
        self._choice = choice
        self._apply()
        self.changed.emit()

    def set_text_size(self, percent: int) -> None:
        """Text in per cent of the desktop's: windows, menus, dialogs and tips grow together."""
        font = QFont(self._font)
        font.setPointSizeF(font.pointSizeF() * percent / 100)
        if font != QGuiApplication.font():
            QApplication.setFont(font)
            # The widgets hear of it now, so that who draws at `changed` draws in the new size.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.ApplicationFontChange)
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
        for color, mode in ((self.colors.window_text, QIcon.Mode.Normal), (self.colors.muted, QIcon.Mode.Disabled)):
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
        if self._choice in ("system", "contrast"):
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        hints = QGuiApplication.styleHints()
        follows = self._choice in ("system", "contrast")
        dark = hints.colorScheme() == Qt.ColorScheme.Dark if follows else self._choice == "dark"
        asked_for = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        contrast = self._choice == "contrast" or (self._choice == "system" and asked_for)
        self._name = ("contrast_" if contrast else "") + ("dark" if dark else "light")
        made = palette(self.colors)
        QApplication.setPalette(made)
        made.setColor(QPalette.ColorRole.Window, QColor(self.colors.edge))
        for widget in EDGED:
            QApplication.setPalette(made, widget)  # type: ignore[arg-type]  # its stub says bytes, it takes str
