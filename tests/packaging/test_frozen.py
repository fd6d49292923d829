"""The programs that `make app` builds, run as they are: a frozen build fails quietly when nobody runs it."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.packaging.x11 import ask_to_close

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
SUFFIX = ".exe" if sys.platform == "win32" else ""
PROGRAMS = {
    "single": DIST / f"mbc-desktop{SUFFIX}",
    "folder": DIST / "mbc-desktop-folder" / f"mbc-desktop{SUFFIX}",
}
#: What is shipped is copied from these; a program older than any of them is built again.
INPUTS = ("src/mbc_desktop", "resources", "db/mbc.sqlite3", "build.spec", "requirements.lock")
SIZE_BUDGET = 85_000_000
WINDOW_NAME = "MBC|[Bb]reast [Cc]ancer"
#: The only lines that a program may write to standard error, each with its reason.
EXPECTED_ON_STDERR = [
    r"^trace [a-z-]+ \d+\.\d+( [a-z-]+=\w+)*$",  # asked for with MBC_DESKTOP_TRACE=1
    r"^Fontconfig (warning|error): ",  # /etc/fonts of a system newer or older than the library that is shipped
]

pytestmark = [
    pytest.mark.frozen,
    pytest.mark.timeout(900),  # the first test waits for the build
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb is Linux's; elsewhere run the programs"),
]


def newest(path: Path) -> float:
    """When a file, or the newest file in a folder, was last written."""
    files = [path, *path.rglob("*")] if path.is_dir() else [path]
    return max(file.stat().st_mtime for file in files if "__pycache__" not in file.parts and file.suffix != ".pyc")


def up_to_date() -> bool:
    if not all(program.exists() for program in PROGRAMS.values()):
        return False
    built = min(program.stat().st_mtime for program in PROGRAMS.values())
    return built >= max(newest(ROOT / name) for name in INPUTS)


@pytest.fixture(scope="session")
def programs() -> dict[str, Path]:
    """Both programs, built if they are missing or older than what they are made from."""
    from tools.bootstrap import missing_packages

    if missing_packages("app"):
        reason = "PROGRAMS NOT BUILT: system packages are missing (`make setup` names them)"
        if os.environ.get("CI"):
            pytest.fail(reason)  # CI has to run them
        pytest.skip(reason)
    if not up_to_date():
        command = [sys.executable, str(ROOT / "tools" / "bootstrap.py"), "app"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stdout + done.stderr
    return PROGRAMS


@pytest.fixture(params=["single", "folder"])
def program(request, programs) -> Path:
    return programs[request.param]


def environment(home: Path, **more: str) -> dict[str, str]:
    """A user's surroundings: nothing of the development environment, settings in a folder of their own."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "TMPDIR") if key in os.environ}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    return kept | {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)} | more


def unexpected(stderr: str) -> list[str]:
    return [line for line in stderr.splitlines() if not any(re.search(known, line) for known in EXPECTED_ON_STDERR)]


@dataclass
class Window:
    """A program that has shown its window and was ended by closing it."""

    stderr: str
    exit_code: int
    seconds: float


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A private X server; its number is one that nobody uses."""
    missing = [program for program in ("Xvfb", "xdotool") if shutil.which(program) is None]
    if missing:
        pytest.skip(f"WINDOWS NOT TESTED: {', '.join(missing)} missing (`make setup` names the packages)")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(10)


def window_ids(display: str) -> list[str]:
    """The visible windows with the program's name."""
    command = ["xdotool", "search", "--onlyvisible", "--name", WINDOW_NAME]
    done = subprocess.run(command, env=os.environ | {"DISPLAY": display}, capture_output=True, text=True, check=False)
    return done.stdout.split()


