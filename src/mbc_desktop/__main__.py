"""The program's entry: the command line. Imports no Qt until a window is wanted."""

import os
import sys
from pathlib import Path


def _own_libraries_only() -> None:
    """Let programs that we start (a PDF viewer) find the system's libraries again, not PyInstaller's copies.

    Ours are mapped by now; see https://github.com/pyinstaller/pyinstaller/issues/6334.
    """
    if getattr(sys, "frozen", False) and "LD_LIBRARY_PATH" in os.environ:
        original = os.environ.get("LD_LIBRARY_PATH_ORIG")
        if original is None:
            del os.environ["LD_LIBRARY_PATH"]
        else:
            os.environ["LD_LIBRARY_PATH"] = original


def _parents_console() -> None:
    """A windowed program has no standard output on Windows; one started from a console writes there."""
    if sys.platform == "win32" and sys.stdout is None:
        import ctypes

        attach_to_parent = -1
        if ctypes.windll.kernel32.AttachConsole(attach_to_parent):
            sys.stdout = Path("CONOUT$").open("w", encoding="utf-8")  # noqa: SIM115  (open as long as the program is)
            sys.stderr = sys.stdout


def main() -> int:
    _own_libraries_only()
    _parents_console()
    from mbc_desktop import app

    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
