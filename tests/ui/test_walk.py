"""Five questions of a nurse, answered with the keyboard alone; every key after the words is counted."""

from collections.abc import Callable

import pikepdf
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication

from mbc_desktop.summary import phrases
from mbc_desktop.ui import page_places
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.page_view import PageView
from mbc_desktop.ui.print_dialog import PrintDialog

#: Keys that an answer may cost after the words.
MOST = 12
#: Between two keys, in milliseconds: a menu or a dialog that one of them opens is there for the next.
BETWEEN = 20


class Keyboard:
    """Types as a person does: each key goes to what has the keyboard then, a menu and a dialog included."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self._qtbot = qtbot
        self._window = window
        self._left: list[str | Callable[[], None]] = []
        self.pressed = 0

    def words(self, words: str, page: str) -> None:
        """Type the words of a question into the box, and look at the page that follows."""
        self._qtbot.keyClicks(QApplication.focusWidget(), words)
        self._qtbot.waitUntil(lambda: getattr(self._window.detail_pane.page, "id", "") == page)

    def keys(self, *told: str | Callable[[], None]) -> None:
        """Press keys one after the other; what is no key is a look at the screen at that moment, and costs none."""
        self._left = list(told)
        QTimer.singleShot(0, self._next)
        self._qtbot.waitUntil(lambda: not self._left and QApplication.activeModalWidget() is None)

    def _next(self) -> None:
        if not self._left:
            return
        told = self._left.pop(0)
        QTimer.singleShot(BETWEEN, self._next)  # first: a dialog or menu does not return before it is closed
        if not isinstance(told, str):
            told()
            return
        self.pressed += 1
        pressed = QKeySequence(told)[0]
        self._qtbot.keyClick(_has_the_keyboard(), pressed.key(), pressed.keyboardModifiers())


def _has_the_keyboard() -> object:
    return QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()


@pytest.fixture
def keyboard(qtbot, window: MainWindow):
    """A keyboard whose walk, at its end, took no more keys than it may."""
    made = Keyboard(qtbot, window)
    yield made
    assert made.pressed <= MOST


def on_screen(view: PageView) -> list[str]:
    """Every line of the page, and every cell of a table, that stands whole between the page's edges."""
    layout, above = view.document().documentLayout(), view.verticalScrollBar().value()
    found, block = [], view.document().begin()
    while block.isValid():
        place = layout.blockBoundingRect(block)
        if place.top() >= above and place.bottom() <= above + view.viewport().height():
            found.append(page_places.words(_whole(block)))
        block = block.next()
    return [line for line in found if line]


def _whole(block: QTextBlock) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def under(heading: str, lines: list[str], most: int) -> list[str]:
    """The lines that follow a heading, so many at most."""
    assert heading in lines, lines
    at = lines.index(heading)
    return lines[at + 1 : at + 1 + most]


def any_grade(book, drug: str, study: str, term: str) -> str:
    """The share that the book's study gives."""
    (row,) = [
        row
        for one in book.repository.drug(drug).studies
        if one.id == study
        for row in one.reactions
        if row.term == term and "all" in row.shares
    ]
    return str(row.shares["all"])


def test_her_mouth_is_sore_what_can_she_do(keyboard: Keyboard, window: MainWindow, book):
    told = [one for one in book.repository.side_effect("stomatitis").statements if one.section == "what_helps"]
    view = window.detail_pane.view
    keyboard.words("sore mouth", "stomatitis")
    assert not any(one.text in line for line in on_screen(view) for one in told), "it takes no key at all"
    keyboard.keys("Ctrl+J", *["Up"] * 6, "Return")
    seen = under("What helps", on_screen(view), len(told))
    assert told
    assert [one.text for one in told] == [line.split(" [")[0] for line in seen]


def test_which_of_these_two_causes_less_diarrhea(keyboard: Keyboard, window: MainWindow, book):
    keyboard.words("abemaciclib", "abemaciclib")
    keyboard.keys("Return", "Ctrl+M", *"palb", "Tab", "Space", "Return")
    seen = on_screen(window.detail_pane.view)
    assert any(phrases.DIFFERENT_STUDIES in line for line in seen)
    row = under("Diarrhea", seen, 8)
    abemaciclib, palbociclib = (row.index(told) for told in ("Abemaciclib + fulvestrant", "Palbociclib + letrozole"))
    assert row[abemaciclib + 1] == any_grade(book, "abemaciclib", "monarch-2", "Diarrhea") == "86"
    assert row[palbociclib + 1] == any_grade(book, "palbociclib", "paloma-2", "Diarrhea")


def test_is_hair_loss_to_be_expected_with_capecitabine(keyboard: Keyboard, window: MainWindow, book):
    """The words alone lead to its row in a study of metastatic disease, not to the higher share in early disease."""
    (study, row) = next(
        (study, row)
        for study in book.repository.drug("capecitabine").studies
        for row in study.reactions
        if "alopecia" in row.side_effects and study.setting == "metastatic"
    )
    keyboard.words("hair loss capecitabine", "capecitabine")
    seen = on_screen(window.detail_pane.view)
    assert keyboard.pressed == 0
    assert f"{row.shares['grade3plus']}%" in " ".join(under(row.term, seen, 4))
    (told,) = [line for line in seen if f"{study.regimen} · " in line]
    assert "early" not in told, "it is a study of her own disease, and what it was given with is in sight"


def test_what_must_we_monitor_with_ribociclib(keyboard: Keyboard, window: MainWindow, book):
    told = [one.text for one in book.repository.drug("ribociclib").statements if one.section == "monitoring"]
    keyboard.words("ribociclib", "ribociclib")
    keyboard.keys("Ctrl+J", *["Down"] * 4, "Return")
    heading, *seen = on_screen(window.detail_pane.view)
    assert told
    assert heading == "Monitoring", "the section begins at the page's upper edge"
    assert told == [line.split(" [")[0] for line in seen[: len(told)]]


def test_the_sheet_for_paclitaxel_is_printed_in_large_print(
    keyboard: Keyboard, window: MainWindow, previewed, no_printer
):
    seen = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PrintDialog)
        kinds = [order.kind for order in dialog.orders_chosen()]
        seen.append((dialog.size_box.currentText(), dialog.said.text(), kinds))

    keyboard.words("paclitaxel", "paclitaxel")
    keyboard.keys("Ctrl+P", look, "Alt+Z", "2", look, "Return", "Escape")
    (small, few, _), (large, many, kinds) = seen
    assert (small, large) == ("12 points", "20 points, large print")
    assert kinds == ["patient"]
    assert int(many.split()[0]) > int(few.split()[0])
    ((title, file),) = previewed
    assert title.startswith("Print paclitaxel")
    with pikepdf.open(file) as pdf:
        assert f"{len(pdf.pages)} pages" == many
