"""Everything that takes the keyboard has a name for a screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QMessageBox, QToolButton, QWidget

from mbc_desktop import paths
from mbc_desktop.ui import dialogs
from mbc_desktop.ui.choice_dialog import ChoiceDialog
from mbc_desktop.ui.clinic_dialog import ClinicDialog
from mbc_desktop.ui.main_window import MainWindow

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
#: Parts of Qt's own widgets, which a screen reader meets as the whole.
INNER = ("QWidget", "QSplitterHandle", "QComboBoxListView", "QComboBoxPrivateContainer", "QTabBar")


def focusable(top: QWidget) -> Iterator[QWidget]:
    for widget in (top, *top.findChildren(QWidget)):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(top)
        if takes_focus and not widget.objectName().startswith("qt_") and type(widget).__name__ not in INNER:
            yield widget


def name_of(widget: QWidget, which: QAccessible.Text = NAME) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(which)


def nameless(top: QWidget) -> list[QWidget]:
    found = list(focusable(top))
    assert found, "nothing takes the keyboard"
    return [widget for widget in found if not name_of(widget).strip()]


def test_everything_in_the_window_has_a_name(window: MainWindow):
    window.open_page("abemaciclib")
    window.menus.find.trigger()
    window.search_panel.box.setText("palbocyclib")
    assert nameless(window) == []
    names = {name_of(widget) for widget in focusable(window)}
    assert {"Search", "Page: abemaciclib", "Find on this page"} <= names


@pytest.mark.parametrize("key", ["abemaciclib", "chemotherapy", "diarrhea", "overview"])
def test_everything_in_the_print_dialog_has_a_name(dialog_of, key: str):
    assert nameless(dialog_of(key)) == []


def test_everything_in_the_clinics_dialog_has_a_name(qtbot):
    dialog = ClinicDialog(paths.clinic_files())
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_everything_in_a_choice_has_a_name(qtbot):
    dialog = ChoiceDialog("Side effect sheets", {"nausea": "Nausea"}, (), None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_everything_in_messages_has_a_name(qtbot, window: MainWindow, book, monkeypatch):
    missing: list[list[QWidget]] = []

    def shown(box: QMessageBox) -> None:
        box.show()
        missing.append(nameless(box))
        assert all(button.icon().isNull() for button in box.buttons()), "black on black in the dark"
        box.close()
        box.deleteLater()

    monkeypatch.setattr(QMessageBox, "exec", shown)
    dialogs.tell(window, "A sentence.")
    dialogs.about(window, book.repository.edition)
    dialogs.bug("Traceback")
    assert missing == [[], [], []]


def test_every_button_of_the_toolbar_says_what_it_does(window: MainWindow):
    buttons = [b for b in window.findChildren(QToolButton) if not b.objectName().startswith("qt_") and b.isVisible()]
    assert len(buttons) >= 6
    for button in buttons:
        assert name_of(button).strip(), button.defaultAction()


def test_bars_menus_and_clear_buttons_have_names_where_qt_gives_none(window: MainWindow):
    window.menus.find.trigger()
    buttons = [b for box in window.findChildren(QLineEdit) for b in box.findChildren(QToolButton)]
    assert len(buttons) >= 2
    menus = [action.menu() for action in window.menuBar().actions()]
    splitter = window._splitter
    for widget in (window.menuBar(), window.statusBar(), splitter, splitter.handle(1), *menus, *buttons):
        assert name_of(widget).strip(), widget


def test_every_action_has_words_and_no_two_the_same(window: MainWindow):
    actions = [a for menu in window.menuBar().actions() for a in menu.menu().actions() if not a.isSeparator()]
    words = [action.text().replace("&", "") for action in actions]
    assert all(words)
    assert len(words) == len(set(words))


def test_the_list_says_what_it_holds(window: MainWindow):
    panel = window.search_panel
    assert name_of(panel.list) == "Treatments"
    panel.box.setText("nausea")
    assert name_of(panel.list) == "Results"


def test_the_way_through_the_window_with_tab(qtbot, window: MainWindow, qapp):
    """Box, list, page: and nothing is a trap."""
    window.open_page("nausea")
    panel = window.search_panel
    panel.box.setFocus()
    met = []
    for _ in range(12):
        met.append(qapp.focusWidget())
        window.focusNextChild()
    assert met.index(panel.box) < met.index(panel.list) < met.index(window.detail_pane.view)
    assert met.count(panel.box) > 1, "it comes round again"
    assert all(name_of(widget) for widget in met)
