"""The program's entry: the command line. Imports no Qt until a window is wanted."""

import os
import sys


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


def main() -> int:
    _own_libraries_only()
    from mbc_desktop import app

    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
