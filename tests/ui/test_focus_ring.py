"""Whoever looks at the window sees where the keyboard is."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from mbc_desktop.ui.focus_ring import FocusRing
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.theme import CHOICES


@pytest.fixture
def ring(window: MainWindow) -> FocusRing:
    window.activateWindow()
    return window.findChild(FocusRing)


@pytest.mark.parametrize("which", ["list", "page"])
def test_a_ring_is_around_what_has_the_keyboard(window: MainWindow, ring: FocusRing, which: str):
    widget = {"list": window.search_panel.list, "page": window.detail_pane.view}[which]
    widget.setFocus()
    assert ring.isVisible()
    inside = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
    assert ring.geometry().contains(inside)
    assert not ring.mask().contains(ring.mapFrom(window, inside.center())), "it covers nothing of it"


def test_a_field_has_the_styles_own(window: MainWindow, ring: FocusRing):
    window.detail_pane.view.setFocus()
    window.search_panel.box.setFocus()
    assert not ring.isVisible()


def test_the_ring_goes_along_when_the_window_changes(qapp, window: MainWindow, ring: FocusRing):
    view = window.detail_pane.view
    view.setFocus()
    before = ring.geometry()
    window.resize(1300, 800)
    qapp.processEvents()
    assert ring.geometry() != before
    assert ring.geometry().contains(view.rect().translated(view.mapTo(window, QPoint(0, 0))))


@pytest.mark.parametrize("choice", CHOICES)
def test_the_ring_has_the_themes_color(qapp, window: MainWindow, ring: FocusRing, choice: str):
    window.choose_colors(choice)
    window.detail_pane.view.setFocus()
    qapp.processEvents()
    corner = window.grab().toImage().pixelColor(ring.geometry().topLeft() + QPoint(0, 40))
    assert corner == QColor(window.theme.colors.highlight)
