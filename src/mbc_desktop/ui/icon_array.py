"""A hundred people, the affected ones crossed: the drawing of the printed sheets, in lines only."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mbc_desktop.ui.accessible import name

#: From one person to the next, in persons: as on paper.
STEP = 1.17
#: A person's size in line heights.
SIZE = 0.95
THIN, THICK = 1.0, 1.8


class IconArray(QWidget):
    """Ten rows of ten people; the first `crossed` of them have a cross."""

    def __init__(self, crossed: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.crossed = crossed
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name(self, f"{crossed} of 100", f"A picture of 100 people. {crossed} of them are crossed.")

    def sizeHint(self) -> QSize:
        side = round(self._unit() * (9 * STEP + 1)) + 4
        return QSize(side, side)

    def _unit(self) -> float:
        return self.fontMetrics().height() * SIZE

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit = self._unit()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.translate(2, 2)
        color = self.palette().color(QPalette.ColorRole.WindowText)
        for number in range(100):
            corner = QPointF(number % 10, number // 10) * (unit * STEP)
            painter.setPen(QPen(color, THIN))
            painter.drawPath(_person(corner, unit))
            if number < self.crossed:
                painter.setPen(QPen(color, THICK))
                painter.drawLine(corner, corner + QPointF(unit, unit))
                painter.drawLine(corner + QPointF(unit, 0), corner + QPointF(0, unit))


def _person(corner: QPointF, unit: float) -> QPainterPath:
    """A head over shoulders: the curves of resources/print/pictures.typ."""

    def at(across: float, down: float) -> QPointF:
        return corner + QPointF(across, down) * unit

    path = QPainterPath(at(0.32, 0.2))
    path.cubicTo(at(0.32, -0.04), at(0.68, -0.04), at(0.68, 0.2))
    path.cubicTo(at(0.68, 0.44), at(0.32, 0.44), at(0.32, 0.2))
    path.closeSubpath()
    path.moveTo(at(0.12, 0.96))
    path.cubicTo(at(0.12, 0.32), at(0.88, 0.32), at(0.88, 0.96))
    path.closeSubpath()
    return path
