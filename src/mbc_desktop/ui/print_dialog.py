"""What to print of a page: which sheets, how large, on which paper, and for whom. One job, one preview, one PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mbc_desktop.data.records import Drug, SideEffect, Treatment
from mbc_desktop.errors import UserError
from mbc_desktop.summary import clinic_file, offers
from mbc_desktop.summary.orders import Order, Printed
from mbc_desktop.summary.sheets import Layout, Size
from mbc_desktop.ui import dialogs, printer
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.checklist import Checklist, CheckView, Line
from mbc_desktop.ui.choice_dialog import ChoiceDialog
from mbc_desktop.ui.clinic_dialog import ClinicDialog
from mbc_desktop.ui.html.pages import title_of
from mbc_desktop.ui.job import pages_of, waiting
from mbc_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from mbc_desktop.data.repository import Repository
    from mbc_desktop.summary.sheets import Press

PAPER_WORDS = {"a4": "A4", "letter": "Letter"}
NAME_IS_NOT_KEPT = "Printed on paper only. It is not kept, and a saved PDF leaves a line to write on."
NAME_LEFT_OUT = "This printer makes a file, so the sheets have a line for the name and not the name."
STOPPED = "Stopped. Check fewer sheets, or choose Preview to make them."
NO_SHEET = "No sheet is checked. Check one in the list."
#: Lines that the list of sheets shows before it scrolls.
LINES = 6


class PrintDialog(QDialog):
    """The number of pages is said first. A patient's name lives in its field alone, until the dialog closes."""

    def __init__(
        self,
        page: Printed,
        press: "Press",
        repository: "Repository",
        settings: Settings,
        clinic_files: Sequence[Path],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._press = press
        self._repository = repository
        self._settings = settings
        self._clinic_files = clinic_files
        self._kept = clinic_file.load(clinic_files)
        self._own = offers.offered(page)
        self._added: list[Order] = []
        self._made: tuple[list[Order], Layout, Sequence[str]] | None = None
        self.setWindowTitle(f"Print {title_of(page)}")
        self._make_fields()
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._read_clinic()
        self._show_sheets({settings.sheet})
        dialogs.fit(self)

    # What is chosen

    def orders_chosen(self) -> list[Order]:
        """The checked sheets, in the list's order."""
        every = [*self._own, *self._added]
        chosen = [every[int(key)] for key in self.sheets.chosen()]
        every_study = self.all_studies.isChecked()
        return [replace(order, all_studies=every_study and order.kind == "staff") for order in chosen]

    def layout_chosen(self) -> Layout:
        """Without the patient's name: it is given for paper alone, in `preview`."""
        return Layout(self.size_box.currentData(), self.paper.currentData(), self._kept.clinic)

    # On paper

    def preview(self) -> None:
        """What the printer will get; printing starts from there. A file gets the pages without the patient's name."""
        try:
            pages = self._pages()
            named = self._named_pages() if pages is not None else None
        except UserError as error:
            dialogs.tell(self, str(error))
            return
        if pages is None or named is None:
            self.said.setText(STOPPED)
            return
        with waiting():
            target = printer.new_printer(self.paper.currentData(), title_of(self._page))
        wrong = printer.preview(pages, named, target, self)
        self._count()
        if named is not pages and not printer.onto_paper(target):
            self.said.setText(NAME_LEFT_OUT)
        if wrong:
            dialogs.tell(self, wrong)

    def ask_and_save(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = Path(documents) / f"{offers.file_name(self._page, self.orders_chosen())}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, "Save as PDF", str(suggested), "PDF (*.pdf)")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write the PDF; what goes wrong is said, and nothing that was there is lost."""
        try:
            with waiting():
                self._press.write_pdf(self.orders_chosen(), self._repository.edition, self.layout_chosen(), path)
        except UserError as error:
            dialogs.tell(self, str(error))
            return
        self.said.setText(f"Saved: {path}")
        self._remember()

    def _pages(self) -> Sequence[str] | None:
        """The pages with a line for the patient's name; None where making them was cancelled."""
        orders, layout = self.orders_chosen(), self.layout_chosen()
        if self._made is None or self._made[:2] != (orders, layout):
            pages = self._make(orders, layout)
            if pages is None:
                return None
            self._made = (orders, layout, pages)
        return self._made[2]

    def _named_pages(self) -> Sequence[str] | None:
        """The pages with the patient's name, where one is typed; made for each printing and never held.

        None where making them was cancelled.
        """
        if not self.patient.text().strip():
            return self._pages()
        layout = replace(self.layout_chosen(), patient_name=self.patient.text())
        return self._make(self.orders_chosen(), layout)

    def _make(self, orders: Sequence[Order], layout: Layout) -> list[str] | None:
        return pages_of(orders, lambda some: self._press.svg_pages(some, self._repository.edition, layout), self)

    def _count(self) -> None:
        """Say how many pages the paper will have."""
        orders = self.orders_chosen()
        self.all_studies.setEnabled(any(order.kind == "staff" for order in orders))
        for button in (self.preview_button, self.save_button):
            button.setEnabled(bool(orders))
        if not orders:
            self.said.setText(NO_SHEET)
            return
        try:
            pages = self._named_pages()
        except UserError as error:
            self.said.setText(str(error))
            return
        if pages is None:
            self.said.setText(STOPPED)
            return
        self.said.setText("1 page" if len(pages) == 1 else f"{len(pages)} pages")
        self._remember()

    def _remember(self) -> None:
        """For the next printing: never the page, and never the name."""
        kinds = [order.kind for order in self.orders_chosen() if order.kind in ("patient", "staff")]
        layout = self.layout_chosen()
        self._settings.sheet = kinds[0] if kinds else self._settings.sheet
        self._settings.sheet_size, self._settings.paper = layout.size, layout.paper

    def done(self, result: int) -> None:
        """The name goes, and with it what could be undone."""
        self.patient.setText("")
        super().done(result)

    # The list of sheets

    def _show_sheets(self, checked: set[str]) -> None:
        """The page's own sheets and those that were added. `checked` are keys, or kinds the first time."""
        every = [*self._own, *self._added]
        told = [
            Line(str(at), offers.words(order, self._page), bool({str(at), order.kind} & checked))
            for at, order in enumerate(every)
        ]
        if not any(line.checked for line in told):
            told[0] = replace(told[0], checked=True)
        self.sheets.set_lines(told)
        self.list.mark_first()
        rows = min(LINES, len(told))
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth() + 4)
        self._count()
        if self.isVisible():
            dialogs.fit(self)

    def add(self) -> None:
        """Ask for more: a drug's side effects, each with the figure of this drug; a side effect's drugs."""
        page = self._page
        if isinstance(page, SideEffect):
            chosen = self._ask("Drugs for “how often”", offers.treatments_of(page), self._own[0].chosen)
            if chosen is not None:
                own = tuple(one for key in chosen if isinstance(one := self._repository.page(key), Drug | Treatment))
                self._own = [replace(self._own[0], chosen=own)]
                self._show_sheets(set(self.sheets.chosen()))
        elif isinstance(page, Drug | Treatment):
            every = offers.side_effects_of(page, self._repository.side_effect)
            before = tuple(one for order in self._added for one in order.pages if isinstance(one, SideEffect))
            chosen = self._ask("Side effect sheets", every, before)
            if chosen is not None:
                added = [self._repository.side_effect(key) for key in chosen]
                self._added = [Order("side-effect", (one,), chosen=(page,)) for one in added]
                kept = {key for key in self.sheets.chosen() if int(key) < len(self._own)}
                self._show_sheets(kept | {str(len(self._own) + at) for at in range(len(added))})

    def _ask(
        self, title: str, choices: Mapping[str, str], chosen: Sequence[Drug | Treatment | SideEffect]
    ) -> list[str] | None:
        """The keys that were chosen; None where nothing is to change."""
        dialog = ChoiceDialog(title, choices, {one.id for one in chosen}, self)
        answer = dialog.model.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        return answer

    def edit_clinic(self) -> None:
        dialog = ClinicDialog(self._clinic_files, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._kept = clinic_file.load(self._clinic_files)
            self._read_clinic()
        dialog.deleteLater()

    def _read_clinic(self) -> None:
        """The clinic's paper goes before the last choice; a file that is wrong is said, and the lines stay blank."""
        if self._kept.clinic.paper:
            self.paper.setCurrentIndex(self.paper.findData(self._kept.clinic.paper))
        self.wrong.setText(self._kept.wrong)
        self.wrong.setVisible(bool(self._kept.wrong))
        self._count()

    # How it looks

    def _make_fields(self) -> None:
        self.sheets = Checklist(self)
        self.list = CheckView(self.sheets, "Sheets in this printout")
        self.add_button = QPushButton(
            "Drugs for “&how often”…" if isinstance(self._page, SideEffect) else "&Add side effect sheets…"
        )
        self.all_studies = QCheckBox("All s&tudies on the staff summary, not the main one alone")
        self.size_box, self.paper, self.patient = QComboBox(), QComboBox(), QLineEdit()
        for size in get_args(Size):
            self.size_box.addItem(f"{size} points" + (", large print" if size >= 16 else ""), size)
        for paper, words in PAPER_WORDS.items():
            self.paper.addItem(words, paper)
        self.size_box.setCurrentIndex(max(0, self.size_box.findData(self._settings.sheet_size)))
        self.paper.setCurrentIndex(max(0, self.paper.findData(self._settings.paper)))
        self.patient.setMaxLength(60)
        self.patient.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.said, self.wrong = dialogs.words(), dialogs.words()
        for widget, words in ((self.size_box, "Text size"), (self.paper, "Paper"), (self.said, "Number of pages")):
            name(widget, words)
        name(self.patient, "Name for this printout", NAME_IS_NOT_KEPT)

    def _make_buttons(self) -> None:
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.preview_button = self.buttons.addButton("Pre&view and print…", role.ActionRole)
        self.save_button = self.buttons.addButton("Save as P&DF…", role.ActionRole)
        self.clinic_button = self.buttons.addButton("&Clinic…", role.ActionRole)
        name(self.clinic_button, "Clinic's details for printed sheets")
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setIcon(QIcon())  # the style's own is for light only

    def _lay_out(self) -> None:
        label = QLabel("&Sheets in this printout:")
        label.setBuddy(self.list)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow("Text si&ze:", self.size_box)
        form.addRow("&Paper:", self.paper)
        form.addRow("&Name for this printout:", self.patient)
        form.addRow("", dialogs.words(NAME_IS_NOT_KEPT))
        inner = QWidget()
        fields = QVBoxLayout(inner)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.addWidget(label)
        fields.addWidget(self.list)
        fields.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeft)
        fields.addWidget(self.all_studies)
        fields.addLayout(form)
        fields.addWidget(self.wrong)
        fields.addStretch()
        self.add_button.setVisible(isinstance(self._page, Drug | Treatment | SideEffect))
        self.all_studies.setVisible(isinstance(self._page, Drug))
        layout = QVBoxLayout(self)
        layout.addWidget(dialogs.Fields(inner))
        layout.addWidget(self.said)
        layout.addWidget(self.buttons)
        self.add_button.setAutoDefault(False)
        self.preview_button.setDefault(True)

    def _connect(self) -> None:
        self.sheets.checked.connect(self._count)
        self.all_studies.toggled.connect(self._count)
        self.size_box.currentIndexChanged.connect(self._count)
        self.paper.currentIndexChanged.connect(self._count)
        self.patient.editingFinished.connect(self._count)
        self.add_button.clicked.connect(self.add)
        self.preview_button.clicked.connect(self.preview)
        self.save_button.clicked.connect(self.ask_and_save)
        self.clinic_button.clicked.connect(self.edit_clinic)
        self.buttons.rejected.connect(self.reject)