@pytest.fixture
def show_window(display, tmp_path) -> Callable[[Path], Window]:
    """Start a program on the private X server, wait for its window and its readiness, close it, report."""

    def show(program: Path) -> Window:
        surroundings = environment(tmp_path, DISPLAY=display, QT_QPA_PLATFORM="xcb", MBC_DESKTOP_TRACE="1")
        errors = tmp_path / "stderr"
        assert not window_ids(display)
        started = time.monotonic()
        with errors.open("wb") as stderr:
            process = subprocess.Popen(
                [program], env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr,
                start_new_session=True,
            )  # fmt: skip
        try:
            shown = None
            while process.poll() is None and time.monotonic() - started < 60:
                if shown is None and window_ids(display):
                    shown = time.monotonic() - started
                if shown is not None and "trace ready" in errors.read_text(encoding="utf-8"):
                    break
                time.sleep(0.02)
            assert shown is not None, f"no window: {errors.read_text(encoding='utf-8')}"
            assert process.poll() is None, f"it ended by itself: {errors.read_text(encoding='utf-8')}"
            for window in window_ids(display):
                ask_to_close(display, int(window))
            exit_code = process.wait(20)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return Window(errors.read_text(encoding="utf-8"), exit_code, shown)

    return show


def test_version(program, tmp_path):
    from mbc_desktop import __version__

    done = subprocess.run(
        [program, "--version"], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert (done.returncode, unexpected(done.stderr)) == (0, [])
    assert __version__ in done.stdout


def test_check_passes(program, tmp_path):
    done = subprocess.run([program, "check"], env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert unexpected(done.stderr) == []


def test_window_under_xcb(program, show_window):
    window = show_window(program)
    assert unexpected(window.stderr) == []
    assert window.exit_code == 0


def test_window_comes_before_sqlalchemy(programs, show_window):
    window = show_window(programs["folder"])
    assert re.search(r"^trace window-mapped \d+\.\d+ sqlalchemy-imported=False$", window.stderr, re.MULTILINE)


def test_unpacked_files_are_removed(programs, tmp_path):
    """Also Typst's library, which is unpacked after the start (tools/unpack_typst.py)."""
    place = tmp_path / "unpacked"
    place.mkdir()
    surroundings = environment(tmp_path, TMPDIR=str(place))
    subprocess.run([programs["single"], "check"], env=surroundings, capture_output=True, check=False)
    assert list(place.iterdir()) == []


def test_single_file_is_within_its_budget(programs):
    assert programs["single"].stat().st_size <= SIZE_BUDGET


@pytest.fixture(scope="module")
def files(programs) -> list[str]:
    """Every file of the one-folder program; the single file is packed from the same lists."""
    inside = programs["folder"].parent / "_internal"
    return [path.relative_to(inside).as_posix() for path in inside.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "needed",
    [
        "libxcb-cursor.so.0",  # absent on minimal systems; without it Qt aborts
        "libcups.so.2",  # printers
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",  # dark mode, native dialogs
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/QtDBus.abi3.so",
        "db/mbc.sqlite3",
        "fonts/SourceSansPro-Regular.ttf",
        "fonts/SourceSansPro-Bold.ttf",
        "fonts/LICENSE.txt",
    ],
)
def test_file_is_there(files, needed):
    assert needed in files


def test_every_resource_is_there(files):
    resources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert resources <= set(files)


def test_nothing_goes_online(files):
    assert [name for name in files if re.search(r"Network|libssl|libcrypto|/tls/|_ssl\.", name)] == []


def test_nothing_that_stays_needs_something_that_was_cut(programs):
    """A library cut by mistake shows here, and otherwise only on a system that has no copy of its own."""
    inside = programs["folder"].parent / "_internal"
    present = {path.name for path in inside.rglob("*")}
    needed: dict[str, set[str]] = {}
    for path in inside.rglob("*"):
        if path.is_file() and path.read_bytes().startswith(b"\x7fELF"):
            report = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
            for library in re.findall(r"^\s+NEEDED\s+(\S+)", report, re.MULTILINE):
                needed.setdefault(library, set()).add(path.name)
    # What PyInstaller leaves to the system on purpose: C library, graphics driver, X11's and Wayland's wire libraries.
    system = (
        r"^(ld-linux.*|lib(c|m|dl|pthread|rt|resolv|util|nsl|crypt|GL|EGL|GLX|GLdispatch|xcb|wayland-\w+|gcc_s))\.so"
    )
    absent = {
        library: users for library, users in needed.items() if library not in present and not re.match(system, library)
    }
    assert not absent
