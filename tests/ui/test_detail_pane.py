"""The page by keyboard and for a screen reader: from row to row, why a number, contents, what is chosen."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from mbc_desktop.ui import detail_pane
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.page_view import PageView
from mbc_desktop.ui.why_dialog import WhyDialog


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []
    monkeypatch.setattr(detail_pane, "announce", lambda _widget, told: words.append(told))
    return words


@pytest.fixture
def view(window: MainWindow) -> PageView:
    window.open_page("diarrhea")
    window.detail_pane.view.setFocus()
    return window.detail_pane.view


def find(view: PageView, words: str) -> QPoint:
    view.moveCursor(QTextCursor.MoveOperation.Start)
    assert view.find(words, QTextDocument.FindFlag.FindCaseSensitively), f"{words} is not on the page"
    view.ensureCursorVisible()
    return view.cursorRect().center() - QPoint(4, 0)


def dialog(qapp: QApplication) -> WhyDialog:
    (made,) = [widget for widget in qapp.topLevelWidgets() if isinstance(widget, WhyDialog) and widget.isVisible()]
    return made


def tab_to(qtbot, view: PageView, words: str, most: int = 40) -> None:
    for _ in range(most):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        if view.textCursor().selectedText() == words:
            return
    pytest.fail(f"{words} is not met with Tab")


def test_each_link_and_row_is_said_when_the_keyboard_comes_to_it(qtbot, view: PageView, said: list[str]):
    tab_to(qtbot, view, "86%")
    name, number = said[-2:]
    assert name == (
        "abemaciclib, opens its page. abemaciclib + fulvestrant, MONARCH 2: any grade 86%, severe 13% grade 3 or 4, "
        "added up; comparison group any grade 25%, severe grade 3: <1%, grade 4: 0%."
    )
    assert number == "86%. Enter tells why.", "the row is said once"
    assert "Source 1: Symptoms and grades of diarrhea." in said
    assert not any(mark in words for words in said for mark in "\ufdd0\ufdd1\ufffc\u2029")


def test_a_rows_numbers_are_one_stop_and_its_sources_none(qtbot, view: PageView):
    met = []
    tab_to(qtbot, view, "abemaciclib")
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        met.append(view.textCursor().selectedText())
    assert met == ["86%", "2 other figures", "neratinib", "83%"]
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    assert view.textCursor().selectedText() == "2 other figures"


def test_tab_goes_on_from_the_caret(qtbot, view: PageView):
    find(view, "neratinib")
    cursor = view.textCursor()
    cursor.setPosition(cursor.selectionStart() - 2)
    view.setTextCursor(cursor)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.textCursor().selectedText() == "neratinib"


def test_tab_leaves_the_page_at_its_end(qtbot, view: PageView, qapp):
    view.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert qapp.focusWidget() is not view


def test_enter_on_a_number_tells_why_and_focus_comes_back(qtbot, qapp, view: PageView):
    tab_to(qtbot, view, "83%")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    text = dialog(qapp).text.toPlainText()
    assert "neratinib + capecitabine" in text
    assert "any grade 83%" in text
    assert "abemaciclib" not in text
    dialog(qapp).close()
    assert view.textCursor().selectedText() == "83%"


@pytest.mark.parametrize("number", ["86%", "13% †", "25%; grade 3"])
def test_the_mouse_works_on_each_number_of_a_row(qtbot, qapp, view: PageView, number: str):
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=find(view, number))
    assert "MONARCH 2" in dialog(qapp).text.toPlainText()
    dialog(qapp).close()


def test_why_asks_for_the_row_of_the_caret(qtbot, qapp, window: MainWindow, view: PageView, said: list[str]):
    find(view, "NALA")  # in the line under the row
    view.why_action.trigger()
    assert "any grade 83%" in dialog(qapp).text.toPlainText()
    dialog(qapp).close()
    find(view, "Treatments that bring it")
    view.why_action.trigger()
    assert not [widget for widget in qapp.topLevelWidgets() if isinstance(widget, WhyDialog) and widget.isVisible()]
    assert said[-1].startswith("Go to a row with numbers first")
    assert window.status_line.said.accessibleName() == said[-1]


def test_contents_stand_beside_a_wide_page_and_are_a_button_over_a_narrow_one(qtbot, window: MainWindow):
    pane = window.detail_pane
    window.open_page("abemaciclib")
    window.resize(1024, 768)
    assert not pane.contents.isVisible()
    assert pane.contents_button.isVisible()
    window.resize(1600, 900)
    qtbot.waitUntil(pane.contents.isVisible)
    assert not pane.contents_button.isVisible()
    window._set_text_size(200)
    assert pane.contents_button.isVisible(), "large text leaves no room beside the page"


def test_a_section_is_gone_to_with_keyboard_and_caret(qtbot, window: MainWindow, said: list[str]):
    window.resize(1600, 900)
    pane = window.detail_pane
    qtbot.waitUntil(pane.contents.isVisible)
    window.open_page("abemaciclib")
    pane.contents_action.trigger()
    assert pane.contents.hasFocus()
    titles = [pane.contents.contents.section(row).title for row in range(pane.contents.contents.rowCount())]
    assert titles[:2] == ["Call now", "Side effects"]
    for _ in range(titles.index("Monitoring")):
        qtbot.keyClick(pane.contents, Qt.Key.Key_Down)
    qtbot.keyClick(pane.contents, Qt.Key.Key_Return)
    assert pane.view.hasFocus()
    assert said[-1] == "Monitoring"
    assert pane.view.textCursor().selectedText() == "Monitoring"
    assert pane.view.cursorForPosition(QPoint(40, 12)).block().text() == "Monitoring"
    heading = pane.view.textCursor().selectionEnd()
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.view.textCursor().hasSelection(), "a link"
    assert pane.view.textCursor().selectionStart() > heading, "Tab goes on from there"


def test_the_contents_are_those_of_the_page_that_is_shown(window: MainWindow):
    model = window.detail_pane.contents.contents
    window.open_page("diarrhea")
    assert "What helps" in [model.section(row).title for row in range(model.rowCount())]
    window.open_page("abemaciclib")
    assert "What helps" not in [model.section(row).title for row in range(model.rowCount())]


def rows(view: PageView) -> str:
    return view.toPlainText().partition("Comparison group")[2].partition("Overall")[0]


def test_sorting_keeps_the_place_and_the_keyboard(qtbot, window: MainWindow, said: list[str]):
    window.open_page("abemaciclib")
    view = window.detail_pane.view
    view.setFocus()
    tab_to(qtbot, view, "name")
    place = view.verticalScrollBar().value()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert rows(view).index("Abdominal Pain") < rows(view).index("Diarrhea")
    assert view.verticalScrollBar().value() == place
    assert view.textCursor().selectedText() == "✓ name"
    assert "Sort by: name, chosen." in said
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert said[-1] == "Show: all, chosen."
    window.open_page("diarrhea")
    window.open_page("abemaciclib")
    assert rows(view).index("Diarrhea") < rows(view).index("Abdominal Pain"), "each page begins anew"


def test_a_study_is_chosen_by_its_name(qtbot, window: MainWindow, said: list[str]):
    window.open_page("abemaciclib")
    view = window.detail_pane.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=find(view, "MONARCH 3"))
    assert "✓ MONARCH 3" in view.toPlainText()
    assert said[-1] == "Study: MONARCH 3, chosen."


def test_signs_to_call_unfold_in_place_and_the_keyboard_stays(qtbot, view: PageView, said: list[str]):
    tab_to(qtbot, view, "1 more sign to call")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.textCursor().selectedText() == "fewer signs"
    assert said[-1] == "Unfolded."
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.textCursor().selectedText() == "1 more sign to call"
    assert said[-1] == "Folded."


def test_all_signs_stand_where_they_are_asked_for(window: MainWindow):
    window.open_page("abemaciclib", "call-now")
    assert "fewer signs" in window.detail_pane.view.toPlainText()


@pytest.mark.parametrize("key", ["diarrhea", "nausea", "fatigue", "neutropenia", "stomatitis", "rash"])
def test_the_first_screen_answers(window: MainWindow, key: str, book):
    """At 1024x768, 100 %: the name, the signs, and at least six of the drugs that bring it, with their numbers."""
    window.resize(1024, 768)
    window.open_page(key)
    view = window.detail_pane.view
    page = book.repository.side_effect(key)
    last = view.cursorForPosition(QPoint(view.viewport().width() - 20, view.viewport().height() - 2)).position()
    text = view.toPlainText()[:last]
    assert "Call now" in text or not any(told.section == "get_help_now" for told in page.statements)
    table = text.partition("Comparison group")[2]
    assert sum(drug.drug.title in table for drug in page.drugs) >= 6


def test_over_a_narrow_page_the_contents_are_a_menu(qtbot, window: MainWindow, view: PageView):
    pane = window.detail_pane
    menu = pane.contents_button.menu()
    seen: list[str] = []

    def choose() -> None:
        seen.append(menu.activeAction().text())
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(50, choose)
    pane.contents_action.trigger()  # comes back when the menu is closed
    assert seen == ["Call now"]
    qtbot.waitUntil(lambda: view.textCursor().selectedText().startswith("Treatments that bring it"))
    assert view.hasFocus()
