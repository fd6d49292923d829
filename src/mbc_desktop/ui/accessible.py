"""The one way in which a widget gets its name for a screen reader: a placeholder or an icon is no name."""

from PySide6.QtWidgets import QWidget


def name(widget: QWidget, text: str, more: str = "") -> None:
    """Give a widget its accessible name, and a description where one helps."""
    widget.setAccessibleName(text)
    if more:
        widget.setAccessibleDescription(more)
