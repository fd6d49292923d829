"""Jobs of several sheets: made one by one, shown as they go on, and stopped when somebody asks for it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from mbc_desktop.errors import OutputError
from mbc_desktop.ui import job, print_dialog
from mbc_desktop.ui.job import pages_of


@pytest.fixture
def parent(qtbot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def at_once(monkeypatch):
    """As if every sheet took longer than 0.3 s."""
    monkeypatch.setattr(job, "SHOWN_AFTER", 0)


def progress(parent: QWidget) -> QProgressDialog:
    return parent.findChild(QProgressDialog)


def test_the_pages_of_all_sheets_in_their_order(parent):
    assert pages_of(["a", "b"], lambda orders: [f"{orders[0]}1", f"{orders[0]}2"], parent) == ["a1", "a2", "b1", "b2"]


def test_it_shows_how_far_it_is_and_goes(qtbot, qapp, parent, at_once):
    seen = []

    def make(orders):
        told = progress(parent)
        seen.append((told.isVisible(), told.value(), told.maximum(), told.labelText()))
        return [orders[0]]

    pages_of(["a", "b", "c"], make, parent)
    assert seen[1:] == [(True, 1, 3, "Making the sheets…"), (True, 2, 3, "Making the sheets…")]
    qapp.processEvents()
    assert not any(told.isVisible() for told in parent.findChildren(QProgressDialog))


def test_what_is_quick_shows_nothing(parent):
    seen = []
    pages_of(["a", "b"], lambda orders: seen.append(progress(parent).isVisible()) or [], parent)
    assert seen == [False, False]


def test_cancelled_no_further_sheet_is_made(qapp, parent, at_once):
    made = []

    def make(orders):
        made.append(orders[0])
        if orders[0] == "b":
            progress(parent).cancel()
        return []

    assert pages_of(["a", "b", "c"], make, parent) is None
    assert made == ["a", "b"]


def test_a_sheet_that_cannot_be_made_leaves_neither_cursor_nor_window(qapp, parent, at_once):
    def make(_orders):
        raise OutputError("No.")

    with pytest.raises(OutputError):
        pages_of(["a", "b"], make, parent)
    assert qapp.overrideCursor() is None
    assert not progress(parent).isVisible()


def test_sheets_made_one_by_one_are_the_pages_of_the_job(dialog_of, book):
    dialog = dialog_of()
    for row in range(dialog.sheets.rowCount()):
        dialog.sheets.setData(dialog.sheets.index(row), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert len(dialog.orders_chosen()) > 2
    orders, layout = dialog.orders_chosen(), dialog.layout_chosen()
    whole = book.press.svg_pages(orders, book.repository.edition, layout)
    assert len(dialog._pages()) == len(whole)
    assert dialog._pages() == whole


def test_a_job_that_was_cancelled_is_neither_counted_nor_printed(dialog_of, previewed, monkeypatch):
    dialog = dialog_of()
    monkeypatch.setattr(print_dialog, "pages_of", lambda *_: None)
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(20))
    assert dialog.said.text() == print_dialog.STOPPED
    dialog.preview()
    assert previewed == []
    assert dialog.said.text() == print_dialog.STOPPED
