"""Paints a row of the list: title with the matched words in bold, and a second line in a quieter colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mbc_desktop.ui.models import ROW, Row

INDENT = 14
MARGIN = 5
#: Between a title and the figure at the end of its line.
GAP = 10
LEFT_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
WRAPPED = int(LEFT_TOP | Qt.TextFlag.TextWordWrap)

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Colours come from palette roles only, so that a row is right in light and dark; sizes from the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        if not row.can_be_chosen:
            small = QFontMetrics(self._small_font(option, bold=not row.is_note))
            return QSize(0, _wrapped_height(small, row.title, _width(option) - 2 * MARGIN) + 3 * MARGIN)
        height = QFontMetrics(self._title_font(option, row)).height() + 2 * MARGIN
        if row.subtitle:
            small = QFontMetrics(self._small_font(option))
            width = _width(option) - row.level * INDENT - 2 * MARGIN
            height += _wrapped_height(small, row.subtitle, width) if row.whole else small.height()
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        self.initStyleOption(option, index)
        option.text = ""  # the style paints background and focus, we paint the words
        painter.save()
        if row.can_be_chosen:
            self._draw_row(painter, option, row)
        else:
            self._draw_heading(painter, option, row)
        painter.restore()

    def _draw_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette: QPalette = option.palette
        title_color = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        rect: QRect = option.rect.adjusted(MARGIN + row.level * INDENT, MARGIN, -MARGIN, -MARGIN)
        font = self._title_font(option, row)
        painter.setPen(title_color)
        line = rect.adjusted(0, 0, -self._draw_figure(painter, rect, font, row.figure), 0)
        used = self._draw_title(painter, line, font, row.title, row.spans)
        if not row.subtitle:
            return
        small = self._small_font(option)
        painter.setFont(small)
        painter.setPen(title_color if selected else palette.color(QPalette.ColorRole.PlaceholderText))
        below = rect.adjusted(0, used, 0, 0)
        if row.whole:
            painter.drawText(below, WRAPPED, row.subtitle)
        else:
            words = QFontMetrics(small).elidedText(row.subtitle, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, LEFT_TOP, words)

    def _draw_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        """A heading in small bold type over a thin line, a note plain; in clear colors though they are not enabled."""
        active = QPalette.ColorGroup.Active
        rect: QRect = option.rect.adjusted(MARGIN, 2 * MARGIN, -MARGIN, -MARGIN)
        painter.setFont(self._small_font(option, bold=not row.is_note))
        painter.setPen(option.palette.color(active, QPalette.ColorRole.PlaceholderText))
        painter.drawText(rect, WRAPPED, row.title)
        if not row.is_note:
            painter.setPen(option.palette.color(active, QPalette.ColorRole.Mid))
            painter.drawLine(rect.left(), option.rect.bottom() - 2, rect.right(), option.rect.bottom() - 2)

    def _draw_figure(self, painter: QPainter, rect: QRect, font: QFont, figure: str) -> int:
        """Draw a figure at the right end of the title's line. Returns the width that it takes from the title."""
        if not figure:
            return 0
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, figure)
        return QFontMetrics(bold).horizontalAdvance(figure) + GAP

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
                if not piece:
                    continue
                painter.setFont(which)
                painter.drawText(QPoint(x, rect.top() + plain.ascent()), piece)
                x += metrics.horizontalAdvance(piece)
            at = max(at, end)
        return plain.height()

    def _title_font(self, option: QStyleOptionViewItem, row: Row) -> QFont:
        font = QFont(option.font)
        font.setBold(row.level == 0)
        return font

    def _small_font(self, option: QStyleOptionViewItem, *, bold: bool = False) -> QFont:
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.88)
        font.setBold(bold)
        return font


def _wrapped_height(metrics: QFontMetrics, words: str, width: int) -> int:
    return metrics.boundingRect(0, 0, width, 0, WRAPPED, words).height()


def _width(option: QStyleOptionViewItem) -> int:
    """The width that words may take: the view's, for an option's own rectangle is empty while a view asks for sizes."""
    view = option.widget
    return view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
