"""The toolbar: every button in sight at every width."""

import pytest
from PySide6.QtCore import Qt

from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.settings import Settings

WORDS, ICON = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


def styles(window: MainWindow) -> dict[str, Qt.ToolButtonStyle]:
    return {button.defaultAction().iconText(): button.toolButtonStyle() for button in window.menus.tool_bar.buttons()}


@pytest.mark.parametrize("width", [1600, 1024, 800])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_button_goes_out_of_sight(qapp, window: MainWindow, percent: int, width: int):
    window._set_text_size(percent)
    window.resize(width, 700)
    qapp.processEvents()
    buttons = window.menus.tool_bar.buttons()
    assert len(buttons) >= 6
    for button in buttons:
        assert button.isVisible(), button.text()
        assert button.width() >= button.sizeHint().width() - 1, button.text()
        assert window.menus.tool_bar.rect().contains(button.geometry()), button.text()


def test_started_in_large_text_no_button_is_out_of_sight_either(qapp, open_window, settings_file):
    Settings(text_size=200).save(settings_file)
    window = open_window()
    qapp.processEvents()
    for button in window.menus.tool_bar.buttons():
        assert button.isVisible(), button.text()


def test_where_words_do_not_fit_icons_stay_and_emergencies_keep_their_word(qapp, window: MainWindow):
    window.resize(1600, 700)
    qapp.processEvents()
    assert set(styles(window).values()) == {WORDS}
    window._set_text_size(200)
    window.resize(700, 700)
    qapp.processEvents()
    told = styles(window)
    assert told.pop("Emergencies") == WORDS
    assert set(told.values()) == {ICON}
    window._set_text_size(100)
    window.resize(1600, 700)
    qapp.processEvents()
    assert set(styles(window).values()) == {WORDS}


def test_icons_grow_with_the_text(qapp, window: MainWindow):
    before = window.menus.tool_bar.iconSize().height()
    window._set_text_size(200)
    assert window.menus.tool_bar.iconSize().height() > 1.8 * before
