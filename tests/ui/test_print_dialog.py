"""Which sheets, how large, on which paper: one job, one preview, one PDF; and every bad input is a sentence."""

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from mbc_desktop import paths
from mbc_desktop.errors import OutputError
from mbc_desktop.summary import clinic_file
from mbc_desktop.summary.clinic import Clinic
from mbc_desktop.summary.orders import Order
from mbc_desktop.summary.report_sheet import ErrorReport
from mbc_desktop.summary.sheets import Layout
from mbc_desktop.ui.choice_dialog import ChoiceDialog
from mbc_desktop.ui.clinic_dialog import ClinicDialog
from mbc_desktop.ui.print_dialog import NO_SHEET, PrintDialog
from mbc_desktop.ui.settings import Settings

CHECKED, UNCHECKED = Qt.CheckState.Checked.value, Qt.CheckState.Unchecked.value


def rows(dialog: PrintDialog) -> list[str]:
    return [dialog.sheets.index(row).data() for row in range(dialog.sheets.rowCount())]


def check(dialog: PrintDialog, row: int, state: int = CHECKED) -> None:
    assert dialog.sheets.setData(dialog.sheets.index(row), state, Qt.ItemDataRole.CheckStateRole)


def kinds(dialog: PrintDialog) -> list[str]:
    return [order.kind for order in dialog.orders_chosen()]


def pages(dialog: PrintDialog) -> int:
    return int(dialog.said.text().split()[0])


@pytest.fixture
def choose(monkeypatch):
    """Answers the next choices: each with the ids to check, or None to cancel. Returns what could be chosen."""
    asked: list[ChoiceDialog] = []

    def answers(*wanted: tuple[str, ...] | None) -> list[dict[str, bool]]:
        seen: list[dict[str, bool]] = []

        def exec_(dialog: ChoiceDialog) -> int:
            answer = wanted[len(asked)]
            asked.append(dialog)
            lines = dialog.model._lines
            seen.append({line.key: line.checked for line in lines})
            for row, line in enumerate(lines):
                state = CHECKED if line.key in (answer or ()) else UNCHECKED
                dialog.model.setData(dialog.model.index(row), state, Qt.ItemDataRole.CheckStateRole)
            return QDialog.DialogCode.Rejected if answer is None else QDialog.DialogCode.Accepted

        monkeypatch.setattr(ChoiceDialog, "exec", exec_)
        return seen

    return answers


def test_each_page_offers_its_sheets(dialog_of):
    both = ["Patient sheet, plain words", "Staff summary, with numbers and sources", "Card to carry"]
    for key, offered in (
        ("abemaciclib", both),
        ("chemotherapy", both),
        ("diarrhea", ["Side effect sheet, how often with the treatments that bring it most"]),
        ("overview", both[:2]),
    ):
        dialog = dialog_of(key)
        assert rows(dialog) == offered, key
        assert len(dialog.orders_chosen()) == 1
        assert pages(dialog) >= 1
        assert dialog.add_button.isVisible() == (key != "overview")
        assert dialog.all_studies.isVisible() == (key == "abemaciclib")
    report = dialog_of(page=ErrorReport("Nausea", "nausea"))
    assert rows(report) == ["Report of an error"]
    assert not report.add_button.isVisible()


def test_the_number_of_pages_is_said_first_and_follows_the_choices(dialog_of, book):
    dialog = dialog_of()
    one = pages(dialog)
    for row in (1, 2):
        check(dialog, row)
        count = len(book.press.svg_pages(dialog.orders_chosen(), book.repository.edition, dialog.layout_chosen()))
        assert pages(dialog) == count > one
        one = count
    few = pages(dialog)
    dialog.size_box.setCurrentIndex(dialog.size_box.count() - 1)
    assert pages(dialog) > few


def test_all_checked_sheets_are_one_pdf(dialog_of, choose, tmp_path: Path, told):
    dialog = dialog_of()
    check(dialog, 1)
    choose(("diarrhea",))
    dialog.add()
    assert rows(dialog)[3:] == ["Side effect sheet: Diarrhea"]
    assert kinds(dialog) == ["patient", "staff", "side-effect"]
    path = tmp_path / "all.pdf"
    dialog.save(path)
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Abemaciclib, Diarrhea"
        assert len(pdf.pages) == sum(
            len(dialog._press.svg_pages([order], dialog._repository.edition, dialog.layout_chosen()))
            for order in dialog.orders_chosen()
        )
    assert dialog.said.text() == f"Saved: {path}"
    assert told == []


