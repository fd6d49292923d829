"""The printer: is it paper, what it will get, and the pages drawn on it as vectors."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from mbc_desktop.errors import OutputError
from mbc_desktop.summary.sheets import Paper
from mbc_desktop.ui.job import waiting

PAGE_SIZES: dict[Paper, QPageSize.PageSizeId] = {
    "a4": QPageSize.PageSizeId.A4,
    "letter": QPageSize.PageSizeId.Letter,
}
#: Printers that write a file or send one: "Microsoft Print to PDF", "Microsoft XPS Document Writer", "Cups-PDF", "Fax".
WRITES_A_FILE = re.compile(r"pdf|xps|onenote|document writer|fax|file", re.IGNORECASE)
#: What the printing system says when a job came to nothing.
FAILED = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
GONE = (
    "The printer does not answer, so not every page was printed. See that it is on and connected, then print again. "
    "Or save the sheets as PDF."
)


def new_printer(paper: Paper, title: str) -> QPrinter:
    """Made only when somebody prints: it asks the printing system, which can take seconds."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    portrait = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(PAGE_SIZES[paper]), portrait, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)  # the margins are in the layout
    printer.setDocName(title)
    return printer


def onto_paper(printer: QPrinter) -> bool:
    """Whether what is printed is paper: a file stays on the disk, and so would a patient's name in it."""
    native = printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
    return native and not printer.outputFileName() and not WRITES_A_FILE.search(printer.printerName())


def preview(pages: Sequence[str], named: Sequence[str], printer: QPrinter, parent: QWidget) -> str:
    """Show what the printer will get, until it is printed or closed. Returns what went wrong, or "".

    `named` are the pages with the patient's name: they are drawn for paper, and `pages` for a file, whichever the user
    chooses there.
    """
    wrong: list[str] = []

    def paint(target: QPrinter) -> None:
        try:
            with waiting():
                draw(named if onto_paper(target) else pages, target)
        except OutputError as error:
            wrong.append(str(error))

    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(parent.windowTitle())
    dialog.resize(dialog.screen().availableSize() * 0.8)
    dialog.paintRequested.connect(paint)
    if not QPrinterInfo.availablePrinterNames():
        dialog.setWindowTitle(f"{parent.windowTitle()} (no printer is set up: printing writes a PDF file)")
    dialog.exec()
    dialog.deleteLater()
    return wrong[-1] if wrong else ""


def draw(pages: Sequence[str], printer: QPrinter) -> None:
    """Draw the pages, each on a sheet of its own, as large as the paper; on other paper, as large as fits.

    Raises OutputError where the printer is gone, at the start or in mid-job.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise OutputError(GONE)
    whole = True
    for number, svg in enumerate(pages):
        if number:
            whole = printer.newPage() and whole
        if not whole or printer.printerState() in FAILED:
            break
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter, QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)))
    ended = painter.end()
    if not whole or not ended or printer.printerState() in FAILED:
        raise OutputError(GONE)
