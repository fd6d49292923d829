"""The line under the window: which content this is and who has reviewed it, always; an explained word beside it."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mbc_desktop.ui.accessible import name

#: An explained word takes at most this share of the line; what is left tells the edition as far as it goes.
SHARE = 0.6
EDGE, GAP = 6, 16  # pixels
WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class StatusLine(QWidget):
    """Two labels. The notice is as high as all of it needs and never goes: a menu that opens empties a status bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = self._said = ""
        self.said, self.notice = QLabel(self), QLabel(self)
        for label in (self.said, self.notice):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._arrange()

    def tell(self, notice: str) -> None:
        """What stands here from now on."""
        self._notice = notice
        self._arrange()

    def say(self, words: str) -> None:
        """Words that stand beside it until others come; "" takes them away."""
        self._said = words
        self._arrange()

    def _arrange(self) -> None:
        metrics, width = self.fontMetrics(), self.width() - EDGE
        self.setFixedHeight(max(metrics.height(), _height(metrics, width, self._notice)))
        wanted = metrics.horizontalAdvance(self._said) + EDGE + GAP if self._said else 0
        left = min(wanted, max(width - metrics.horizontalAdvance(self._notice), round(width * SHARE)))
        places = (
            (self.said, self._said, QRect(EDGE, 0, max(0, left - GAP), self.height())),
            (self.notice, self._notice, QRect(EDGE + left, 0, width - left, self.height())),
        )
        for label, words, place in places:
            shown = _fitted(metrics, place, words)
            label.setGeometry(place)
            label.setText(shown)
            label.setToolTip(words if shown != words else "")
            label.setVisible(bool(words))
            name(label, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()


def _height(metrics: QFontMetrics, width: int, words: str) -> int:
    return metrics.boundingRect(0, 0, max(1, width), 0, WRAPPED, words).height()


def _fitted(metrics: QFontMetrics, place: QRect, words: str) -> str:
    """As many whole words as fit the place, wrapped, with "…" for what is left out."""
    shown = words
    parts = words.split(" ")
    while len(parts) > 1 and _height(metrics, place.width(), shown) > place.height():
        parts.pop()
        shown = " ".join(parts) + "…"
    return shown
