"""A patient's name is for one printout on paper: it is never on the disk, whatever else is done."""

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel

from mbc_desktop.ui import printer
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.print_dialog import NAME_IS_NOT_KEPT, NAME_LEFT_OUT, PrintDialog

NAME = "Zorbanella Quux"


@pytest.fixture
def drawn(monkeypatch) -> list[list[str]]:
    """The pages that were drawn, for preview or printer."""
    jobs: list[list[str]] = []
    real = printer.draw
    monkeypatch.setattr(printer, "draw", lambda pages, target: (jobs.append(list(pages)), real(pages, target)))
    return jobs


@pytest.fixture
def paper(monkeypatch) -> None:
    """A printer of paper."""
    monkeypatch.setattr(printer, "onto_paper", lambda _: True)


def without(dialog: PrintDialog) -> list[str]:
    return dialog._press.svg_pages(dialog.orders_chosen(), dialog._repository.edition, dialog.layout_chosen())


def test_it_is_asked_for_with_what_happens_to_it(dialog_of):
    dialog = dialog_of()
    assert dialog.patient.accessibleDescription() == NAME_IS_NOT_KEPT
    assert NAME_IS_NOT_KEPT in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert dialog.patient.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData, "keyboards may learn words"


def test_it_stands_on_paper(dialog_of, drawn, previewed, no_printer, paper):
    dialog = dialog_of()
    dialog.patient.setText(NAME)
    dialog.preview()
    (pages,) = drawn
    plain = without(dialog)
    assert pages != plain
    assert pages[0] != plain[0]
    dialog.patient.setText("Another Person")
    dialog.preview()
    assert drawn[1][0] not in (pages[0], plain[0]), "the name of this printout, not the one before"
    dialog.patient.setText("  ")
    dialog.preview()
    assert drawn[2] == plain


def test_a_file_has_a_line_to_write_on(dialog_of, drawn, previewed, no_printer):
    """Without a printer the printing system writes a PDF; so does a printer such as "Microsoft Print to PDF"."""
    dialog = dialog_of()
    dialog.patient.setText(NAME)
    dialog.preview()
    assert drawn == [without(dialog)]
    assert dialog.said.text() == NAME_LEFT_OUT


def test_a_saved_pdf_is_the_same_with_and_without_it(dialog_of, tmp_path: Path):
    dialog = dialog_of()
    dialog.save(tmp_path / "without.pdf")
    dialog.patient.setText(NAME)
    dialog.save(tmp_path / "with.pdf")
    assert (tmp_path / "with.pdf").read_bytes() == (tmp_path / "without.pdf").read_bytes()


def test_it_is_in_no_title(dialog_of, previewed, no_printer, monkeypatch):
    documents: list[str] = []
    real = printer.new_printer
    monkeypatch.setattr(printer, "new_printer", lambda size, title: (documents.append(title), real(size, title))[1])
    dialog = dialog_of()
    dialog.patient.setText(NAME)
    dialog.preview()
    assert documents == ["abemaciclib"]
    assert NAME not in previewed[0][0] + dialog.windowTitle()


@pytest.mark.parametrize("close", ["reject", "accept", "close"])
def test_it_is_gone_when_the_dialog_closes(dialog_of, close: str):
    dialog = dialog_of()
    dialog.patient.setText(NAME)
    dialog.patient.insert(" Senior")
    assert dialog.patient.isUndoAvailable()
    getattr(dialog, close)()
    assert dialog.patient.text() == ""
    assert not dialog.patient.isUndoAvailable()
    dialog.patient.undo()
    assert dialog.patient.text() == ""


def holds_the_name(folder: Path) -> list[Path]:
    """The files whose name or bytes have the name, in any usual encoding."""
    words = [part for word in NAME.split() for part in (word, word.casefold())]
    marks = [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    found = []
    for path in folder.rglob("*"):
        told = path.read_bytes() if path.is_file() else b""
        if any(mark in told for mark in marks) or any(word in str(path) for word in words):
            found.append(path)
    return found


@pytest.mark.usefixtures("previewed", "no_printer")
def test_a_full_round_leaves_it_nowhere(qtbot, window: MainWindow, tmp_path: Path, monkeypatch, drawn):
    """Print on paper, print to a file, save, change the clinic's details, close: then every file is searched."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))

    def exec_(dialog: PrintDialog) -> None:
        dialog.show()
        dialog.patient.setFocus()
        qtbot.keyClicks(dialog.patient, NAME)
        qtbot.keyClick(dialog.patient, Qt.Key.Key_Tab)
        for paper in (True, False):
            monkeypatch.setattr(printer, "onto_paper", lambda _, paper=paper: paper)
            dialog.preview()
        (tmp_path / "preview0.pdf").unlink()  # the paper, drawn into a file of this test's own
        dialog.save(tmp_path / "sheet.pdf")
        dialog.close()

    monkeypatch.setattr(PrintDialog, "exec", exec_)
    window.open_page("abemaciclib")
    window.print_page()
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert drawn[0] != drawn[1], "the paper had it"
    assert (tmp_path / "settings" / "settings.ini").exists()
    assert (tmp_path / "sheet.pdf").exists()
    assert holds_the_name(tmp_path) == []
    (tmp_path / "seen").write_text(NAME, encoding="utf-16")
    assert holds_the_name(tmp_path) == [tmp_path / "seen"], "the search finds what it looks for"
