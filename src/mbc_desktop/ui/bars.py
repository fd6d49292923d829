"""A page's bars: any grade, the severe part of it, the comparison group as a mark, on one scale of 0 to 100."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from mbc_desktop.ui.theme_colors import Colors


def parse(told: str) -> tuple[float | None, float | None, float | None, float | None] | None:
    """What `LOW/HIGH/SEVERE/COMPARATOR` says; None if it says nothing."""
    cells = told.split("/")
    if len(cells) != 4:
        return None
    try:
        low, high, severe, other = (None if cell == "-" else float(cell) for cell in cells)
    except ValueError:
        return None
    return low, high, severe, other


def draw(told: str, width: int, height: int, ratio: float, colors: Colors) -> QPixmap:
    """The bar as a picture, sharp on a screen of that pixel ratio."""
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if (shares := parse(told)) is None:
        return pixmap
    low, high, severe, other = shares
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = (width - 2) / 100
    outline = QRectF(1, 2, width - 2, height - 4)
    painter.setPen(QPen(QColor(colors.line), 1))
    painter.drawRect(outline)
    if low is not None:
        painter.fillRect(QRectF(1, 2, low * scale, height - 4), QColor(colors.bar))
    if low is not None and high is not None and high > low:  # it may reach as far as this
        painter.setPen(QPen(QColor(colors.bar_severe), 1, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(1 + low * scale, 2, (high - low) * scale, height - 4))
    if severe is not None:
        painter.fillRect(QRectF(1, 2, severe * scale, height - 4), QColor(colors.bar_severe))
    if other is not None:
        x = round(1 + other * scale)
        for color, thickness in ((colors.base, 4), (colors.bar_mark, 2)):  # a seam parts the mark from what it lies on
            painter.setPen(QPen(QColor(color), thickness))
            painter.drawLine(x, 0, x, height)
    painter.end()
    return pixmap
