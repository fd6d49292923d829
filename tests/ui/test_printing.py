"""What preview, printer and PDF get, and that the window prints the page that it shows."""

import re
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMarginsF, Qt, QTimer
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from mbc_desktop.summary.orders import orders
from mbc_desktop.summary.sheets import Layout
from mbc_desktop.ui import printer
from mbc_desktop.ui.html.pages import title_of
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.print_dialog import PrintDialog
from mbc_desktop.ui.settings import Settings


def strokes(page: pikepdf.Page) -> int:
    """How many shapes and letters a page of a PDF draws."""
    return len(re.findall(rb"(?m)(?:^|\s)(?:f\*?|S|B\*?|Tj|TJ)$", page.obj["/Contents"].read_bytes()))


@pytest.mark.parametrize(("paper", "points"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_preview_draws_every_page_as_large_as_the_paper(dialog_of, previewed, no_printer, paper, points):
    dialog = dialog_of(settings=Settings(paper=paper))
    pages = int(dialog.said.text().split()[0])
    dialog.preview()
    ((_, path),) = previewed
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == pages > 1
        for page in pdf.pages:
            box = tuple(float(edge) for edge in page.mediabox)
            assert box[2:] == pytest.approx(points, abs=2)
            assert strokes(page) > 50, "a page without ink"


@pytest.mark.parametrize("key", ["chemotherapy", "diarrhea", "overview"])
def test_every_kind_of_page_has_ink_on_every_sheet(dialog_of, previewed, no_printer, key: str):
    dialog_of(key).preview()
    with pikepdf.open(previewed[0][1]) as pdf:
        assert all(strokes(page) > 20 for page in pdf.pages)


def test_on_other_paper_nothing_is_cut_off(dialog_of, tmp_path: Path, book, monkeypatch):
    """Somebody chooses A5 in the preview: the page is drawn smaller, and keeps its shape."""
    pages = book.press.svg_pages(
        orders("side-effect", [book.repository.page("diarrhea")]), book.repository.edition, Layout(12, "a4")
    )
    target = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "a5.pdf"))
    wide = QPageLayout(QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0))
    target.setPageLayout(wide)
    target.setFullPage(True)
    modes = []
    render = QSvgRenderer.render

    def noted(renderer: QSvgRenderer, *where: object) -> None:
        modes.append(renderer.aspectRatioMode())
        render(renderer, *where)

    monkeypatch.setattr(QSvgRenderer, "render", noted)
    printer.draw(pages, target)
    assert set(modes) == {Qt.AspectRatioMode.KeepAspectRatio}
    with pikepdf.open(tmp_path / "a5.pdf") as pdf:
        assert len(pdf.pages) == len(pages)
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(595, abs=2)


@pytest.fixture
def target(tmp_path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "job.pdf"))
    return made


def unreachable(monkeypatch) -> None:
    monkeypatch.setattr(QPainter, "begin", lambda *_: False)


def gone_in_mid_job(monkeypatch) -> None:
    monkeypatch.setattr(QPrinter, "newPage", lambda *_: False)


def aborted(monkeypatch) -> None:
    monkeypatch.setattr(QPrinter, "printerState", lambda *_: QPrinter.PrinterState.Aborted)


def in_error(monkeypatch) -> None:
    monkeypatch.setattr(QPrinter, "printerState", lambda *_: QPrinter.PrinterState.Error)


@pytest.mark.usefixtures("no_printer")
@pytest.mark.parametrize("fault", [unreachable, gone_in_mid_job, aborted, in_error])
def test_a_printer_that_is_gone_is_told_and_the_dialog_stays(dialog_of, told, monkeypatch, fault, target):
    def printed(preview: QPrintPreviewDialog) -> None:
        preview.paintRequested.emit(target)

    monkeypatch.setattr(QPrintPreviewDialog, "exec", printed)
    dialog = dialog_of()
    before = dialog.orders_chosen(), dialog.layout_chosen(), dialog.said.text()
    with monkeypatch.context() as broken:
        fault(broken)
        dialog.preview()
    assert told == [printer.GONE]
    assert dialog.isVisible()
    assert (dialog.orders_chosen(), dialog.layout_chosen(), dialog.said.text()) == before
    dialog.preview()
    assert told == [printer.GONE], "it works again"


