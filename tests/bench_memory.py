"""How much memory the window takes in use: part of `make bench`. The figures stand in MB (2^20 bytes).

PSS is what the kernel counts: the program's own pages, and its part of those that it shares with programs beside it.
So a Qt program that runs beside it makes it less; RSS, which counts shared pages whole, is the most that it can be.
Measured is the program from source, on a screen of our own (offscreen, Qt takes less); keys are sent to its box, and
its own dialog previews and saves the sheets.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

if TYPE_CHECKING:
    from mbc_desktop.ui.main_window import MainWindow
    from mbc_desktop.ui.print_dialog import PrintDialog

#: The marks: in use without printing, and after the sheets.
MARK, MARK_AFTER_SHEETS = 120, 220
PAGES, TURNS, SHEETS = 100, 400, 60
LETTERS = 15
#: Milliseconds in which the window paints after a key, and a preview after it is opened.
PAINTED, PREVIEWED = 20, 150


def in_use(window: "MainWindow") -> Iterator[None]:
    """Everything that is done with the window; at each yield it is left to paint."""
    began = time.perf_counter()
    report("memory after start")
    entries = [entry for entry in window._repository.entries.values() if entry.kind != "overview"]
    random.Random(1).shuffle(entries)
    shown = set()
    for entry in entries[:PAGES]:
        yield from open_by_keys(window, entry.title)
        shown.add(window.detail_pane.page.id)
    report(f"after {PAGES} pages by search and Enter", f"{len(shown)} different")
    turns = cycle([*[window.go_back] * 20, *[window.go_forward] * 20])
    for turn in islice(turns, TURNS // 2):
        turn()
        yield
    middle = report(f"after {TURNS // 2} times back and forward")
    for turn in islice(turns, TURNS // 2):
        turn()
        yield
    grown = report(f"after {TURNS} times back and forward", f"mark {MARK} PSS") - middle
    with tempfile.TemporaryDirectory() as folder:
        printed = sorted(entries, key=lambda entry: entry.kind)[:SHEETS]
        for count, entry in enumerate(printed, 1):
            window.open_page(entry.id)
            yield
            print_sheet(window, Path(folder) / f"{count}.pdf")
            if count in (1, SHEETS // 2):
                middle = report(f"after {count} sheets, previewed and saved")
        made = len(list(Path(folder).glob("*.pdf")))
    grown_by_sheets = report(f"after {made} sheets, previewed and saved", f"mark {MARK_AFTER_SHEETS} PSS") - middle
    print(f"{'own pages that came in the second half':<44}{grown:8.1f} MB in use, {grown_by_sheets:.1f} with sheets")
    print(f"{'the memory benchmark took':<44}{time.perf_counter() - began:8.1f} s")


def report(what: str, more: str = "") -> float:
    """Say what this process takes now. Returns its own pages, in MB."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    told = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    own = told["Anonymous"]
    print(f"{what:<44}{told['Pss']:8.1f} MB PSS {told['Rss']:8.1f} RSS {own:8.1f} own   {more}".rstrip(), flush=True)
    return own


def open_by_keys(window: "MainWindow", title: str) -> Iterator[None]:
    box = window.search_panel.box
    box.clear()
    for letter in title[:LETTERS]:
        press(box, Qt.Key.Key_unknown, letter)
        yield
    press(box, Qt.Key.Key_Return)
    yield


def press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def print_sheet(window: "MainWindow", file: Path) -> None:
    """What the print dialog does when a page is previewed, saved and closed."""

    def with_dialog() -> None:
        dialog: PrintDialog = QApplication.activeModalWidget()
        QTimer.singleShot(PREVIEWED, close_dialog)
        dialog.preview()
        dialog.save(file)
        dialog.reject()

    QTimer.singleShot(0, with_dialog)
    window.print_page()


def close_dialog() -> None:
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialog.reject()


def run(window: "MainWindow") -> Callable[[], None]:
    """What takes one step after the other, and closes the window after the last."""
    steps = in_use(window)

    def step() -> None:
        if next(steps, steps) is steps:
            window.close()
        else:
            QTimer.singleShot(PAINTED, step)

    return step


def main() -> None:
    """The program as it is, with somebody who uses it as soon as its book is open."""
    from mbc_desktop import app
    from mbc_desktop.ui.main_window import MainWindow

    opened = MainWindow.open_book

    def open_book(window: MainWindow, *book: object) -> None:
        opened(window, *book)
        QTimer.singleShot(1000, run(window))

    MainWindow.open_book = open_book
    sys.exit(app.main([]))


if __name__ == "__main__":
    main()