def test_a_side_effect_is_added_with_the_figure_of_this_drug(dialog_of, choose, book):
    dialog = dialog_of()
    seen = choose(("nausea", "diarrhea"), ("nausea",), None)
    dialog.add()
    assert dialog.orders_chosen()[1:] == [
        Order("side-effect", (book.repository.side_effect(key),), chosen=(dialog._page,))
        for key in ("diarrhea", "nausea")
    ], "in the list's order, the most frequent first"
    assert next(iter(seen[0])) == "diarrhea"
    assert set(seen[0]) >= set(dialog._page.side_effect_titles)
    check(dialog, 0, UNCHECKED)
    dialog.add()
    assert {key for key, checked in seen[1].items() if checked} == {"diarrhea", "nausea"}
    assert [order.pages[0].id for order in dialog.orders_chosen()] == ["nausea"], "what was unchecked stays so"
    dialog.add()
    assert [order.pages[0].id for order in dialog.orders_chosen()] == ["nausea"], "Cancel changes nothing"


def test_a_groups_side_effects_can_be_added_too(dialog_of, choose):
    dialog = dialog_of("surgery")
    choose(("lymphedema",))
    dialog.add()
    assert dialog.orders_chosen()[-1].chosen == (dialog._page,)
    assert pages(dialog) > 1


def test_drugs_are_chosen_for_how_often(dialog_of, choose):
    dialog = dialog_of("diarrhea")
    seen = choose(("ribociclib", "abemaciclib"), ())
    dialog.add()
    (order,) = dialog.orders_chosen()
    assert [one.id for one in order.chosen] == ["abemaciclib", "ribociclib"], "the most frequent first"
    assert rows(dialog) == ["Side effect sheet, how often with abemaciclib, ribociclib"]
    assert "targeted-therapy" in seen[0]
    dialog.add()
    assert dialog.orders_chosen()[0].chosen == ()


def test_all_studies_are_the_staff_sheets_alone(dialog_of):
    dialog = dialog_of("capecitabine")
    assert not dialog.all_studies.isEnabled()
    check(dialog, 1)
    assert dialog.all_studies.isEnabled()
    few = pages(dialog)
    dialog.all_studies.click()
    assert [order.all_studies for order in dialog.orders_chosen()] == [False, True]
    assert pages(dialog) > few


def test_without_a_sheet_nothing_can_be_printed(dialog_of):
    dialog = dialog_of()
    check(dialog, 0, UNCHECKED)
    assert dialog.said.text() == NO_SHEET
    assert not dialog.preview_button.isEnabled()
    assert not dialog.save_button.isEnabled()
    check(dialog, 2)
    assert dialog.preview_button.isEnabled()


def test_it_opens_with_what_was_chosen_last(dialog_of):
    settings = Settings(sheet="staff", sheet_size=16, paper="letter")
    dialog = dialog_of(settings=settings)
    assert dialog.layout_chosen() == Layout(16, "letter")
    assert kinds(dialog) == ["staff"]
    dialog.paper.setCurrentIndex(dialog.paper.findData("a4"))
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(20))
    assert (settings.sheet, settings.sheet_size, settings.paper) == ("staff", 20, "a4")


def test_the_clinics_paper_goes_before_the_last_choice(dialog_of):
    clinic = Clinic(name="City Hospital", paper="letter")
    clinic_file.save(clinic, paths.clinic_files())
    dialog = dialog_of(settings=Settings(paper="a4"))
    assert dialog.layout_chosen() == Layout(12, "letter", clinic)
    dialog.paper.setCurrentIndex(dialog.paper.findData("a4"))
    assert dialog.layout_chosen().paper == "a4"


def test_details_that_are_changed_from_here_stand_on_the_sheets(dialog_of, qtbot, monkeypatch):
    dialog = dialog_of()
    assert dialog.layout_chosen().clinic == Clinic()

    def exec_(asked: ClinicDialog) -> int:
        asked.lines["phone_day"].setText("555-0123")
        asked.paper.setCurrentIndex(asked.paper.findData("letter"))
        asked.save()
        return asked.result()

    monkeypatch.setattr(ClinicDialog, "exec", exec_)
    qtbot.mouseClick(dialog.clinic_button, Qt.MouseButton.LeftButton)
    assert dialog.layout_chosen() == Layout(12, "letter", Clinic(phone_day="555-0123", paper="letter"))


def test_a_broken_file_of_the_clinic_is_told_and_printing_goes_on(dialog_of, told, tmp_path: Path):
    (tmp_path / "clinic.ini").write_bytes(b"\xff\xfegarbage")
    dialog = dialog_of()
    assert str(tmp_path / "clinic.ini") in dialog.wrong.text()
    assert dialog.wrong.isVisible()
    dialog.save(tmp_path / "a.pdf")
    assert told == []
    assert (tmp_path / "a.pdf").exists()


