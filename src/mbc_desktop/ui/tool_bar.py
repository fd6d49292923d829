"""The toolbar: the pages' buttons at the left, what is done with a page at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from mbc_desktop.ui.accessible import name

WITH_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class ToolBar(QToolBar):
    """Where its words do not fit, icons stay, so that no button goes out of sight; the first at the right, which is
    for emergencies, keeps its word.
    """

    def __init__(self, left: Sequence[QAction], right: Sequence[QAction]) -> None:
        super().__init__("Pages")
        name(self, "Pages")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addActions(left)
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spring)
        self.addActions(right)
        self._always_in_words = right[0]
        self._width_with_words = 0
        self._measure()

    def buttons(self) -> list[QToolButton]:
        """The buttons of its actions, from left to right."""
        return [one for action in self.actions() if isinstance(one := self.widgetForAction(action), QToolButton)]

    def _measure(self) -> None:
        """How wide the words are in the font as it is now; the icons grow with it."""
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        self.setToolButtonStyle(WITH_WORDS)
        for button in self.buttons():
            button.setToolButtonStyle(WITH_WORDS)
        self._width_with_words = self.sizeHint().width()
        self._fit()

    def _fit(self) -> None:
        fits = self._width_with_words <= self.width()
        for button in self.buttons():
            in_words = fits or button.defaultAction() is self._always_in_words
            button.setToolButtonStyle(WITH_WORDS if in_words else Qt.ToolButtonStyle.ToolButtonIconOnly)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now it has its icons and the style's own measures."""
        super().showEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
