"""Set the project up where that is still to be done, then start what was asked for.

    python3 tools/bootstrap.py setup|run|test|bench|app|check [ARGUMENTS...]

`Makefile` and `make.bat` call this, with the Python that is there; it needs the standard library and nothing else.
Set up means: the libraries and programs that pip cannot bring (Linux; installed through apt-get for root, named in
one line for anybody else), `.venv` as `requirements.lock` says, and `db/mbc.sqlite3` as new as the content.
"""

from __future__ import annotations  # an older Python must get far enough to be told so

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "set-up-from"
DATABASE = ROOT / "db" / "mbc.sqlite3"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

VENV_PACKAGE = f"python3.{sys.version_info.minor}-venv"

#: What each command starts in the environment. "check" is several programs.
COMMANDS: dict[str, list[list[str]]] = {
    "setup": [],
    "run": [["-m", "mbc_desktop"]],
    "test": [["-m", "pytest"]],
    "bench": [["-m", "tests.bench"]],
    "app": [["-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", "build.spec"]],
    "check": [["-m", "ruff", "check"], ["-m", "ruff", "format", "--check"], ["-m", "mypy"]],
}

#: Shared libraries that Qt's wheel leaves to the system -> Debian's package. Without the first group no module of
#: Qt can be imported at all; without the second there is no window on X11 or Wayland, and no printers.
IMPORT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libzstd.so.1": "libzstd1",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
}
#: Programs -> Debian's package. The tests look at windows and PDF files with the first three, PyInstaller and its tests
#: at libraries with the others.
PROGRAMS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "pdfinfo": "poppler-utils",
    "objdump": "binutils",
    "ldd": "libc-bin",
}


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def shared_python() -> bool:
    """Whether libpython is there as a shared library, which a PyInstaller program carries instead of an interpreter.

    It is looked for where PyInstaller looks; Debian links its own interpreter to none and packages the library apart.
    """
    name = sysconfig.get_config_var("INSTSONAME") or ""
    if ".so" not in name:
        name = f"libpython3.{sys.version_info.minor}.so.1.0"
    libdir, multiarch = (sysconfig.get_config_var(key) or "" for key in ("LIBDIR", "MULTIARCH"))
    places = (Path(libdir), Path(libdir) / multiarch, Path(sys.base_prefix), Path(sys.base_prefix) / "lib")
    return any((place / name).exists() for place in places)


def missing_packages(command: str) -> list[str]:
    """Debian's names of the system packages that `command` would use and that are not there. Linux only."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = IMPORT_LIBRARIES | WINDOW_LIBRARIES
    packages = {package for library, package in libraries.items() if not can_load(library)}
    programs = {"run": set(), "check": set(), "app": {"objdump", "ldd"}}.get(command, set(PROGRAMS))
    packages |= {PROGRAMS[program] for program in programs if shutil.which(program) is None}
    if command not in ("run", "check") and not shared_python():
        packages.add(f"libpython3.{sys.version_info.minor}")
    if importlib.util.find_spec("ensurepip") is None and not environment_works():
        packages.add(VENV_PACKAGE)  # a bare Debian's Python cannot make environments
    return sorted(packages)


def install_packages(packages: Sequence[str]) -> None:
    """Install system packages if we are root and have apt-get; otherwise do nothing."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    say(f"installing system packages: {' '.join(packages)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # Standard output is pytest's, which has to have the last word there.
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *arguments], env=environment, capture_output=True, text=True, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if done.returncode:
            say(f"apt-get {arguments[0]} failed: {(done.stderr or done.stdout).strip()}")


def name_packages(packages: Sequence[str]) -> None:
    """Say in one line what is missing and how to install it."""
    names = " ".join(packages)
    if shutil.which("apt-get"):
        say(f"missing system packages; install them with: sudo apt-get install --no-install-recommends {names}")
    else:
        say(f"missing system packages, by the names that Debian gives them: {names}")
    library = f"libpython3.{sys.version_info.minor}"
    if library in packages and not Path(sys.base_prefix).samefile("/usr"):
        say(
            f"{sys.base_prefix} was built without {library}.so, so `make app` needs another Python: rebuild it with "
            "--enable-shared (pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install), or use the system's"
        )


def can_go_on(command: str, missing: Sequence[str]) -> bool:
    """Whether `command` makes sense without these packages: tests are skipped, a window is no longer possible."""
    if VENV_PACKAGE in missing:
        return False
    if command == "app":
        return not missing
    if command in ("run", "bench"):
        return not set(missing) & set(IMPORT_LIBRARIES.values())
    return True