def test_a_name_is_suggested_and_escape_saves_nothing(dialog_of, qtbot, tmp_path: Path, monkeypatch):
    asked: list[str] = []
    answers = [("", ""), (str(tmp_path / "mine.pdf"), "PDF (*.pdf)")]

    def ask(_parent, _title, suggested, _filter):
        asked.append(Path(suggested).name)
        return answers[len(asked) - 1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(ask))
    dialog = dialog_of()
    dialog.patient.setText("Zorbanella")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert not list(tmp_path.glob("*.pdf"))
    check(dialog, 1)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert asked == ["abemaciclib-patient.pdf", "abemaciclib-patient-staff.pdf"]
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("where", ["no folder/a.pdf", "in the way/a.pdf", "folder", "x" * 300 + ".pdf", "nul\0.pdf"])
def test_a_place_that_cannot_be_written_is_told_and_the_dialog_stays(dialog_of, told, tmp_path: Path, where: str):
    (tmp_path / "in the way").write_text("a file", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    dialog = dialog_of()
    before = dialog.said.text()
    dialog.save(tmp_path / where)
    (message,) = told
    assert any(step in message for step in ("choose another", "Give the name of a file")), message
    assert dialog.isVisible()
    assert dialog.said.text() == before
    dialog.save(tmp_path / "works.pdf")
    assert (tmp_path / "works.pdf").exists()


def test_a_file_that_is_open_elsewhere_stays_whole(dialog_of, told, tmp_path: Path, monkeypatch):
    def refused(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    path = tmp_path / "open.pdf"
    path.write_bytes(b"before")
    monkeypatch.setattr(Path, "replace", refused)
    dialog_of().save(path)
    assert "Close the file if it is open" in told[0]
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.glob("*.pdf*")] == ["open.pdf"]


@pytest.mark.parametrize("name", ["<b>bold & 100 %", "“größe” 药 \U0001f600", "a\nb", "'; rm -rf ~", "\u202efdp"])
def test_a_path_may_have_any_characters_and_is_shown_as_it_is(dialog_of, told, tmp_path: Path, name: str):
    dialog = dialog_of()
    path = tmp_path / f"{name}.pdf"
    dialog.save(path)
    assert told == []
    assert path.read_bytes().startswith(b"%PDF")
    assert dialog.said.text() == f"Saved: {path}"
    assert dialog.said.textFormat() == Qt.TextFormat.PlainText


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


def test_the_keyboard_reaches_everything_in_reading_order(dialog_of):
    dialog = dialog_of()
    check(dialog, 1)
    dialog.list.setFocus()
    met = []
    for _ in range(11):
        met.append(dialog.focusWidget())
        dialog.focusNextChild()
    fields = (dialog.list, dialog.add_button, dialog.all_studies, dialog.size_box, dialog.paper, dialog.patient)
    assert met[:6] == list(fields)
    assert {dialog.preview_button, dialog.save_button, dialog.clinic_button} <= set(met[6:10])
    assert met[10] is dialog.list, "it comes round again"


def test_space_checks_a_sheet(dialog_of, qtbot):
    dialog = dialog_of()
    dialog.list.setFocus()
    assert dialog.list.currentIndex().row() == 0
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert kinds(dialog) == ["patient", "staff"]


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_on_a_small_screen(dialog_of, choose, monkeypatch, theme, percent: int):
    monkeypatch.setattr("PySide6.QtGui.QScreen.availableGeometry", lambda _: QRect(0, 0, 1024, 768))
    normal = QGuiApplication.font().pointSizeF()
    theme.set_text_size(percent)
    dialog = dialog_of()
    before = dialog.height()
    choose(("diarrhea", "nausea", "fatigue"))
    dialog.add()
    assert dialog.font().pointSizeF() == pytest.approx(normal * percent / 100)
    assert dialog.width() <= 1024
    assert dialog.height() <= 768
    for button in (dialog.preview_button, dialog.save_button, dialog.clinic_button):
        assert dialog.rect().contains(button.geometry().translated(button.parentWidget().pos()))
        assert button.width() >= button.sizeHint().width()
    assert dialog.height() > before, "it grows with its list before it scrolls"
    dialog.patient.setFocus()
    assert not dialog.patient.visibleRegion().isEmpty()


def test_opening_and_closing_leaves_no_waiting_cursor(dialog_of, qapp):
    dialog_of()
    assert qapp.overrideCursor() is None
