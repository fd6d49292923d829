"""The window as app.py builds it, on the built database; after each test nothing of it is left."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication

from mbc_desktop import app, paths
from mbc_desktop.data.connection import open_read_only
from mbc_desktop.search.engine import SearchEngine
from mbc_desktop.summary.sheets import Press
from mbc_desktop.ui import dialogs
from mbc_desktop.ui.html.pages import page_html
from mbc_desktop.ui.html.parts import Shown
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.print_dialog import PrintDialog
from mbc_desktop.ui.printing import Printing
from mbc_desktop.ui.settings import Settings
from mbc_desktop.ui.theme import Theme
from mbc_desktop.ui.theme_colors import read


@dataclass(frozen=True)
class Book:
    """What is opened once, as in the program."""

    repository: object
    engine: SearchEngine
    press: Press


@pytest.fixture(scope="session")
def book(database, repository) -> Book:
    press = Press(paths.resources() / "print", paths.fonts(), repository.side_effect, repository.glossary)
    return Book(repository, SearchEngine(open_read_only(database)), press)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application in the program's own style and typeface."""
    qapp.setStyle("Fusion")
    app._use_font(qapp, paths.fonts())
    return qapp


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """qtbot has closed its widgets by then: what is still visible was forgotten."""
    yield
    forgotten = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    for widget in forgotten:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not forgotten, f"still open: {forgotten}"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(paths.resources(), "light")
    yield made
    made.set_text_size(100)
    made.deleteLater()


@pytest.fixture(params=["light", "dark"])
def either_theme(request: pytest.FixtureRequest, theme: Theme) -> Theme:
    theme.choose(request.param)
    return theme


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "settings.ini"


@pytest.fixture
def open_window(qtbot, book: Book, theme: Theme, settings_file: Path) -> Callable[[], MainWindow]:
    """Opens a window with the settings of the file, as a start of the program does."""

    def opened(file: Path = settings_file) -> MainWindow:
        settings = Settings.load(file)
        theme.choose(settings.theme if file.exists() else "light")
        window = MainWindow(settings, file, theme)
        qtbot.addWidget(window)
        window.resize(1024, 768)
        window.show()
        qtbot.waitUntil(lambda: window._on_screen)
        window.activateWindow()
        window.open_book(
            book.repository, book.engine, Printing(book.press, book.repository, settings, paths.clinic_files())
        )
        return window

    return opened


@pytest.fixture
def window(open_window) -> MainWindow:
    return open_window()


@pytest.fixture
def dialog_of(qtbot, book: Book) -> Callable[..., PrintDialog]:
    """Opens the print dialog of a page, as the window does."""

    def made(key: str = "abemaciclib", settings: Settings | None = None, page: object = None) -> PrintDialog:
        chosen = page or book.repository.page(key)
        dialog = PrintDialog(chosen, book.press, book.repository, settings or Settings(), paths.clinic_files())
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


@pytest.fixture
def no_printer(monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))


@pytest.fixture
def previewed(monkeypatch, tmp_path: Path):
    """What the preview shows, drawn into a PDF file: [(window title, file)]."""
    seen: list[tuple[str, Path]] = []

    def exec_(preview: QPrintPreviewDialog) -> None:
        path = tmp_path / f"preview{len(seen)}.pdf"
        printer = preview.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        preview.paintRequested.emit(printer)
        seen.append((preview.windowTitle(), path))

    monkeypatch.setattr(QPrintPreviewDialog, "exec", exec_)
    return seen


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the program tells in message boxes, which would wait for somebody."""
    messages: list[str] = []
    monkeypatch.setattr(dialogs, "tell", lambda _parent, message: messages.append(message))
    return messages


@pytest.fixture(scope="session")
def html_of(repository) -> dict[str, str]:
    """Every page of the database as HTML, with everything unfolded."""
    colors = read(paths.resources() / "themes" / "light.toml")
    made = {}
    for key in repository.entries:
        page = repository.page(key)
        keys = {"call-now"} | {study.id for study in getattr(page, "studies", ())}
        keys |= {
            d.drug.id for d in (*getattr(page, "drugs", ()), *getattr(page, "composite", ())) if hasattr(d, "drug")
        }
        made[key] = page_html(page, Shown(colors, repository.edition, 150, frozenset(keys)))
    return made
