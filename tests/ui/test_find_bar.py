import pytest
from PySide6.QtCore import Qt

from mbc_desktop.ui.find_bar import LONGEST, FindBar
from mbc_desktop.ui.main_window import MainWindow


@pytest.fixture
def bar(qtbot, window: MainWindow) -> FindBar:
    """On the page of abemaciclib, open and ready for words."""
    window.open_page("abemaciclib")
    window.menus.find.trigger()
    return window.detail_pane.find_bar


def marked(bar: FindBar) -> tuple[int, str]:
    cursor = bar._view.textCursor()
    return cursor.selectionStart(), cursor.selectedText().casefold()


def test_it_comes_with_ctrl_f_and_goes_with_escape(qtbot, window: MainWindow):
    bar = window.detail_pane.find_bar
    window.open_page("nausea")
    assert not bar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert bar.isVisible()
    assert bar.words.hasFocus()
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.detail_pane.view.hasFocus()


def test_it_finds_while_somebody_types(qtbot, bar: FindBar):
    qtbot.keyClicks(bar.words, "fev")
    first, word = marked(bar)
    assert word == "fev"
    qtbot.keyClicks(bar.words, "er")
    at, word = marked(bar)
    assert word == "fever"
    assert at >= first
    assert bar.said.text() == ""


def test_enter_goes_on_and_round_the_end(qtbot, bar: FindBar):
    text = bar._view.toPlainText().casefold()
    qtbot.keyClicks(bar.words, "chills")
    places, said = [marked(bar)[0]], []
    for _ in range(text.count("chills")):
        qtbot.keyClick(bar.words, Qt.Key.Key_Return)
        places.append(marked(bar)[0])
        said.append(bar.said.text())
    assert len(set(places)) == text.count("chills") > 1
    assert places[-1] == places[0]
    assert said[-1] == "Went round the page's end."
    assert not any(said[:-1])


def test_previous_goes_back_and_round_the_top(qtbot, bar: FindBar):
    qtbot.keyClicks(bar.words, "chills")
    first = marked(bar)[0]
    qtbot.mouseClick(bar.previous, Qt.MouseButton.LeftButton)
    last = marked(bar)[0]
    assert last > first
    qtbot.mouseClick(bar.next, Qt.MouseButton.LeftButton)
    assert marked(bar)[0] == first


def test_what_is_found_is_in_sight(qtbot, bar: FindBar):
    qtbot.keyClicks(bar.words, "draft, written")
    assert marked(bar)[1] == "draft, written"
    view = bar._view
    assert view.viewport().rect().contains(view.cursorRect().center())


def test_words_that_are_not_there_are_said_not_to_be(qtbot, bar: FindBar):
    qtbot.keyClicks(bar.words, "fever")
    before = marked(bar)
    qtbot.keyClicks(bar.words, "xq")
    assert bar.said.text() == "Not on this page."
    assert marked(bar)[0] == before[0], "the page stays where it was"
    qtbot.keyClick(bar.words, Qt.Key.Key_Backspace)
    qtbot.keyClick(bar.words, Qt.Key.Key_Backspace)
    assert bar.said.text() == ""
    bar.words.clear()
    assert bar.said.text() == ""


def test_on_the_next_page_it_looks_there(qtbot, window: MainWindow, bar: FindBar):
    qtbot.keyClicks(bar.words, "MONARCH")
    window.open_page("chemotherapy")
    bar.find_next()
    assert bar.said.text() == "Not on this page."


def test_very_long_and_odd_words_are_only_words(qtbot, bar: FindBar):
    bar.words.setText("fever" * 20_000)
    assert len(bar.words.text()) == LONGEST
    assert bar.said.text() == "Not on this page."
    for odd in ("(", "\\", "[a", ".*", "\u2028"):
        bar.words.setText(odd)


def test_opened_again_it_has_the_last_words_selected(qtbot, window: MainWindow, bar: FindBar):
    qtbot.keyClicks(bar.words, "fever")
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    window.menus.find.trigger()
    assert bar.words.selectedText() == "fever"


def test_its_keys_are_not_those_of_the_menus(window: MainWindow):
    from PySide6.QtGui import QKeySequence
    from PySide6.QtWidgets import QLabel

    def letters(widgets):
        return [QKeySequence.mnemonic(widget.text()).toString() for widget in widgets]

    menus = letters(window.menuBar().actions())
    label = [key for key in letters(window.detail_pane.find_bar.findChildren(QLabel)) if key]
    assert len(set(menus)) == len(menus)
    assert label
    assert not set(label) & set(menus), "Alt and that letter would do neither"


def test_every_menus_entries_have_letters_of_their_own(window: MainWindow):
    from PySide6.QtGui import QKeySequence

    for menu in window.menuBar().actions():
        keys = [QKeySequence.mnemonic(action.text()).toString() for action in menu.menu().actions()]
        keys = [key for key in keys if key]
        assert len(set(keys)) == len(keys), (menu.text(), keys)
