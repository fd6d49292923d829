"""How much a page holds, in lines of 12-point type, so that a patient's sheet stays on one leaf of paper.

The lines are an estimate from the widths of the letters; that the sheets stay on two pages is tested with the real
ones. What is on a sheet is the same at every size and on every paper, so the estimate is of A4's width, the narrower
one, and of Letter's height, the lower one.
"""

#: Lines of text on one page.
PAGE = 46.0
#: Widths in em: a line of the page, of an item in a list, of one in a box, beside a picture, and of small print.
FULL, ITEM, BOXED, BESIDE_PICTURE, SMALL_PRINT = 42.5, 41.5, 39.0, 33.5, 47.0
#: A heading of the second level and a row of a table with one line, with the space around them.
HEADING = 1.8
ROW = 1.2

#: Widths of Source Sans Pro's letters in em, by groups that are nearly as wide as each other.
_GROUPS = {
    0.2: " ",
    0.25: "ijlI.,:;'f!()-",
    0.34: "tr/°",
    0.43: 'szx?“”"',
    0.46: "cvyJ",
    0.5: "aegkFLYX0123456789+",
    0.54: "houbndpqAETSVZ",
    0.58: "BCKPR",
    0.65: "DGHNOQU&",
    0.75: "wMW",
    0.83: "m%",
}
_WIDTHS = {letter: wide for wide, letters in _GROUPS.items() for letter in letters}
_SPACE, _OTHER = 0.2, 0.55


def width(text: str) -> float:
    """How wide a text is, in em."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text)


def lines(text: str, room: float = ITEM) -> int:
    """The lines that a text takes where a line is so many em wide."""
    count, used = 0, room
    for word in text.split():
        wide = width(word)
        if used + _SPACE + wide > room:
            count, used = count + 1, wide
        else:
            used += _SPACE + wide
    return count


class Room:
    """The lines that are left on a page, or on several."""

    def __init__(self, left: float) -> None:
        self.left = left

    def take(self, wanted: float) -> bool:
        """Take so many lines if they are left; whether they were."""
        if wanted > self.left:
            return False
        self.left -= wanted
        return True

    def spend(self, needed: float) -> None:
        """Take what must stand on the page in any case."""
        self.left -= needed
