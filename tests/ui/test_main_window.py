from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMessageBox

from mbc_desktop.summary.page_text import text_of
from mbc_desktop.ui import dialogs
from mbc_desktop.ui.html.pages import title_of
from mbc_desktop.ui.main_window import TITLE, MainWindow
from mbc_desktop.ui.one_window import OneWindow
from mbc_desktop.ui.settings import Settings
from mbc_desktop.ui.theme import Theme

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def text(window: MainWindow) -> str:
    return window.detail_pane.view.toPlainText()


def test_every_page_of_the_database_opens(window: MainWindow, book):
    view = window.detail_pane.view
    for key in book.repository.entries:
        window.open_page(key)
        page = window.detail_pane.page
        assert page.id == key
        assert window.windowTitle() == f"{title_of(page)} - {TITLE}"
        assert text(window).startswith(title_of(page))
        assert view.verticalScrollBar().value() == 0, "a page starts at its top"
        assert view.horizontalScrollBar().maximum() == 0, f"{key} is cut off at the right"


def test_it_starts_with_the_start_page_and_the_box_ready(window: MainWindow, book):
    assert window.detail_pane.page is None
    assert "What does the patient feel?" in text(window)
    assert window.windowTitle() == TITLE
    assert window.search_panel.box.hasFocus()
    edition = book.repository.edition
    for words in (edition.review, edition.code, edition.content_date):
        assert words in window.status_line.notice.accessibleName()
        assert words in text(window)


def test_before_the_database_is_open_every_action_is_harmless(qtbot, theme: Theme, tmp_path: Path):
    window = MainWindow(Settings(), tmp_path / "settings.ini", theme)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.shown_first):
        window.show()
    for action in (window.menus.start, window.menus.emergencies, window.menus.find, window.menus.copy_page):
        action.trigger()
    window.print_page()
    window.go_back()
    window.open_page("nausea")
    qtbot.keyClick(window, "n")
    assert window.search_panel.box.text() == "n"
    assert window.detail_pane.page is None


def test_it_is_shown_once(qtbot, theme: Theme, tmp_path: Path):
    window = MainWindow(Settings(), tmp_path / "settings.ini", theme)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.shown_first):
        window.show()
    window.hide()
    with qtbot.assertNotEmitted(window.shown_first, wait=30):
        window.show()


def test_back_and_forward(qtbot, window: MainWindow):
    assert not window.menus.back.isEnabled()
    for key in ("nausea", "abemaciclib"):
        window.open_page(key)
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.detail_pane.page.id == "nausea"
    assert window.menus.forward.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.detail_pane.page is None
    assert "What does the patient feel?" in text(window)
    assert not window.menus.back.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.detail_pane.page.id == "abemaciclib"
    assert not window.menus.forward.isEnabled()


def mouse(window: MainWindow, button: Qt.MouseButton) -> None:
    where = QPointF(5, 5)
    event = QMouseEvent(QMouseEvent.Type.MouseButtonPress, where, where, button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.detail_pane, event)


def test_a_mouses_own_buttons_go_back_and_forward(window: MainWindow):
    window.open_page("nausea")
    window.open_page("abemaciclib")
    mouse(window, Qt.MouseButton.BackButton)
    assert window.detail_pane.page.id == "nausea"
    mouse(window, Qt.MouseButton.ForwardButton)
    assert window.detail_pane.page.id == "abemaciclib"


def test_a_page_that_is_shown_is_not_visited_twice(window: MainWindow):
    window.open_page("nausea")
    window.open_page("nausea")
    window.go_back()
    assert window.detail_pane.page is None


def test_the_start_page_is_one_key_away(qtbot, window: MainWindow):
    window.open_page("nausea")
    qtbot.keyClick(window, Qt.Key.Key_Home, ALT)
    assert window.detail_pane.page is None
    window.go_back()
    assert window.detail_pane.page.id == "nausea"


@pytest.mark.parametrize("focus", ["box", "list", "page"])
def test_ctrl_k_goes_to_the_box_and_selects_its_words(qtbot, window: MainWindow, focus: str):
    panel = window.search_panel
    panel.box.setText("nausea")
    widget = {"box": panel.box, "list": panel.list, "page": window.detail_pane.view}[focus]
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_K, CTRL)
    assert panel.box.hasFocus()
    assert panel.box.selectedText() == "nausea"


