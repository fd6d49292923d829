"""The clinic's details in the window: what is typed is kept in the file that counts, or said to be not."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from mbc_desktop import paths
from mbc_desktop.summary import clinic_file
from mbc_desktop.summary.clinic import Clinic
from mbc_desktop.ui.clinic_dialog import ClinicDialog
from mbc_desktop.ui.main_window import MainWindow

FULL = Clinic("City Hospital", "555-0123", "555-0199", "38 °C", "Bring this.", "112", ("Line: 555-0100",), "letter")


@pytest.fixture
def open_dialog(qtbot, theme):
    def made(percent: int = 100) -> ClinicDialog:
        theme.set_text_size(percent)
        dialog = ClinicDialog(paths.clinic_files())
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def fill(dialog: ClinicDialog, clinic: Clinic) -> None:
    for key, line in dialog.lines.items():
        line.setText(getattr(clinic, key))
    dialog.help_lines.setPlainText("\n\n  ".join(clinic.help_lines))
    dialog.paper.setCurrentIndex(dialog.paper.findData(clinic.paper))


def words(dialog: ClinicDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_what_is_typed_is_kept_and_shown_again(open_dialog):
    dialog = open_dialog()
    assert dialog.typed() == Clinic()
    fill(dialog, FULL)
    dialog.save()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert clinic_file.load(paths.clinic_files()).clinic == FULL
    assert open_dialog().typed() == FULL


def test_it_says_where_the_details_are_kept_and_that_no_patient_belongs_there(open_dialog, tmp_path: Path):
    told = words(open_dialog())
    assert f"Kept in {paths.user_folder() / 'clinic.ini'}" in told
    assert "Write nothing about a patient here." in told
    (tmp_path / "clinic.ini").write_text("[clinic]\nname = Stick\n", encoding="utf-8")
    dialog = open_dialog()
    assert f"Kept in {tmp_path / 'clinic.ini'}" in words(dialog)
    assert dialog.lines["name"].text() == "Stick"


def test_cancel_keeps_nothing(open_dialog):
    dialog = open_dialog()
    fill(dialog, FULL)
    dialog.reject()
    assert not clinic_file.load(paths.clinic_files()).found


def test_a_broken_file_is_told_and_kept_beside_the_new_one(open_dialog, tmp_path: Path):
    (tmp_path / "clinic.ini").write_text("garbage", encoding="utf-8")
    dialog = open_dialog()
    assert "are not all used" in words(dialog)
    fill(dialog, FULL)
    dialog.save()
    assert clinic_file.load(paths.clinic_files()).clinic == FULL
    assert (tmp_path / "clinic.ini.old").read_text(encoding="utf-8") == "garbage"


@pytest.mark.parametrize("key", ["name", "phone_day", "emergency_number"])
def test_what_cannot_be_saved_is_told_and_nothing_typed_is_lost(open_dialog, told, key: str):
    dialog = open_dialog()
    fill(dialog, FULL)
    dialog.lines[key].setText("x" * 200)
    dialog.save()
    assert len(told) == 1
    assert "longer than" in told[0]
    assert dialog.isVisible()
    assert dialog.lines[key].text() == "x" * 200
    assert dialog.lines["fever"].text() == "38 °C"


def test_a_folder_that_cannot_be_written_is_told(open_dialog, told, monkeypatch):
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    dialog = open_dialog()
    fill(dialog, FULL)
    monkeypatch.setattr(Path, "replace", refused)
    dialog.save()
    assert "Permission denied" in told[0]
    assert dialog.isVisible()


def test_every_field_has_a_label_that_leads_to_it(open_dialog):
    dialog = open_dialog()
    buddies = {label.buddy() for label in dialog.findChildren(QLabel)}
    assert {*dialog.lines.values(), dialog.help_lines, dialog.paper} <= buddies


def test_the_keyboard_goes_through_the_fields_in_reading_order(open_dialog):
    dialog = open_dialog()
    dialog.lines["name"].setFocus()
    met = []
    for _ in range(8):
        met.append(dialog.focusWidget())
        dialog.focusNextChild()
    assert dialog.help_lines.tabChangesFocus()
    assert met == [*dialog.lines.values(), dialog.help_lines, dialog.paper]


def test_it_opens_from_the_menu(window: MainWindow, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(ClinicDialog, "exec", lambda dialog: opened.append(dialog.windowTitle()))
    menus = [action.menu() for action in window.menuBar().actions()]
    (action,) = [one for menu in menus for one in menu.actions() if "Clinic's details" in one.text().replace("&", "")]
    action.trigger()
    assert opened == ["Clinic's details for printed sheets"]
