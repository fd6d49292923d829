"""The clinic's details: typed once, on every sheet from then on."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mbc_desktop.errors import UserError
from mbc_desktop.summary import clinic_file
from mbc_desktop.summary.clinic import Clinic
from mbc_desktop.ui import dialogs
from mbc_desktop.ui.accessible import name

LABELS = {
    "name": "&Name of the clinic:",
    "phone_day": "Phone by &day:",
    "phone_night": "Phone at night and on &weekends:",
    "fever": "Call for a &fever of:",
    "extra_line": "One &more line for patients:",
    "emergency_number": "&Emergency number, if not 911:",
}
PAPERS = {"": "As chosen last", "a4": "A4", "letter": "Letter"}
WHAT_FOR = (
    "These details stand on every sheet for patients. An empty one prints a line to write on. Write nothing about a "
    "patient here."
)


class ClinicDialog(QDialog):
    """Reads the clinic's file when it opens; Save writes it, and what goes wrong is said and loses nothing typed."""

    def __init__(self, places: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Clinic's details for printed sheets")
        self._places = places
        self._kept = clinic_file.load(places)
        clinic = self._kept.clinic
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(dialogs.words(WHAT_FOR))
        if self._kept.wrong:
            form.addRow(dialogs.words(f"{self._kept.wrong} Saving keeps the old file beside the new one."))
        self.lines: dict[str, QLineEdit] = {}
        for key, label in LABELS.items():
            line = self.lines[key] = QLineEdit(getattr(clinic, key))
            form.addRow(label, line)
            name(line, label.replace("&", "").rstrip(":"))
        self.lines["fever"].setPlaceholderText("Your own rule, in °F and °C")
        self.help_lines = QPlainTextEdit("\n".join(clinic.help_lines))
        self.help_lines.setTabChangesFocus(True)
        self.help_lines.setPlaceholderText("In the place of those of the United States")
        name(self.help_lines, "Help lines, one on each line", "In the place of those of the United States.")
        form.addRow("&Help lines, one on each line:", self.help_lines)
        self.paper = QComboBox()
        for paper, words in PAPERS.items():
            self.paper.addItem(words, paper)
        self.paper.setCurrentIndex(self.paper.findData(clinic.paper))
        name(self.paper, "Paper in your printers")
        form.addRow("&Paper in your printers:", self.paper)
        self.where = dialogs.words(
            f"Kept in {self._kept.path}. Copy this file beside the program on the next computer."
        )
        form.addRow(self.where)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        for button in buttons.buttons():
            button.setIcon(QIcon())  # the style's own is for light only
        inner = QWidget()
        inner.setLayout(form)
        layout = QVBoxLayout(self)
        layout.addWidget(dialogs.Fields(inner))
        layout.addWidget(buttons)
        self.help_lines.setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        dialogs.fit(self)

    def typed(self) -> Clinic:
        """What stands in the fields."""
        told = self.help_lines.toPlainText().splitlines()
        return Clinic(
            **{key: clinic_file.cleaned(line.text()) for key, line in self.lines.items()},
            help_lines=tuple(filter(None, map(clinic_file.cleaned, told))),
            paper=self.paper.currentData(),
        )

    def save(self) -> None:
        try:
            clinic_file.save(self.typed(), self._places)
        except UserError as error:
            dialogs.tell(self, str(error))
            return
        self.accept()
