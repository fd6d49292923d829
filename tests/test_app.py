"""The start of the window: on a database that is whole, and on every kind that is not."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from mbc_desktop import app, paths
from mbc_desktop.data import schema
from mbc_desktop.data.connection import open_read_only
from mbc_desktop.errors import DatabaseError, UserError
from mbc_desktop.ui import dialogs
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.settings import Settings
from mbc_desktop.ui.theme import Theme

NEXT_STEP = "Copy the program to this computer again"


def missing(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    path.write_bytes(b"\x8b\x00not a database\xff" * 4000)


def text(path: Path) -> None:
    path.write_text("<html>The page was not found</html>" * 50, encoding="utf-8")


def truncated(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def one_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])


def header_only(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def broken_inside(path: Path) -> None:
    """The first page stands, all others are overwritten."""
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + os.urandom(16) * ((len(whole) - 4096) // 16))


def changed(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def foreign(path: Path) -> None:
    path.unlink()
    changed(path, "CREATE TABLE patient (name TEXT)")


def newer(path: Path) -> None:
    changed(path, f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")


def older(path: Path) -> None:
    changed(path, f"PRAGMA user_version = {schema.SCHEMA_VERSION - 1}")


def without_a_table(path: Path) -> None:
    changed(path, "DROP TABLE edition")


def without_an_edition(path: Path) -> None:
    changed(path, "DELETE FROM edition")


FAULTS: dict[Callable[[Path], None], str] = {
    missing: "is not there",
    a_folder: "is not there",
    empty: "is not a database of this program",
    garbage: "cannot be read",
    text: "cannot be read",
    truncated: "was cut short",
    one_page: "",
    header_only: "",
    broken_inside: "cannot be read",
    foreign: "is not a database of this program",
    newer: "belongs to a newer program",
    older: "",
    without_a_table: "cannot be read",
    without_an_edition: "holds no edition",
}


@pytest.fixture
def copy(database: Path, tmp_path: Path) -> Path:
    target = tmp_path / "copy.sqlite3"
    target.write_bytes(database.read_bytes())
    return target


@pytest.fixture(params=FAULTS, ids=lambda fault: fault.__name__)
def broken(request: pytest.FixtureRequest, copy: Path) -> tuple[Path, str]:
    """A database with a fault, and what must be said of it."""
    request.param(copy)
    return copy, FAULTS[request.param]


def test_a_broken_database_is_told_in_a_sentence_with_a_next_step(broken: tuple[Path, str]) -> None:
    path, said = broken
    with pytest.raises(DatabaseError) as error:
        open_read_only(path)
    message = str(error.value)
    assert str(path) in message
    assert said in message
    assert NEXT_STEP in message
    assert "\n" not in message
    assert "sqlalche.me" not in message, "no help page of a library"


@pytest.fixture
def started(qtbot, qapp, tmp_path: Path, monkeypatch) -> Callable[[Path], tuple[app._Opener, MainWindow, list[str]]]:
    """Opens the window on a database, as `app.window` does, until the database is open or has been refused."""

    def start(path: Path) -> tuple[app._Opener, MainWindow, list[str]]:
        told: list[str] = []
        monkeypatch.setattr(paths, "database", lambda: path)
        monkeypatch.setattr(dialogs, "tell", lambda _parent, message: told.append(message))
        settings = Settings()
        window = MainWindow(settings, tmp_path / "settings.ini", Theme(paths.resources(), "light"))
        qtbot.addWidget(window)
        opener = app._Opener(window, settings)
        window.shown_first.connect(opener.open)
        with qtbot.waitSignal(window.shown_first):
            window.show()
        return opener, window, told

    yield start
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_window_tells_it_and_ends_with_code_1(broken: tuple[Path, str], started) -> None:
    opener, window, told = started(broken[0])
    assert len(told) == 1
    assert broken[1] in told[0]
    assert NEXT_STEP in told[0]
    assert opener.code == 1
    assert not window.isVisible()


def test_a_whole_database_opens(copy: Path, started) -> None:
    opener, window, told = started(copy)
    assert told == []
    assert opener.code == 0
    assert window.isVisible()
    window.open_page("nausea")
    assert window.detail_pane.page.id == "nausea"


def test_words_typed_before_the_database_was_open_are_answered(copy: Path, started, qtbot, monkeypatch) -> None:
    shown = MainWindow.showEvent

    def type_then_show(window: MainWindow, event: object) -> None:
        shown(window, event)
        window.search_panel.box.setText("nausea")

    monkeypatch.setattr(MainWindow, "showEvent", type_then_show)
    _, window, _ = started(copy)
    assert window.search_panel.model.rowCount() > 0


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from mbc_desktop import app, paths
from mbc_desktop.ui import dialogs, main_window
paths.database = lambda: Path(sys.argv[1])
dialogs.tell = lambda parent, message: print("TOLD", message, flush=True)
if sys.argv[2:]:
    opened = main_window.MainWindow.open_book
    def open_and_close(window, *book):
        opened(window, *book)
        print("OPEN", flush=True)
        QTimer.singleShot(0, window.close)
    main_window.MainWindow.open_book = open_and_close
sys.exit(app.main([]))
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_program_ends_with_code_1_on_a_broken_database(copy: Path) -> None:
    truncated(copy)
    done = run(str(copy))
    assert done.returncode == 1
    assert "TOLD The database" in done.stdout
    assert NEXT_STEP in done.stdout
    assert "Traceback" not in done.stderr


def test_the_program_opens_closes_and_ends_with_code_0(copy: Path) -> None:
    done = run(str(copy), "close")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "OPEN"
    assert "Traceback" not in done.stderr


def test_without_a_screen_a_sentence_is_said_and_the_code_is_1(monkeypatch, capsys) -> None:
    monkeypatch.setattr(app.display, "why_no_window", lambda: "There is no screen.")
    assert app.main([]) == 1
    assert capsys.readouterr().err == "There is no screen.\n"


def test_a_fault_of_ours_is_told_with_its_trace_and_the_users_without(monkeypatch, capsys) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(dialogs, "tell", lambda _parent, message: told.append(("tell", message)))
    monkeypatch.setattr(dialogs, "bug", lambda trace: told.append(("bug", trace)))
    for error in (UserError("The stick was pulled. Put it back."), ZeroDivisionError("division by zero")):
        app._tell_bug(type(error), error, None)
    assert told[0] == ("tell", "The stick was pulled. Put it back.")
    assert told[1][0] == "bug"
    assert "ZeroDivisionError: division by zero" in told[1][1]
    assert "ZeroDivisionError" in capsys.readouterr().err
