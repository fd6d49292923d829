import os
import subprocess
import sys
from pathlib import Path

import pytest

from mbc_desktop.ui.one_window import OneWindow


@pytest.fixture
def start(qapp):
    """Starts of the program; all end with the test, and their locks with them."""
    made: list[OneWindow] = []

    def started(folder: Path) -> OneWindow:
        made.append(OneWindow(folder))
        return made[-1]

    yield started
    for one in made:
        one.deleteLater()
        one._lock.unlock()


def test_a_second_start_raises_the_first_and_ends(qtbot, start, tmp_path: Path):
    first, second = start(tmp_path), start(tmp_path)
    assert first.is_first()
    with qtbot.waitSignal(first.raise_wanted):
        assert not second.is_first()


def test_every_further_start_raises_the_first_again(qtbot, start, tmp_path: Path):
    first = start(tmp_path)
    assert first.is_first()
    for _ in range(3):
        with qtbot.waitSignal(first.raise_wanted):
            assert not start(tmp_path).is_first()


def test_the_first_start_raises_nothing(qtbot, start, tmp_path: Path):
    (tmp_path / "mbc-desktop.raise").write_text("123", encoding="ascii")
    first = start(tmp_path)
    with qtbot.assertNotEmitted(first.raise_wanted, wait=50):
        assert first.is_first()


def test_when_the_first_has_ended_the_next_opens(start, tmp_path: Path):
    first = start(tmp_path)
    assert first.is_first()
    first._lock.unlock()
    assert start(tmp_path).is_first()


def test_a_lock_left_by_a_crash_is_no_hindrance(start, tmp_path: Path):
    script = (
        "import os, sys; from pathlib import Path; from mbc_desktop.ui.one_window import OneWindow\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "a = QCoreApplication([]); one = OneWindow(Path(sys.argv[1])); assert one.is_first(); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert done.returncode == 9
    assert (tmp_path / "mbc-desktop.lock").exists()
    assert start(tmp_path).is_first()


def test_a_window_open_since_yesterday_is_still_the_one(qtbot, start, tmp_path: Path):
    first = start(tmp_path)
    assert first.is_first()
    yesterday = (tmp_path / "mbc-desktop.lock").stat().st_mtime - 86_400
    os.utime(tmp_path / "mbc-desktop.lock", (yesterday, yesterday))
    with qtbot.waitSignal(first.raise_wanted):
        assert not start(tmp_path).is_first()


def test_without_a_folder_for_the_lock_the_window_opens(start, tmp_path: Path):
    assert start(tmp_path / "not there").is_first()


def test_a_word_that_cannot_be_left_opens_a_second_window(start, tmp_path: Path):
    (tmp_path / "mbc-desktop.raise").mkdir()
    first, second = start(tmp_path), start(tmp_path)
    assert first.is_first()
    assert second.is_first(), "better two windows than none"
