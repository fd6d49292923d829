import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMarginsF, Qt, QTimer
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog, QFormLayout

from mbc_desktop.errors import OutputError
from mbc_desktop.summary.orders import orders
from mbc_desktop.summary.sheets import Layout
from mbc_desktop.ui import printing
from mbc_desktop.ui.html.pages import title_of
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.printing import PrintDialog
from mbc_desktop.ui.settings import Settings


@pytest.fixture
def dialog_of(qtbot, book):
    def made(key: str = "abemaciclib", settings: Settings | None = None) -> PrintDialog:
        dialog = PrintDialog(book.repository.page(key), book.repository.edition, book.press, settings or Settings())
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


def strokes(page: pikepdf.Page) -> int:
    """How many shapes and letters a page of a PDF draws."""
    return len(re.findall(rb"(?m)(?:^|\s)(?:f\*?|S|B\*?|Tj|TJ)$", page.obj["/Contents"].read_bytes()))


def test_the_number_of_pages_is_said_first_and_follows_the_choices(dialog_of, book):
    dialog = dialog_of()
    for sheet in range(dialog.sheet.count()):
        dialog.sheet.setCurrentIndex(sheet)
        for size in (0, dialog.size_box.count() - 1):
            dialog.size_box.setCurrentIndex(size)
            layout = dialog.layout_chosen()
            pages = len(book.press.svg_pages(dialog.orders_chosen(), book.repository.edition, layout))
            assert dialog.said.text() == ("1 page" if pages == 1 else f"{pages} pages")
    dialog.size_box.setCurrentIndex(0)
    few = int(dialog.said.text().split()[0])
    dialog.size_box.setCurrentIndex(dialog.size_box.count() - 1)
    assert int(dialog.said.text().split()[0]) > few


def test_it_opens_with_what_was_chosen_last(dialog_of):
    settings = Settings(sheet="staff", sheet_size=16, paper="letter")
    dialog = dialog_of(settings=settings)
    assert dialog.layout_chosen() == Layout(16, "letter")
    assert [order.kind for order in dialog.orders_chosen()] == ["staff"]
    dialog.paper.setCurrentIndex(dialog.paper.findData("a4"))
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(20))
    assert (settings.sheet, settings.sheet_size, settings.paper) == ("staff", 20, "a4")


def test_pages_with_one_sheet_ask_for_none(dialog_of):
    for key, asked in (("abemaciclib", True), ("chemotherapy", True), ("diarrhea", False), ("overview", False)):
        dialog = dialog_of(key)
        form = dialog.findChild(QFormLayout)
        assert (form.labelForField(dialog.sheet) is not None) == asked, key
        assert dialog.sheet.isVisible() == asked, key
        assert dialog.said.text().split()[0].isdigit()


def test_a_page_is_saved_as_pdf(dialog_of, tmp_path: Path, told):
    dialog = dialog_of()
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(16))
    pages = int(dialog.said.text().split()[0])
    path = tmp_path / "sheet.pdf"
    dialog.save(path)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == pages
    assert dialog.said.text() == f"Saved: {path}"
    assert told == []


def test_a_name_is_suggested_and_escape_saves_nothing(dialog_of, qtbot, tmp_path: Path, monkeypatch):
    asked: list[str] = []
    answers = [("", ""), (str(tmp_path / "mine.pdf"), "PDF (*.pdf)")]

    def ask(_parent, _title, suggested, _filter):
        asked.append(suggested)
        return answers[len(asked) - 1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(ask))
    dialog = dialog_of()
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert Path(asked[0]).name == "abemaciclib-patient.pdf"
    assert not list(tmp_path.glob("*.pdf"))
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("where", ["no folder/a.pdf", "in the way/a.pdf", "folder"])
def test_a_place_that_cannot_be_written_is_told_and_the_dialog_stays(dialog_of, told, tmp_path: Path, where: str):
    (tmp_path / "in the way").write_text("a file", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    dialog = dialog_of()
    before = dialog.said.text()
    dialog.save(tmp_path / where)
    (message,) = told
    assert any(step in message for step in ("choose another", "Give the name of a file")), message
    assert str(tmp_path) in message
    assert dialog.isVisible()
    assert dialog.said.text() == before
    dialog.save(tmp_path / "works.pdf")
    assert (tmp_path / "works.pdf").exists()


def test_a_sheet_that_cannot_be_made_is_told(dialog_of, told, monkeypatch, book, no_printer):
    dialog = dialog_of()

    def broken(*_):
        raise OutputError("The sheet cannot be made. Try another size.")

    monkeypatch.setattr(book.press, "svg_pages", broken)
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(20))
    assert dialog.said.text() == "The sheet cannot be made. Try another size."
    dialog.preview()
    assert told == ["The sheet cannot be made. Try another size."]
    assert dialog.isVisible()


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
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a5.pdf"))
    wide = QPageLayout(QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0))
    printer.setPageLayout(wide)
    printer.setFullPage(True)
    modes = []
    render = QSvgRenderer.render

    def noted(renderer: QSvgRenderer, *where: object) -> None:
        modes.append(renderer.aspectRatioMode())
        render(renderer, *where)

    monkeypatch.setattr(QSvgRenderer, "render", noted)
    printing.draw(pages, printer)
    assert set(modes) == {Qt.AspectRatioMode.KeepAspectRatio}
    with pikepdf.open(tmp_path / "a5.pdf") as pdf:
        assert len(pdf.pages) == len(pages)
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(595, abs=2)


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

    monkeypatch.setattr(printing, "QPrinter", made)
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
    window.print_action.trigger()
    assert printed[0].page.id == "abemaciclib"


def test_nothing_of_a_dialog_is_left_when_it_is_closed(qtbot, window: MainWindow, printed):
    window.open_page("abemaciclib")
    window.print_page()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(PrintDialog) == []


def test_the_start_page_has_no_sheet(qtbot, window: MainWindow, printed):
    assert not window.print_action.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window.print_page()
    assert printed == []
    window.open_page("nausea")
    assert window.print_action.isEnabled()
    window.show_start()
    assert not window.print_action.isEnabled()
