"""The only place that builds objects and hands them to each other. No Qt is imported until a window is wanted."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mbc_desktop import cli, display, paths
from mbc_desktop.errors import UserError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from mbc_desktop.ui.main_window import MainWindow
    from mbc_desktop.ui.settings import Settings

STARTED = time.perf_counter()


def main(arguments: Sequence[str]) -> int:
    """Run a command, or open the window. Returns the exit code."""
    parsed = cli.parse(arguments)
    if parsed.command is not None:
        return cli.run(parsed, qt_checks)
    if reason := display.why_no_window():
        print(reason, file=sys.stderr)
        return 1
    return window()


def qt_checks() -> dict[str, Callable[[], str]]:
    """What `mbc-desktop check` needs of Qt, imported only then."""
    from mbc_desktop.ui import selfcheck

    return selfcheck.checks(paths.resources(), paths.fonts())


def window() -> int:
    """Open the window, or raise the one that is open; returns when it is closed."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    from mbc_desktop.ui.main_window import MainWindow
    from mbc_desktop.ui.one_window import OneWindow
    from mbc_desktop.ui.settings import Settings
    from mbc_desktop.ui.theme import Theme

    _forget_sources()
    QCoreApplication.setApplicationName("mbc-desktop")
    QCoreApplication.setOrganizationName("mbc-desktop")
    application = QApplication(sys.argv[:1])
    application.setApplicationDisplayName("")
    one = OneWindow(_runtime_folder())
    if not one.is_first():
        return 0
    sys.excepthook = _tell_bug
    application.setStyle("Fusion")
    _use_font(application, paths.fonts())
    settings_file = paths.user_folder() / "settings.ini"
    settings = Settings.load(settings_file)
    theme = Theme(paths.resources(), settings.theme)
    main_window = MainWindow(settings, settings_file, theme)
    one.raise_wanted.connect(main_window.come_up)
    opener = _Opener(main_window, settings)
    main_window.shown_first.connect(opener.open)
    main_window.show()
    code = application.exec()
    return opener.code or code


class _Opener:
    """Opens the database once the window is on the screen: SQLAlchemy costs as much as all the rest of the start."""

    def __init__(self, main_window: "MainWindow", settings: "Settings") -> None:
        self._window = main_window
        self._settings = settings
        self.code = 0

    def open(self) -> None:
        _trace("window-mapped", f"sqlalchemy-imported={'sqlalchemy' in sys.modules}")
        from mbc_desktop.data.connection import open_read_only
        from mbc_desktop.data.repository import Repository
        from mbc_desktop.search.engine import SearchEngine
        from mbc_desktop.summary.sheets import Press
        from mbc_desktop.ui import dialogs
        from mbc_desktop.ui.printing import Printing

        _forget_sources()
        try:
            connection = open_read_only(paths.database())
            repository = Repository(connection)
            engine = SearchEngine(connection)
            press = Press(paths.resources() / "print", paths.fonts(), repository.side_effect, repository.glossary)
            printing = Printing(press, repository, self._settings, paths.clinic_files())
            self._window.open_book(repository, engine, printing)
        except UserError as error:
            dialogs.tell(self._window, str(error))
            self.code = 1
            self._window.close()
            return
        _trace("ready")


def _forget_sources() -> None:
    """PySide reads the source of every module that is imported after it, to see if it uses PySide, and `linecache`
    keeps the lines: 15 MB. A traceback reads what it needs again.
    """
    import linecache

    linecache.clearcache()


def _trace(event: str, more: str = "") -> None:
    """With MBC_DESKTOP_TRACE=1, say when the start reached a point; benchmarks and tests read it."""
    if os.environ.get("MBC_DESKTOP_TRACE") == "1":
        print(f"trace {event} {time.perf_counter() - STARTED:.3f} {more}".rstrip(), file=sys.stderr, flush=True)


def _runtime_folder() -> Path:
    """Where the lock of the one window lies: the user's own, empty after a restart where the system has such."""
    from PySide6.QtCore import QStandardPaths

    places = (QStandardPaths.StandardLocation.RuntimeLocation, QStandardPaths.StandardLocation.TempLocation)
    return Path(next(folder for place in places if (folder := QStandardPaths.writableLocation(place))))


def _use_font(application: "QApplication", folder: Path) -> None:
    """The same face on every machine, so that a bare system shows words and not boxes."""
    from PySide6.QtGui import QFontDatabase

    for path in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    font = application.font()
    font.setFamilies(["Source Sans Pro", font.family()])
    font.setPointSizeF(max(11.0, font.pointSizeF() * 1.1))  # the face is small for its size
    application.setFont(font)


def _tell_bug(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    import traceback

    from mbc_desktop.ui import dialogs

    if isinstance(error, UserError):
        dialogs.tell(None, str(error))
        return
    told = "".join(traceback.format_exception(error))
    print(told, file=sys.stderr)
    dialogs.bug(told)
