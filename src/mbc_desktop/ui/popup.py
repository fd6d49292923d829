"""A small window beside the list, which goes with Escape or a click elsewhere."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

#: Between the popup and the edge of the screen.
EDGE = 8


class Popup(QDialog):
    """`inside` is the layout for what it holds, `first` what has the focus when it opens."""

    first: QWidget

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setWindowTitle(title)
        frame = QFrame()
        frame.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)  # an edge that is seen in the dark too
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.inside = QVBoxLayout(frame)

    def open_beside(self, anchor: QWidget) -> None:
        """Show it at the right of an anchor, as large as it wants and the screen allows."""
        self.setFont(anchor.font())
        screen = anchor.screen().availableGeometry().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        self.adjustSize()
        self.resize(self.sizeHint().boundedTo(screen.size()))
        at = anchor.mapToGlobal(QPoint(anchor.width() + EDGE, 0))
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        at.setY(max(screen.top(), min(at.y(), screen.bottom() - self.height())))
        self.move(at)
        self.show()
        self.first.setFocus(Qt.FocusReason.PopupFocusReason)

    def sizeHint(self) -> QSize:
        """Wide enough for a line of words, high enough for most lists."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 46, metrics.height() * 32).expandedTo(self.minimumSizeHint())
