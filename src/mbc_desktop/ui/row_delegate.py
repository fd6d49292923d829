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

#: What the style paints under the words; other rows have the list's own background.
DRAWN = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver

Index = QModelIndex | QPersistentModelIndex


class _Type:
    """The fonts of a list in one font, with their metrics: made once, for a key paints some fifteen rows."""

    def __init__(self, font: QFont) -> None:
        self.font = QFont(font)
        self.title = self._of(font, 1.0, bold=False)
        self.strong = self._of(font, 1.0, bold=True)
        self.small = self._of(font, 0.88, bold=False)
        self.small_strong = self._of(font, 0.88, bold=True)

    @staticmethod
    def _of(font: QFont, size: float, *, bold: bool) -> tuple[QFont, QFontMetrics]:
        made = QFont(font)
        made.setPointSizeF(font.pointSizeF() * size)
        made.setBold(bold)
        return made, QFontMetrics(made)


class RowDelegate(QStyledItemDelegate):
    """Colours come from palette roles only, so that a row is right in light and dark; sizes from the font."""

    _made: _Type | None = None

    def _type(self, option: QStyleOptionViewItem) -> _Type:
        if self._made is None or self._made.font != option.font:
            self._made = _Type(option.font)
        return self._made

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        if not row.can_be_chosen:
            small = (self._type(option).small if row.is_note else self._type(option).small_strong)[1]
            return QSize(0, _wrapped_height(small, row.title, _width(option) - 2 * MARGIN) + 3 * MARGIN)
        height = self._title(option, row)[1].height() + 2 * MARGIN
        if row.subtitle:
            small = self._type(option).small[1]
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
        if option.state & DRAWN:
            style = option.widget.style() if option.widget else QApplication.style()
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette: QPalette = option.palette
        title_color = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        rect: QRect = option.rect.adjusted(MARGIN + row.level * INDENT, MARGIN, -MARGIN, -MARGIN)
        painter.setPen(title_color)
        strong = self._type(option).strong
        line = rect.adjusted(0, 0, -self._draw_figure(painter, rect, strong, row.figure), 0)
        used = self._draw_title(painter, line, (self._title(option, row), strong), row.title, row.spans)
        if not row.subtitle:
            return
        small, metrics = self._type(option).small
        painter.setFont(small)
        painter.setPen(title_color if selected else palette.color(QPalette.ColorRole.PlaceholderText))
        below = rect.adjusted(0, used, 0, 0)
        if row.whole:
            painter.drawText(below, WRAPPED, row.subtitle)
        else:
            words = metrics.elidedText(row.subtitle, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, LEFT_TOP, words)

    def _draw_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        """A heading in small bold type over a thin line, a note plain; in clear colors though they are not enabled."""
        active = QPalette.ColorGroup.Active
        rect: QRect = option.rect.adjusted(MARGIN, 2 * MARGIN, -MARGIN, -MARGIN)
        painter.setFont((self._type(option).small if row.is_note else self._type(option).small_strong)[0])
        painter.setPen(option.palette.color(active, QPalette.ColorRole.PlaceholderText))
        painter.drawText(rect, WRAPPED, row.title)
        if not row.is_note:
            painter.setPen(option.palette.color(active, QPalette.ColorRole.Mid))
            painter.drawLine(rect.left(), option.rect.bottom() - 2, rect.right(), option.rect.bottom() - 2)

    def _draw_figure(self, painter: QPainter, rect: QRect, strong: tuple[QFont, QFontMetrics], figure: str) -> int:
        """Draw a figure at the right end of the title's line. Returns the width that it takes from the title."""
        if not figure:
            return 0
        painter.setFont(strong[0])
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, figure)
        return strong[1].horizontalAdvance(figure) + GAP

    def _draw_title(
        self,
        painter: QPainter,
        rect: QRect,
        fonts: tuple[tuple[QFont, QFontMetrics], tuple[QFont, QFontMetrics]],
        title: str,
        spans: tuple[tuple[int, int], ...],
    ) -> int:
        """Draw the title, matched words in bold, cut at the right. Returns the height used."""
        (font, plain), (bold, strong) = fonts
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

    def _title(self, option: QStyleOptionViewItem, row: Row) -> tuple[QFont, QFontMetrics]:
        return self._type(option).strong if row.level == 0 else self._type(option).title


def _wrapped_height(metrics: QFontMetrics, words: str, width: int) -> int:
    return metrics.boundingRect(0, 0, width, 0, WRAPPED, words).height()


def _width(option: QStyleOptionViewItem) -> int:
    """The width that words may take: the view's, for an option's own rectangle is empty while a view asks for sizes."""
    view = option.widget
    return view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
