"""Paints a row of the list: title with the matched words in bold, and a second line in a quieter colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mbc_desktop.ui.models import Role

INDENT = 14
MARGIN = 5

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Colours come from palette roles only, so that a row is right in light and dark; sizes from the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetrics(self._title_font(option, index)).height() + 2 * MARGIN
        if index.data(Role.SUBTITLE):
            height += QFontMetrics(self._small_font(option)).height()
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""  # the style paints background and focus, we paint the words
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette: QPalette = option.palette
        title_color = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        quiet = title_color if selected else palette.color(QPalette.ColorRole.PlaceholderText)
        level = int(index.data(Role.LEVEL) or 0)
        rect: QRect = option.rect.adjusted(MARGIN + level * INDENT, MARGIN, -MARGIN, -MARGIN)
        painter.save()
        font = self._title_font(option, index)
        painter.setPen(title_color)
        used = self._draw_title(painter, rect, font, str(index.data()), index.data(Role.SPANS) or ())
        if subtitle := index.data(Role.SUBTITLE):
            small = self._small_font(option)
            painter.setFont(small)
            painter.setPen(quiet)
            below = rect.adjusted(0, used, 0, 0)
            words = QFontMetrics(small).elidedText(str(subtitle), Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        painter.restore()

    def _draw_title(
        self, painter: QPainter, rect: QRect, font: QFont, title: str, spans: tuple[tuple[int, int], ...]
    ) -> int:
        """Draw the title, matched words in bold, cut at the right. Returns the height used."""
        bold = QFont(font)
        bold.setBold(True)
        plain, strong = QFontMetrics(font), QFontMetrics(bold)
        shown = plain.elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        cut = len(shown) - 1 if shown != title else len(shown)  # nothing is marked under the ellipsis
        x, at = rect.left(), 0
        marks = [(start, min(start + length, cut)) for start, length in spans if start < cut]
        for start, end in [*marks, (len(shown), len(shown))]:
            for piece, which, metrics in ((shown[at:start], font, plain), (shown[start:end], bold, strong)):
                painter.setFont(which)
                painter.drawText(QPoint(x, rect.top() + plain.ascent()), piece)
                x += metrics.horizontalAdvance(piece)
            at = max(at, end)
        return plain.height()

    def _title_font(self, option: QStyleOptionViewItem, index: Index) -> QFont:
        font = QFont(option.font)
        font.setBold(index.data(Role.LEVEL) == 0)
        return font

    def _small_font(self, option: QStyleOptionViewItem) -> QFont:
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.88)
        return font
