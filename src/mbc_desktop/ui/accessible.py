"""The one way in which a widget gets its name for a screen reader: a placeholder or an icon is no name.

What changes beside the focus is announced. The older `Alert` event does not reach a screen reader on Linux.
"""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def name(widget: QWidget, text: str, more: str = "") -> None:
    """Give a widget its accessible name, and a description where one helps."""
    widget.setAccessibleName(text)
    if more:
        widget.setAccessibleDescription(more)


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader, where one listens, say what has changed while the focus stayed where it is."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
