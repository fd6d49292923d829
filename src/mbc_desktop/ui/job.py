"""Work that takes longer than 0.3 s: it shows that it goes on, and what has several parts can be cancelled."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from mbc_desktop.summary.orders import Order

SHOWN_AFTER = 300  # milliseconds


@contextmanager
def waiting() -> Iterator[None]:
    """The cursor says that the program works, for what cannot be parted."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


def pages_of(
    orders: Sequence[Order], make: Callable[[Sequence[Order]], Sequence[str]], parent: QWidget
) -> list[str] | None:
    """The pages of a job, made sheet by sheet: each sheet numbers its own pages. None where it was cancelled.

    Raises what `make` raises.
    """
    told = QProgressDialog("Making the sheets…", "Cancel", 0, len(orders), parent)
    told.setWindowTitle(parent.windowTitle())
    told.setWindowModality(Qt.WindowModality.WindowModal)
    told.setMinimumDuration(SHOWN_AFTER)
    pages: list[str] = []
    try:
        for done, order in enumerate(orders):
            told.setValue(done)
            if told.wasCanceled():
                return None
            with waiting():
                pages += make([order])
    finally:
        told.reset()  # stops its clock and hides it
        told.deleteLater()
    return pages