def wanted_environment() -> str:
    """What `.venv` was made from: the lock file, what pip installs of the project itself, and the interpreter."""
    import tomllib

    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    digest.update(repr((project["project"], project["build-system"], project["tool"]["setuptools"])).encode())
    digest.update(repr((str(ROOT), base_python(), sys.version_info[:3])).encode())
    return digest.hexdigest()


def base_python() -> str:
    """The interpreter under the environment, also when this runs inside one."""
    return os.path.realpath(getattr(sys, "_base_executable", "") or sys.executable)


def environment_works() -> bool:
    """Whether `.venv` holds this very version of Python, so that packages can be installed into it as it is."""
    report = "import sys; print(sys.version_info[:2] if sys.prefix != sys.base_prefix else '')"
    try:
        done = subprocess.run([PYTHON, "-c", report], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.stdout.strip() == str(sys.version_info[:2])


def make_environment(wanted: str) -> None:
    """Create or renew `.venv` as the lock file says."""
    say("setting up .venv (about a minute the first time)")
    STAMP.unlink(missing_ok=True)
    if not environment_works():
        run([base_python(), "-m", "venv", "--clear", str(VENV)])
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    run([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(ROOT / "requirements.lock")])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    STAMP.write_text(wanted + "\n", encoding="ascii")


def database_inputs() -> Iterator[Path]:
    """Every file that decides what is in the database, and every folder of content (a file taken away shows there)."""
    content = ROOT / "db" / "content"
    yield content
    yield from content.rglob("*")
    yield from (ROOT / "db").glob("*.py")
    for package in ("data", "search"):
        yield from (ROOT / "src" / "mbc_desktop" / package).glob("*.py")


def make_database() -> None:
    """Compile the content if it is newer than the database."""
    newest = max(path.stat().st_mtime for path in database_inputs())
    if DATABASE.exists() and DATABASE.stat().st_mtime >= newest:
        return
    say("compiling db/content into db/mbc.sqlite3")
    run([str(PYTHON), "-m", "db.build"])
    os.utime(DATABASE)


def say(sentence: str) -> None:
    print(f"setup: {sentence}", file=sys.stderr, flush=True)


def run(command: Sequence[str]) -> None:
    """Run a step of the set-up; end with its exit code if it fails. What it says goes to standard error."""
    done = subprocess.run(command, cwd=ROOT, stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        say(f"this failed: {' '.join(command)}")
        raise SystemExit(done.returncode)


def set_up(command: str) -> None:
    """Bring packages, environment and database to where `command` needs them."""
    wanted = wanted_environment()
    stale = not STAMP.exists() or STAMP.read_text(encoding="ascii").strip() != wanted
    missing = missing_packages(command)
    if missing:
        install_packages(missing)
        missing = missing_packages(command)
    if missing:
        name_packages(missing)
        if not can_go_on(command, missing):
            raise SystemExit(1)
    if stale:
        make_environment(wanted)
    if command != "check":
        make_database()


def programs(command: str, arguments: Sequence[str]) -> list[list[str]]:
    """The command lines of `command`; the last one is given the arguments."""
    lines = [[str(PYTHON), *line] for line in COMMANDS[command]]
    if command == "test" and sys.platform.startswith("linux") and not all(map(can_load, IMPORT_LIBRARIES)):
        lines[-1] += ["-p", "no:pytest-qt", "-p", "tools.skip_qt"]
    if lines:
        lines[-1] += arguments
    return lines


def main() -> int:
    """Set up, then become the program that was asked for."""
    command, *arguments = sys.argv[1:] or ["setup"]
    if command not in COMMANDS:
        say(f"unknown command {command!r}; one of: {' '.join(COMMANDS)}")
        return 2
    set_up(command)
    os.chdir(ROOT)
    if command == "app":
        # The same bytes for the same sources: no random order of sets, no time of day.
        os.environ |= {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1767225600"}
    lines = programs(command, arguments)
    for position, line in enumerate(lines, start=1):
        if position == len(lines) and not WINDOWS:
            os.execv(line[0], line)  # noqa: S606  (signals reach the program itself, and its exit code is ours)
        code = subprocess.run(line, check=False).returncode
        if code:
            return code
    return 0


def newer_python() -> str | None:
    """A Python that is new enough, if the one that runs this is not."""
    names = (f"python3.{minor}" for minor in range(11, 20))
    return next((path for path in map(shutil.which, names) if path), None)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  (whatever Python the machine has starts this file)
        found = newer_python()
        if not found:
            sys.exit("setup: Python 3.11 or newer is needed; this is " + sys.version.split()[0])
        sys.exit(subprocess.call([found, *sys.argv]))
    sys.exit(main())
