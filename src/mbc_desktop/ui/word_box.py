"""A box for words: its clear button has a name, and the window's own keys work in it too."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from mbc_desktop.ui.accessible import name


class WordBox(QLineEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            name(button, "Clear the box")

    def event(self, event: QEvent) -> bool:
        """Ctrl+K and Ctrl+E edit a line on some desktops; here they are the window's, wherever the keyboard is."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_the_windows(event):
            return True  # not accepted: so the shortcut comes
        return super().event(event)


def _is_the_windows(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_K, Qt.Key.Key_E)
