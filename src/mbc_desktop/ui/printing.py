"""Paper: which sheet, preview, printer, PDF. One layout for all three, made without Qt and drawn here as vectors."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QStandardPaths, Qt
from PySide6.QtGui import QIcon, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from mbc_desktop.data.records import Drug, Edition, Treatment
from mbc_desktop.errors import UserError
from mbc_desktop.summary.orders import Order, Printed, kinds_of
from mbc_desktop.summary.sheets import Layout, Size
from mbc_desktop.ui import dialogs
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.html.pages import title_of
from mbc_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from mbc_desktop.summary.sheets import Press

SHEET_WORDS = {"patient": "Patient sheet, plain words", "staff": "Staff summary, with numbers and sources"}
PAPER_WORDS = {"a4": "A4", "letter": "Letter"}
PAGE_SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


class Printing:
    """Opens the print dialog for a page. What makes the sheets is handed in, so that this knows no Typst."""

    def __init__(self, press: "Press", edition: Edition, settings: Settings) -> None:
        self._press = press
        self._edition = edition
        self._settings = settings

    def open(self, page: Printed, parent: QWidget) -> None:
        """Ask what to print of this page, and do it."""
        dialog = PrintDialog(page, self._edition, self._press, self._settings, parent)
        dialog.exec()
        dialog.deleteLater()  # it holds the pages


class PrintDialog(QDialog):
    """Sheet, text size and paper; then preview and print, or save as PDF. The number of pages is said first."""

    def __init__(
        self, page: Printed, edition: Edition, press: "Press", settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._edition = edition
        self._press = press
        self._settings = settings
        self._made: tuple[tuple[list[Order], Layout], Sequence[str]] | None = None
        self.setWindowTitle(f"Print {title_of(page)}")
        self.sheet, self.size_box, self.paper = QComboBox(), QComboBox(), QComboBox()
        for sheet, words in SHEET_WORDS.items():
            self.sheet.addItem(words, sheet)
        for size in get_args(Size):
            self.size_box.addItem(f"{size} points" + (", large print" if size >= 16 else ""), size)
        for paper, words in PAPER_WORDS.items():
            self.paper.addItem(words, paper)
        chosen = ((self.sheet, settings.sheet), (self.size_box, settings.sheet_size), (self.paper, settings.paper))
        for box, value in chosen:
            box.setCurrentIndex(max(0, box.findData(value)))
        form = QFormLayout()
        if isinstance(page, Drug | Treatment):  # other pages have one sheet
            form.addRow("&Sheet:", self.sheet)
        form.addRow("Text si&ze:", self.size_box)
        form.addRow("&Paper:", self.paper)
        name(self.sheet, "Sheet")
        name(self.size_box, "Text size")
        name(self.paper, "Paper")
        self.said = QLabel()
        name(self.said, "Number of pages")
        buttons = QDialogButtonBox()
        self.preview_button = buttons.addButton("Pre&view and print…", QDialogButtonBox.ButtonRole.ActionRole)
        self.save_button = buttons.addButton("Save as P&DF…", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())  # the style's own is for light only
        self.preview_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.said)
        layout.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        self.preview_button.clicked.connect(self.preview)
        self.save_button.clicked.connect(self.ask_and_save)
        for box in (self.sheet, self.size_box, self.paper):
            box.currentIndexChanged.connect(self._count)
        self._count()

    def layout_chosen(self) -> Layout:
        return Layout(self.size_box.currentData(), self.paper.currentData())

    def orders_chosen(self) -> list[Order]:
        kinds = kinds_of(self._page)
        kind = self.sheet.currentData()
        return [Order(kind if kind in kinds else kinds[0], (self._page,))]

    def preview(self) -> None:
        """What the printer will get; printing starts from there."""
        try:
            pages = self._pages()
        except UserError as error:
            dialogs.tell(self, str(error))
            return
        printer = self._printer()
        preview = QPrintPreviewDialog(printer, self)
        preview.setWindowTitle(self.windowTitle())
        preview.resize(QApplication.primaryScreen().availableSize() * 0.8)
        preview.paintRequested.connect(lambda target, pages=tuple(pages): draw(pages, target))
        if not QPrinterInfo.availablePrinterNames():
            preview.setWindowTitle(f"{self.windowTitle()} (no printer is set up: printing writes a PDF file)")
        preview.exec()
        preview.deleteLater()

    def ask_and_save(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = Path(documents) / f"{self._page.id}-{self.orders_chosen()[0].kind}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, "Save as PDF", str(suggested), "PDF (*.pdf)")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write the PDF; what goes wrong is said, and nothing that was there is lost."""
        try:
            self._press.write_pdf(self.orders_chosen(), self._edition, self.layout_chosen(), path)
        except UserError as error:
            dialogs.tell(self, str(error))
            return
        self.said.setText(f"Saved: {path}")
        self._remember()

    def _pages(self) -> Sequence[str]:
        asked = (self.orders_chosen(), self.layout_chosen())
        if self._made is None or self._made[0] != asked:
            self._made = (asked, self._press.svg_pages(asked[0], self._edition, asked[1]))
        return self._made[1]

    def _count(self) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            count = len(self._pages())
            self.said.setText("1 page" if count == 1 else f"{count} pages")
            self._remember()
        except UserError as error:
            self.said.setText(str(error))
        finally:
            QApplication.restoreOverrideCursor()

    def _remember(self) -> None:
        layout = self.layout_chosen()
        self._settings.sheet, self._settings.sheet_size = self.sheet.currentData(), layout.size
        self._settings.paper = layout.paper

    def _printer(self) -> QPrinter:
        """Made only when somebody prints: it asks the printing system, which can take seconds."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        size = QPageSize(PAGE_SIZES[self.layout_chosen().paper])
        printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        printer.setFullPage(True)  # the margins are in the layout
        printer.setDocName(title_of(self._page))
        return printer


def draw(pages: Sequence[str], printer: QPrinter) -> None:
    """Draw the pages, each on a sheet of its own, as large as the paper; on other paper, as large as fits."""
    painter = QPainter(printer)
    for number, svg in enumerate(pages):
        if number:
            printer.newPage()
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter, QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)))
    painter.end()
