"""The help: a page like any other, with every key that the window has."""

import re

import pytest
from PySide6.QtCore import Qt

from mbc_desktop.summary.phrases import DIFFERENT_STUDIES
from mbc_desktop.ui.html.help_page import TITLE, WORDS
from mbc_desktop.ui.main_window import MainWindow

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def words(qtbot, window: MainWindow) -> str:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    return window.detail_pane.view.toPlainText()


def test_f1_opens_it_and_back_leads_where_one_was(qtbot, window: MainWindow):
    window.open_page("nausea")
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_F1)
        assert window.detail_pane.view.toPlainText().startswith(TITLE)
        assert window.windowTitle().startswith(TITLE)
        assert window.detail_pane.view.hasFocus()
        assert not window.menus.print.isEnabled(), "it has no sheet"
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.detail_pane.page.id == "nausea"
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.detail_pane.view.toPlainText().startswith(TITLE)


def test_it_names_every_key_of_every_menu(window: MainWindow, words: str):
    keyed = [a for menu in window.menuBar().actions() for a in menu.menu().actions() if not a.shortcut().isEmpty()]
    assert len(keyed) > 15
    for action in keyed:
        assert action.shortcut().toString() in words, action.text()
        assert action.text().replace("&", "").removesuffix("…") in words


def test_a_new_action_stands_in_it_without_further_ado(window: MainWindow):
    window.menus._action(window.menus.go, "To the &moon", "Ctrl+Alt+9", window.close)
    window.show_help()
    assert re.search(r"Ctrl\+Alt\+9\W+To the moon", window.detail_pane.view.toPlainText())


def test_it_tells_what_a_nurse_needs_to_know(words: str, book):
    for told in (
        "Any grade",
        "Severe",
        "Both arms",
        "out of 100 people",
        DIFFERENT_STUDIES,
        "Ctrl+E shows the signs",
        "Ctrl+P prints",
        "clinic's details",
        "Nothing about a patient",
        "whoever looks after this program",
        book.repository.edition.review,
    ):
        assert told.casefold() in words.casefold(), told
    assert "{" not in words


def test_its_sections_stand_in_the_contents(window: MainWindow, words: str):
    contents = window.detail_pane.contents.contents
    titles = [contents.section(row).title for row in range(contents.rowCount())]
    assert {"How to read a number", "Emergencies", "Printing", "All keys"} <= set(titles)


def test_it_holds_no_number_of_the_book():
    assert re.findall(r"\d+", re.sub(r"<.*?>", "", WORDS)) == ["100", "100", "0", "100", "16"]


def test_a_report_of_an_error_is_about_the_help(window: MainWindow, monkeypatch):
    reports = []
    monkeypatch.setattr(window._printing, "open", lambda report, _parent: reports.append(report))
    window.show_help()
    window.report_error()
    window.show_start()
    window.report_error()
    assert [(report.about, report.about_id) for report in reports] == [(TITLE, "help"), ("Start page", "start")]
