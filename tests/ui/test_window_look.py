"""Text size, colors, and what the next window remembers of them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QLabel

from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.settings import TEXT_SIZES, Settings
from mbc_desktop.ui.theme import Theme

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


# Text size and colors


def test_text_grows_and_shrinks_between_80_and_200_per_cent(qtbot, window: MainWindow):
    pane, panel = window.detail_pane, window.search_panel
    normal = QGuiApplication.font().pointSizeF()
    window.open_page("nausea")
    for _ in range(len(TEXT_SIZES)):
        window.larger()
    for widget in (pane.view, panel.box, panel.list, panel.said, pane.find_bar.words):
        assert widget.font().pointSizeF() == pytest.approx(2 * normal, rel=0.02), widget
    assert window._settings.text_size == 200
    assert pane.view.horizontalScrollBar().maximum() == 0
    for _ in range(len(TEXT_SIZES) + 2):
        window.smaller()
    assert window._settings.text_size == 80
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert window._settings.text_size == 100
    assert pane.view.font().pointSizeF() == pytest.approx(normal)


def test_the_keys_for_text_size(qtbot, window: MainWindow):
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert window._settings.text_size == 110
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert window._settings.text_size == 100


@pytest.mark.parametrize("percent", [80, 100, 200])
def test_at_every_text_size_the_window_fits_the_smallest_screen(qapp, window: MainWindow, percent: int):
    window._set_text_size(percent)
    window.open_page("diarrhea")
    window.menus.find.trigger()
    qapp.processEvents()
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 768
    for widget in (
        window.search_panel.box,
        window.detail_pane.find_bar.words,
        window.detail_pane.find_bar.close_button,
    ):
        inside = widget.mapTo(window, widget.rect().bottomRight())
        assert window.rect().contains(inside), widget


def test_every_page_fits_the_width_at_200_per_cent(window: MainWindow):
    window._set_text_size(200)
    for key in ("diarrhea", "abemaciclib", "sacituzumab-govitecan", "chemotherapy", "overview", "neutropenia"):
        window.open_page(key)
        assert window.detail_pane.view.horizontalScrollBar().maximum() == 0, key


def theme_action(window: MainWindow, choice: str):
    view = next(a.menu() for a in window.menuBar().actions() if a.text() == "&View")
    return next(action for action in view.actions() if action.data() == choice)


def test_light_and_dark_at_once(qapp, window: MainWindow, theme: Theme):
    window.open_page("abemaciclib")
    for choice in ("dark", "light"):
        theme_action(window, choice).trigger()
        qapp.processEvents()
        assert theme_action(window, choice).isChecked()
        view = window.detail_pane.view
        assert view.viewport().grab().toImage().pixelColor(2, 2) == QColor(theme.colors.base)
        assert view.viewport().palette().text().color() == QColor(theme.colors.text)
        assert theme.colors.link in view.toHtml()
        assert window._settings.theme == choice
        assert window.detail_pane.page.id == "abemaciclib"


def test_the_page_stays_where_it_was_when_colors_or_text_size_change(window: MainWindow):
    window.open_page("abemaciclib")
    bar = window.detail_pane.view.verticalScrollBar()
    bar.setValue(500)
    theme_action(window, "dark").trigger()
    assert bar.value() == 500


# What is remembered


def test_the_next_window_looks_like_the_last(qapp, open_window, settings_file: Path):
    normal = QGuiApplication.font().pointSizeF()
    first = open_window()
    first.resize(900, 700)
    first._splitter.setSizes([400, 500])
    theme_action(first, "dark").trigger()
    first.larger()
    qapp.processEvents()
    sizes = first._splitter.sizes()
    first.close()
    second = open_window()
    assert second.detail_pane.view.font().pointSizeF() == pytest.approx(normal * 1.1)
    assert second.theme.choice == "dark"
    assert theme_action(second, "dark").isChecked()
    assert abs(second._splitter.sizes()[0] / sum(second._splitter.sizes()) - sizes[0] / sum(sizes)) < 0.1


def test_nothing_that_was_searched_or_read_is_written(qtbot, open_window, settings_file: Path, tmp_path: Path):
    window = open_window()
    qtbot.keyClicks(window.search_panel.box, "xylophonia")
    window.open_page("alopecia")
    window.close()
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert settings_file in written
    for path in written:
        content = path.read_bytes().lower()
        assert b"xylophonia" not in content
        assert b"alopecia" not in content


def test_settings_that_cannot_be_written_cost_nothing_else(qtbot, open_window, tmp_path: Path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    window = open_window(tmp_path / "file" / "settings.ini")
    (said,) = [label for label in window.statusBar().findChildren(QLabel) if label.text() == "Settings are not kept"]
    qtbot.waitUntil(said.isVisible)
    assert str(tmp_path / "file") in said.toolTip()
    assert "Ask for write access" in said.toolTip()
    window.open_page("nausea")
    assert window.close()
    assert not window.isVisible()


def test_settings_that_can_be_written_are_not_worth_a_word(window: MainWindow):
    assert "Settings are not kept" not in [label.text() for label in window.statusBar().findChildren(QLabel)]


def test_a_garbled_geometry_opens_a_window_on_the_screen(qtbot, theme: Theme, tmp_path: Path):
    window = MainWindow(Settings(geometry=b"\1\xd9\xd0\xcbgarbage", splitter=b"more"), tmp_path / "s.ini", theme)
    qtbot.addWidget(window)
    window.show()
    screen = window.screen().availableGeometry()
    assert window.width() <= screen.width()
    assert window.height() <= screen.height()
    assert all(size > 0 for size in window._splitter.sizes())
