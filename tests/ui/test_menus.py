"""Every action: its keys, the pages offered again, and emergencies one key away."""

import json

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from mbc_desktop.ui.history import RECENT
from mbc_desktop.ui.main_window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def actions(window: MainWindow) -> list[QAction]:
    return [a for menu in window.menuBar().actions() for a in menu.menu().actions() if not a.isSeparator()]


def test_shortcuts_are_not_given_twice(window: MainWindow):
    keys = [shortcut.toString() for action in actions(window) for shortcut in action.shortcuts()]
    assert len(keys) == len(set(keys)), json.dumps(keys)
    assert {"Ctrl+F", "Ctrl+P", "Ctrl+K", "Ctrl+E", "F1"} <= set(keys)


def test_larger_text_needs_no_shift(qtbot, window: MainWindow):
    qtbot.keyClick(window, Qt.Key.Key_Equal, CTRL)
    assert window._settings.text_size == 110


# Emergencies


def widget_of(window: MainWindow, which: str) -> QWidget:
    if which == "find bar":
        window.menus.find.trigger()
    elif which == "contents":
        window.resize(1600, 900)
        QApplication.processEvents()
    return {
        "box": window.search_panel.box,
        "list": window.search_panel.list,
        "page": window.detail_pane.view,
        "find bar": window.detail_pane.find_bar.words,
        "contents": window.detail_pane.contents,
    }[which]


@pytest.mark.parametrize("which", ["box", "list", "page", "find bar", "contents"])
def test_ctrl_e_shows_the_emergencies(qtbot, window: MainWindow, which: str):
    window.open_page("docetaxel")
    widget = widget_of(window, which)
    widget.setFocus()
    assert widget.hasFocus()
    qtbot.keyClick(widget, Qt.Key.Key_E, CTRL)
    view = window.detail_pane.view
    assert window.detail_pane.page.id == "overview"
    assert view.cursorForPosition(QPoint(30, 12)).block().text() == "Emergencies"
    assert view.hasFocus(), "the keyboard goes on reading there"


@pytest.mark.parametrize("which", ["box", "find bar"])
@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_E])
def test_the_window_takes_its_keys_back_from_a_box(window: MainWindow, monkeypatch, which: str, key: Qt.Key):
    """On some desktops Ctrl+K and Ctrl+E edit a line: a box must leave them to the window."""
    monkeypatch.setattr(QLineEdit, "event", lambda _box, event: event.accept() or True)  # a box that takes every key
    for wanted, accepted in ((key, False), (Qt.Key.Key_A, True)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, wanted, CTRL)
        event.ignore()
        QApplication.sendEvent(widget_of(window, which), event)
        assert event.isAccepted() == accepted


def test_emergencies_asked_for_again_come_back_to_the_top(qtbot, window: MainWindow):
    window.show_emergencies()
    bar = window.detail_pane.view.verticalScrollBar()
    top = bar.value()
    bar.setValue(bar.maximum())
    qtbot.keyClick(window, Qt.Key.Key_E, CTRL)
    assert bar.value() == top


def test_the_start_page_and_the_toolbar_lead_to_them_by_mouse(window: MainWindow):
    assert "page:overview#" in window.detail_pane.view.toHtml()
    (button,) = [b for b in window.menus.tool_bar.buttons() if b.defaultAction() is window.menus.emergencies]
    assert button.isVisible()
    button.click()
    assert window.detail_pane.page.id == "overview"


# Recent pages


def recent(window: MainWindow) -> list[str]:
    window.menus.go.aboutToShow.emit()
    titles = [action.text() for action in window.menus.go.actions()]
    at = [action.isSeparator() and bool(action.text()) for action in window.menus.go.actions()].index(True)
    return titles[at + 1 :]


def test_the_go_menu_offers_the_last_pages_by_their_titles(window: MainWindow, book):
    assert recent(window) == []
    for key in ("nausea", "abemaciclib", "docetaxel"):
        window.open_page(key)
    titles = [book.repository.entries[key].title for key in ("abemaciclib", "nausea")]
    assert recent(window) == titles
    window.menus.go.actions()[-1].trigger()
    assert window.detail_pane.page.id == "nausea"
    assert recent(window)[0] == book.repository.entries["docetaxel"].title
    window.go_back()
    assert window.detail_pane.page.id == "docetaxel"


def test_no_more_than_ten_are_offered_and_no_heading_without_pages(window: MainWindow, book):
    window.menus.go.aboutToShow.emit()
    assert not window.menus._recent.isVisible()
    for key in list(book.repository.entries)[: RECENT + 4]:
        window.open_page(key)
    assert len(recent(window)) == RECENT
    assert window.menus._recent.isVisible()


def test_the_next_run_offers_none(open_window):
    first = open_window()
    first.open_page("nausea")
    first.open_page("docetaxel")
    first.close()
    assert recent(open_window()) == []