def test_the_window_takes_its_keys_back_from_the_box(qtbot, window: MainWindow):
    """On some desktops Ctrl+K and Ctrl+E edit a line: the box must leave them to the window."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    box = window.search_panel.box
    for key in (Qt.Key.Key_K, Qt.Key.Key_E):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)
        event.ignore()
        QApplication.sendEvent(box, event)
        assert not event.isAccepted()
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_A, CTRL)
    event.ignore()
    QApplication.sendEvent(box, event)
    assert event.isAccepted(), "the others are the box's own"


def test_the_page_is_copied_as_text(qtbot, window: MainWindow, book, qapp):
    window.open_page("abemaciclib")
    qtbot.keyClick(window, Qt.Key.Key_A, CTRL | SHIFT)
    copied = qapp.clipboard().text()
    assert copied == text_of(book.repository.page("abemaciclib"), book.repository.edition)
    assert book.repository.edition.code in copied
    window.show_start()
    window.menus.copy_page.trigger()
    assert "What does the patient feel?" in qapp.clipboard().text()


def test_a_row_is_copied_with_its_key(qtbot, window: MainWindow, qapp):
    window.open_page("diarrhea")
    view = window.detail_pane.view
    view.setFocus()
    view.moveCursor(QTextCursor.MoveOperation.Start)
    assert view.find("MONARCH 2")
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL | SHIFT)
    assert qapp.clipboard().text().startswith("abemaciclib\t86%")


@pytest.mark.parametrize("focus", ["list", "page", "window"])
def test_typing_anywhere_goes_to_the_box(qtbot, window: MainWindow, focus: str):
    panel = window.search_panel
    panel.box.setText("old words")
    widget = {"list": panel.list, "page": window.detail_pane.view, "window": window}[focus]
    widget.setFocus()
    qtbot.keyClick(widget, "n")
    assert panel.box.text() == "n"
    assert panel.box.hasFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "ausea")
    assert panel.box.text() == "nausea"


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_PageDown, Qt.Key.Key_F9]
)
def test_keys_that_are_no_letters_stay_where_they_are(qtbot, window: MainWindow, key: Qt.Key):
    window.search_panel.box.setText("nausea")
    window.detail_pane.view.setFocus()
    qtbot.keyClick(window.detail_pane.view, key)
    assert window.search_panel.box.text() == "nausea"


def test_the_list_marks_the_page_that_is_shown(window: MainWindow):
    panel = window.search_panel
    window.open_page("docetaxel")
    assert panel.list.currentIndex().data() == "docetaxel"
    panel.box.setText("pain")
    window.open_page("nausea")
    assert panel.list.currentIndex() == panel.model.first(), "results keep their own selection"


# A second start, faults and messages


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_raises_the_window_that_is_open(qtbot, window: MainWindow, tmp_path: Path):
    first, second = OneWindow(tmp_path), OneWindow(tmp_path)
    assert first.is_first()
    first.raise_wanted.connect(window.come_up)
    window.detail_pane.view.setFocus()
    window.showMinimized()
    assert window.isMinimized()
    assert not second.is_first()
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert window.isVisible()
    assert window.search_panel.box.hasFocus() or window.focusWidget() is window.search_panel.box
    first._lock.unlock()
    for one in (first, second):
        one.deleteLater()


def test_an_unknown_page_is_told_with_a_next_step(window: MainWindow, told):
    window.open_page("nausea")
    window.open_page("no-such-page")
    assert "no-such-page" in told[0]
    assert window.detail_pane.page.id == "nausea"


def closed_messages(monkeypatch) -> list[str]:
    """Message boxes show what they say, and nobody waits for them."""
    seen: list[str] = []
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: seen.append(f"{box.text()}\n{box.informativeText()}\n{box.detailedText()}")
    )
    return seen


def test_about_tells_edition_review_and_privacy(qtbot, window: MainWindow, book, monkeypatch):
    seen = closed_messages(monkeypatch)
    window.about()
    edition = book.repository.edition
    for words in (edition.code, edition.content_date, edition.review, "does not replace", "Nothing that you type"):
        assert words in seen[0]


def test_messages_say_what_they_are_given(window: MainWindow, monkeypatch):
    seen = closed_messages(monkeypatch)
    dialogs.tell(window, "The disk is full. Make room.")
    dialogs.bug("Traceback: ZeroDivisionError")
    assert seen[0].startswith("The disk is full. Make room.")
    assert "The program has a fault here." in seen[1]
    assert "You can go on." in seen[1]
    assert "ZeroDivisionError" in seen[1]


def test_a_regimen_opens_its_study(qtbot, window: MainWindow):
    window.open_page("abemaciclib", "study-monarch-1")
    assert window.detail_pane._unfolded == frozenset({"monarch-1"})
