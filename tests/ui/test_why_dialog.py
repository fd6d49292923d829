"""The dialog behind a number: read with the keyboard alone, drawn as on paper, copied as a citation."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QDialogButtonBox

from mbc_desktop.data.records import Entry, Occurrence
from mbc_desktop.summary.why import why
from mbc_desktop.ui.icon_array import IconArray
from mbc_desktop.ui.theme import Theme
from mbc_desktop.ui.why_dialog import WhyDialog
from tests.summary.made import EDITION, SOURCE, compared, reaction
from tests.ui.test_accessible import nameless


def told(shares, **more):
    row = reaction("Nausea <b>", shares, {"all": 25}, **more)
    return why(Occurrence(Entry("a", "drug", "drug A"), compared(), row), (SOURCE,), EDITION)


@pytest.fixture
def dialog(qtbot) -> WhyDialog:
    made = WhyDialog(told({"all": 86, "grade3": 11, "grade4": 2}), QFont(), None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_everything_that_carries_the_number_can_be_read(dialog: WhyDialog):
    text = dialog.text.toPlainText()
    for words in (
        "Nausea <b>: drug A",
        "About 86 out of 100 people",
        "13% grade 3 or 4, added up",
        "441 people",
        "Table 1",
    ):
        assert words in text
    assert nameless(dialog) == []
    assert dialog.focusWidget() is dialog.text


def test_the_picture_says_how_many_are_crossed(dialog: WhyDialog):
    picture = QAccessible.queryAccessibleInterface(dialog.picture)
    assert picture.text(QAccessible.Text.Name) == "86 of 100"
    assert "86 of them are crossed" in picture.text(QAccessible.Text.Description)


def test_without_a_share_of_any_grade_there_is_no_picture(qtbot):
    dialog = WhyDialog(told({"grade3plus": 5}), QFont(), None)
    qtbot.addWidget(dialog)
    assert dialog.picture is None


def test_a_citation_is_copied_and_said(qtbot, qapp, dialog: WhyDialog):
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert qapp.clipboard().text() == told({"all": 86, "grade3": 11, "grade4": 2}).citation
    assert dialog.said.text() == "Copied"


def test_it_is_left_with_escape(qtbot, dialog: WhyDialog):
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_tab_goes_from_the_text_to_the_buttons(qtbot, dialog: WhyDialog, qapp):
    dialog.activateWindow()
    dialog.text.setFocus()
    met = set()
    for _ in range(4):
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Tab)
        met.add(qapp.focusWidget())
    close = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    assert {dialog.text, dialog.copy_button, close} <= met


def inked(picture: IconArray, number: int) -> int:
    """How many points of a person's field are painted."""
    picture.resize(picture.sizeHint())
    image = picture.grab().toImage()
    ground = image.pixelColor(0, 0)
    step = image.width() / 10
    left, top = round(number % 10 * step), round(number // 10 * step)
    side = round(step)
    points = ((left + x, top + y) for x in range(side - 1) for y in range(side - 1))
    return sum(image.pixelColor(x, y) != ground for x, y in points)


def test_the_first_are_crossed_and_the_rest_are_not(qtbot, either_theme: Theme):
    picture = IconArray(37)
    qtbot.addWidget(picture)
    plain, crossed = inked(picture, 99), inked(picture, 0)
    assert 0 < plain < crossed
    middle = (plain + crossed) / 2
    assert [inked(picture, number) > middle for number in range(30, 45)] == [number < 37 for number in range(30, 45)]


def test_large_text_makes_a_larger_picture(qtbot):
    picture = IconArray(5)
    qtbot.addWidget(picture)
    small = picture.sizeHint().width()
    font = QFont(picture.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    picture.setFont(font)
    assert picture.sizeHint().width() > small * 1.7
