"""Where things stand on a page: an anchor, a link, a table's row and its words."""

from collections.abc import Callable, Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFragment, QTextTable, QTextTableCell

#: Columns of a table of numbers; other tables hold words.
COLUMNS = 5


def anchor_at(document: QTextDocument, anchor: str) -> QTextCursor | None:
    """Where an anchor stands; None if it is not there."""
    return _first(document, lambda fragment: anchor in fragment.charFormat().anchorNames())


def link_at(document: QTextDocument, *addresses: str) -> QTextCursor | None:
    """The first link to one of the addresses, selected; None if there is none."""
    cursor = _first(document, lambda fragment: fragment.charFormat().anchorHref() in addresses)
    if cursor is not None:
        address = cursor.block()
        for fragment in _fragments(address):
            if fragment.position() >= cursor.position() and fragment.charFormat().anchorHref() in addresses:
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def link_of(cursor: QTextCursor) -> str:
    """The address of the link that is selected; "" where none is."""
    if not cursor.hasSelection():
        return ""
    inside = QTextCursor(cursor)
    inside.setPosition(cursor.selectionStart() + 1)
    return inside.charFormat().anchorHref()


def row_cells(cursor: QTextCursor) -> list[QTextTableCell]:
    """The cells of the row at a cursor, each once; none outside of tables.

    A row over the table's whole width belongs to the one above it: what stands behind its numbers.
    """
    table = cursor.currentTable()
    if not table:
        return []

    def is_under(row: int) -> bool:
        return 0 < row < table.rows() and table.cellAt(row, 0).columnSpan() == table.columns() > 1

    row = table.cellAt(cursor).row()
    first = row - 1 if is_under(row) else row
    rows = [first, first + 1] if is_under(first + 1) else [first]
    # A first row over the whole width says what the rows under it are about.
    if first > 0 and table.cellAt(0, 0).columnSpan() == table.columns() > 1:
        rows.insert(0, 0)
    return _once(table, rows)


def _once(table: QTextTable, rows: list[int]) -> list[QTextTableCell]:
    cells = [table.cellAt(number, column) for number in rows for column in range(table.columns())]
    return [cell for i, cell in enumerate(cells) if cell not in cells[:i]]


def row_text(cursor: QTextCursor) -> str:
    """The words of the row at a cursor, cells parted by tabs; "" outside of tables."""
    return "\t".join(filter(None, (words(_content(cell)) for cell in row_cells(cursor))))


def row_link(cursor: QTextCursor, scheme: str) -> str:
    """The first address of a scheme in the row at a cursor; "" where there is none."""
    for cell in row_cells(cursor):
        block = cell.firstCursorPosition().block()
        last = cell.lastCursorPosition().block()
        while block.isValid():
            for fragment in _fragments(block):
                if (address := fragment.charFormat().anchorHref()).startswith(f"{scheme}:"):
                    return address
            if block == last:
                break
            block = block.next()
    return ""


def words(cursor: QTextCursor) -> str:
    """What is selected as plain words: without pictures and Qt's own marks for tables, cells and line ends."""
    told = cursor.selectedText().replace("\u2028", ", ")
    for mark in "\ufffc\ufdd0\ufdd1\u2029":
        told = told.replace(mark, " ")
    return " ".join(told.split())


def _content(cell: QTextTableCell) -> QTextCursor:
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _first(document: QTextDocument, wanted: Callable[[QTextFragment], bool]) -> QTextCursor | None:
    block = document.begin()
    while block.isValid():
        for fragment in _fragments(block):
            if wanted(fragment):
                cursor = QTextCursor(document)
                cursor.setPosition(fragment.position())
                return cursor
        block = block.next()
    return None


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    for part in block:  # type: ignore[attr-defined]  # PySide6's stubs do not know that a block can be iterated
        yield part.fragment()