@pytest.mark.parametrize(
    ("name", "file", "native", "paper"),
    [
        ("HP LaserJet P2055dn", "", True, True),
        ("Ward 3", "", True, True),
        ("HP LaserJet P2055dn", "", False, False),
        ("HP LaserJet P2055dn", "/tmp/print.ps", True, False),  # noqa: S108
        ("Microsoft Print to PDF", "", True, False),
        ("Microsoft XPS Document Writer", "", True, False),
        ("OneNote (Desktop)", "", True, False),
        ("Cups-PDF", "", True, False),
        ("Fax", "", True, False),
    ],
)
def test_what_is_paper_and_what_is_a_file(name: str, file: str, native: bool, paper: bool):  # noqa: FBT001
    form = QPrinter.OutputFormat.NativeFormat if native else QPrinter.OutputFormat.PdfFormat
    asked = SimpleNamespace(outputFormat=lambda: form, outputFileName=lambda: file, printerName=lambda: name)
    assert printer.onto_paper(asked) is paper


def test_without_a_printer_the_preview_says_what_printing_does(dialog_of, previewed, no_printer):
    dialog_of().preview()
    assert "no printer is set up" in previewed[0][0]
    assert "PDF" in previewed[0][0]


def test_with_a_printer_the_preview_says_only_what_it_shows(dialog_of, previewed, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Ward 3"]))
    dialog_of().preview()
    assert previewed[0][0] == "Print abemaciclib"


def test_no_printer_is_asked_for_before_somebody_prints(dialog_of, monkeypatch):
    def made(*_):
        raise AssertionError("QPrinter asks the printing system, which can take seconds")

    monkeypatch.setattr(printer, "QPrinter", made)
    dialog = dialog_of()
    dialog.size_box.setCurrentIndex(1)


def test_the_real_preview_opens_and_closes(dialog_of, qtbot, no_printer):
    dialog = dialog_of()
    seen = []

    def close() -> None:
        top = QApplication.activeModalWidget()
        seen.append(type(top).__name__)
        top.reject()

    QTimer.singleShot(300, close)
    dialog.preview()
    assert seen == ["QPrintPreviewDialog"]
    assert dialog.isVisible()


def test_printing_leaves_no_waiting_cursor(dialog_of, qapp):
    dialog_of()
    assert qapp.overrideCursor() is None


# From the window


@dataclass(frozen=True)
class Printed:
    page: object
    title: str
    pdf_title: str


@pytest.fixture
def printed(monkeypatch, tmp_path: Path) -> list[Printed]:
    """What the dialogs that the window opens would print."""
    opened: list[Printed] = []

    def exec_(dialog: PrintDialog) -> None:
        path = tmp_path / f"{len(opened)}.pdf"
        dialog.save(path)
        with pikepdf.open(path) as pdf:
            opened.append(Printed(dialog._page, dialog.windowTitle(), str(pdf.docinfo["/Title"])))

    monkeypatch.setattr(PrintDialog, "exec", exec_)
    return opened


def test_what_is_printed_is_the_page_on_the_screen(qtbot, window: MainWindow, printed):
    for key in ("abemaciclib", "ribociclib", "diarrhea", "targeted-therapy", "overview"):
        window.open_page(key)
        qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert printed[-1].page is window.detail_pane.page
        title = title_of(window.detail_pane.page)
        assert printed[-1].title == f"Print {title}"
        assert printed[-1].pdf_title.casefold() == title.casefold()
        assert window.detail_pane.view.toPlainText().startswith(title)
    assert len(printed) == 5


def test_a_selection_that_the_page_has_not_followed_yet_is_not_printed(qtbot, window: MainWindow, printed):
    window.open_page("palbociclib")
    qtbot.keyClicks(window.search_panel.box, "ribociclib")
    qtbot.keyClick(window.search_panel.box, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed[0].page is window.detail_pane.page
    assert printed[0].title == f"Print {window.detail_pane.page.name}"


def test_after_going_back_the_page_that_is_shown_is_printed(qtbot, window: MainWindow, printed):
    window.open_page("abemaciclib")
    window.open_page("nausea")
    window.go_back()
    window.menus.print.trigger()
    assert printed[0].page.id == "abemaciclib"


def test_nothing_of_a_dialog_is_left_when_it_is_closed(qtbot, window: MainWindow, printed):
    window.open_page("abemaciclib")
    window.print_page()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(PrintDialog) == []


def test_the_start_page_has_no_sheet(qtbot, window: MainWindow, printed):
    assert not window.menus.print.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window.print_page()
    assert printed == []
    window.open_page("nausea")
    assert window.menus.print.isEnabled()
    window.show_start()
    assert not window.menus.print.isEnabled()
