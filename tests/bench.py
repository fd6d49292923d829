"""How fast it is: `make bench`. Times of one run on one machine, each beside its ratio to a bare Qt window's start.

Absolute times belong to the machine; the ratios and the spread are what to compare between runs.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests import bench_search
from tests.bench_screen import environment, has_screen, screen

if TYPE_CHECKING:
    from mbc_desktop.ui.main_window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
STARTS = 7
MEMORY_TAKES_AT_MOST = 300  # seconds
QUESTIONS = ("hair falling out", "diarhea", "can letrozole cause joint pain", "palbocyclib", "numb fingers", "qqqqzz")
BARE_WINDOW = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Expose:
            print("trace window-mapped 0", file=sys.stderr, flush=True)
        return False
app = QApplication([]); window = QWidget(); seen = Seen(); window.show()
window.windowHandle().installEventFilter(seen); app.exec()
"""


def start(command: list[str], until: str) -> float:
    """Seconds from starting a program until it says that it has reached a point."""
    with environment() as told:
        began = time.perf_counter()
        program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**told, "MBC_DESKTOP_TRACE": "1"})
        assert program.stderr is not None
        try:
            for line in program.stderr:
                if line.startswith(f"trace {until}"):
                    return time.perf_counter() - began
        finally:
            program.terminate()
            program.communicate()
    raise RuntimeError(f"{command[0]} never said '{until}'")


def starts() -> None:
    """Time to the first window, and until it answers: source, one-folder, single file."""
    suffix = ".exe" if sys.platform == "win32" else ""
    programs = {
        "source": [sys.executable, "-m", "mbc_desktop"],
        "one-folder": [str(ROOT / "dist" / "mbc-desktop-folder" / f"mbc-desktop{suffix}")],
        "single file": [str(ROOT / "dist" / f"mbc-desktop{suffix}")],
    }
    with screen():
        bare = statistics.median(start([sys.executable, "-c", BARE_WINDOW], "window-mapped") for _ in range(STARTS))
        print(f"{'a bare Qt window, from source':<44}{bare:8.2f} s   1.00")
        for name, command in programs.items():
            if not Path(command[0]).exists():
                print(f"{name:<44}  not built: make app")
                continue
            start(command, "ready")  # once, so that the disk's cache is warm for all
            for until, words in (("window-mapped", "first window"), ("ready", "answers")):
                median = statistics.median(start(command, until) for _ in range(STARTS))
                print(f"{f'{name}: {words}':<44}{median:8.2f} s   {median / bare:.2f}")


def memory() -> None:
    """The window's memory in use, and with sheets: tests/bench_memory.py, in a process of its own.

    Not after Qt was imported here: pages that two processes share are counted half for each.
    """
    if sys.platform != "linux" or not has_screen():
        print(f"{'memory':<44}  not measured: it needs Linux and Xvfb")
        return
    # What was changed is compiled here: compiled by the program, it would leave holes.
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "src"), str(ROOT / "tests")], check=True)
    with screen(), environment() as told:
        try:
            program = [sys.executable, "-m", "tests.bench_memory"]
            subprocess.run(program, cwd=ROOT, env=told, check=True, timeout=MEMORY_TAKES_AT_MOST)
        except subprocess.SubprocessError as error:
            print(f"{'memory':<44}  not measured to the end: {error}")


def timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return (time.perf_counter() - began) * 1000


def keys_and_paper() -> None:
    """From a key to painted results; opening a page; making a PDF."""
    from PySide6.QtWidgets import QApplication

    from mbc_desktop import paths
    from mbc_desktop.data.connection import open_read_only
    from mbc_desktop.data.repository import Repository
    from mbc_desktop.search.engine import SearchEngine
    from mbc_desktop.summary.orders import Order
    from mbc_desktop.summary.sheets import Layout, Press
    from mbc_desktop.ui.main_window import MainWindow
    from mbc_desktop.ui.printing import Printing
    from mbc_desktop.ui.settings import Settings
    from mbc_desktop.ui.theme import Theme

    application = QApplication([])
    application.setStyle("Fusion")
    connection = open_read_only(paths.database())
    repository, engine = Repository(connection), SearchEngine(connection)
    press = Press(paths.resources() / "print", paths.fonts(), repository.side_effect, repository.glossary)
    with tempfile.TemporaryDirectory() as home:
        settings = Settings()
        window = MainWindow(settings, Path(home) / "settings.ini", Theme(paths.resources(), "light"))
        window.resize(1024, 768)
        window.show()
        window.open_book(repository, engine, Printing(press, repository, settings, paths.clinic_files()))
        application.processEvents()
        panel = window.search_panel

        def press_key(words: str) -> None:
            """As in use: what the key has changed is painted once, when the events are worked off."""
            panel.box.setText(words)
            application.processEvents()

        prefixes = [question[:end] for question in QUESTIONS for end in range(1, len(question) + 1)]
        painted = [timed(lambda words=words: press_key(words)) for words in prefixes * 5]
        answered = [timed(lambda words=words: engine.search(words)) for words in prefixes * 5]
        panel.box.clear()
        opened = [
            timed(lambda key=key: (window.open_page(key), window.detail_pane.view.viewport().repaint()))
            for key in repository.entries
        ]
        report("key to painted results", painted)
        report("search engine alone", answered)
        report("open and paint a page", opened)
        compare_side_by_side(window)
        drugs = [repository.drug(e.id) for e in repository.entries.values() if e.kind == "drug"]
        first, *pdfs = [
            timed(lambda drug=drug: press.pdf_bytes([Order("patient", (drug,))], repository.edition, Layout()))
            for drug in drugs
        ]
        print(f"{'PDF of a patient sheet, the first one':<44}{first:8.1f} ms")
        report("PDF of a patient sheet, warm", pdfs)
        window.close()


def compare_side_by_side(window: "MainWindow") -> None:
    """Two to four drugs side by side: opened for the first time and again, and put in another order."""
    from PySide6.QtCore import QUrl

    pane = window.detail_pane
    chosen = ("abemaciclib,palbociclib", "abemaciclib,palbociclib,ribociclib", "pembrolizumab,carboplatin,toremifene")
    chosen += ("capecitabine,fam-trastuzumab-deruxtecan,paclitaxel,sacituzumab-govitecan",)

    def opened(address: str) -> float:
        window.show_start()
        return timed(lambda: (window.open_page(address), pane.view.viewport().repaint()))

    report("comparison, the first time", [opened(f"compare:{keys}") for keys in chosen])
    again, ordered = [], []
    for keys in chosen * 5:
        again.append(opened(f"compare:{keys}"))
        for order in ("frequency", "name", "difference"):
            followed = QUrl(f"view:order={order}")
            ordered.append(timed(lambda link=followed: (pane.view.anchorClicked.emit(link), pane.view.repaint())))
    report("comparison, again", again)
    report("comparison in another order", ordered)


def report(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    print(f"{what:<44}{statistics.median(ordered):8.1f} ms median {p99:8.1f} ms p99   ({len(ordered)} times)")


if __name__ == "__main__":
    starts()
    memory()
    keys_and_paper()
    bench_search.main()
