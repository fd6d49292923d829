"""Lines that can be checked, and how they are found."""

import pytest
from PySide6.QtCore import Qt

from mbc_desktop.ui.checklist import Checklist, CheckView, Line
from mbc_desktop.ui.choice_dialog import ChoiceDialog

LINES = [Line("a", "Nausea"), Line("b", "Low neutrophils", checked=True), Line("c", "Low platelets")]
Role = Qt.ItemDataRole


@pytest.fixture
def model(qapp) -> Checklist:
    made = Checklist()
    made.set_lines(LINES)
    return made


def test_it_is_a_model_as_qt_wants_it(model, qtmodeltester):
    qtmodeltester.check(model)
    model.look_for("low")
    qtmodeltester.check(model)
    model.look_for("nothing")
    qtmodeltester.check(model)


def test_each_line_says_what_it_shows(model):
    for row, line in enumerate(LINES):
        index = model.index(row)
        assert {index.data(role) for role in (Role.DisplayRole, Role.AccessibleTextRole)} == {line.words}
        assert model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable


def test_a_line_is_checked_and_unchecked(model, qtbot):
    with qtbot.waitSignal(model.checked):
        assert model.setData(model.index(0), Qt.CheckState.Checked.value, Role.CheckStateRole)
    assert model.chosen() == ["a", "b"]
    assert model.setData(model.index(1), Qt.CheckState.Unchecked.value, Role.CheckStateRole)
    assert model.chosen() == ["a"]
    assert not model.setData(model.index(0), "other words", Role.EditRole)


@pytest.mark.parametrize(("words", "found"), [("", 3), ("LOW", 2), ("plate low", 1), ("xyz", 0), ("[", 0), (" ", 3)])
def test_words_find_lines_and_what_is_checked_stays(model, words: str, found: int):
    model.look_for(words)
    assert model.rowCount() == found
    assert model.chosen() == ["b"]


def test_a_line_that_was_found_is_the_one_that_is_checked(model):
    model.look_for("platelets")
    model.setData(model.index(0), Qt.CheckState.Checked.value, Role.CheckStateRole)
    model.look_for("")
    assert model.chosen() == ["b", "c"]


def test_the_keyboard_alone_finds_and_checks(qtbot):
    dialog = ChoiceDialog("Side effects", {line.key: line.words for line in LINES}, ("a",), None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.said.text() == "1 chosen"
    dialog.box.setFocus()
    qtbot.keyClicks(dialog.box, "plate")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.said.text() == "2 chosen"
    assert dialog.model.chosen() == ["a", "c"]
    dialog.box.setText("xyz")
    assert "Nothing in the list" in dialog.said.text()
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    assert dialog.result() == ChoiceDialog.DialogCode.Accepted


def test_an_empty_list_can_be_shown(qtbot):
    view = CheckView(Checklist(), "Nothing")
    view.model().setParent(view)
    qtbot.addWidget(view)
    view.show()
    assert not view.currentIndex().isValid()
