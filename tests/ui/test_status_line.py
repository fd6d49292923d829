"""The line under the window: the notice that nothing takes away, and an explained word beside it."""

import pytest
from PySide6.QtGui import QStatusTipEvent
from PySide6.QtWidgets import QApplication

from mbc_desktop.summary.phrases import SUPPORTS
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.status_line import StatusLine

LONG = "A word that is explained at great length, " * 12


def shown(label) -> str:
    return label.text() if label.isVisible() else ""


def test_the_notice_says_review_support_and_edition(window: MainWindow, book):
    edition = book.repository.edition
    for words in (edition.review, SUPPORTS, edition.code, edition.content_date):
        assert words in shown(window.status_line.notice)
    assert window.status_line.notice.accessibleName() == window.status_line.notice.text()


def test_before_the_book_is_open_it_says_that_it_opens(qtbot, theme, tmp_path):
    from mbc_desktop.ui.settings import Settings

    window = MainWindow(Settings(), tmp_path / "settings.ini", theme)
    qtbot.addWidget(window)
    assert "Opening" in window.status_line.notice.text()


def test_opening_a_menu_leaves_the_notice(qapp, window: MainWindow):
    before = window.status_line.notice.text()
    for menu in window.menuBar().actions():
        menu.menu().popup(window.mapToGlobal(window.rect().center()))
        for action in menu.menu().actions():
            menu.menu().setActiveAction(action)
            QApplication.sendEvent(window, QStatusTipEvent(""))  # what a menu sends for each entry
        menu.menu().close()
        qapp.processEvents()
        assert shown(window.status_line.notice) == before


def test_an_explained_word_stands_beside_the_notice_and_goes_again(window: MainWindow, book):
    line = window.status_line
    before = line.notice.text()
    window.detail_pane.view.explained.emit("Few white cells in the blood.")
    assert shown(line.said) == "Few white cells in the blood."
    assert shown(line.notice).startswith(book.repository.edition.review)
    assert not line.said.geometry().intersects(line.notice.geometry())
    window.detail_pane.view.explained.emit("")
    assert shown(line.said) == ""
    assert shown(line.notice) == before


def test_a_long_explanation_is_cut_at_a_word_and_leaves_the_review_in_sight(window: MainWindow, book):
    line = window.status_line
    line.say(LONG)
    assert line.said.text().endswith("…")
    assert line.said.toolTip() == line.said.accessibleName() == LONG
    assert book.repository.edition.review in line.notice.text()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [1024, 1600])
def test_all_of_the_notice_is_seen_at_every_text_size(qtbot, window: MainWindow, percent: int, width: int):
    window.resize(width, 768)
    window._set_text_size(percent)
    line, notice = window.status_line, window.status_line.notice
    qtbot.waitUntil(lambda: window.rect().contains(notice.mapTo(window, notice.rect().bottomRight())))
    assert notice.text() == notice.accessibleName()
    assert notice.heightForWidth(notice.width()) <= notice.height()
    assert line.rect().contains(notice.geometry())


def test_the_line_is_as_high_with_an_explanation_as_without(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(700, 30)
    line.show()
    line.tell("The notice. " * 5)
    height = line.height()
    line.say(LONG)
    assert line.height() == height, "the page above it must not jump"
