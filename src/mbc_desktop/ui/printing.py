"""Paper from the window: the print dialog of a page, and the clinic's details."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from mbc_desktop.summary.orders import Printed
from mbc_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from mbc_desktop.data.repository import Repository
    from mbc_desktop.summary.sheets import Press


class Printing:
    """Opens the dialogs, and imports them only then: a window that never prints starts faster and is 2 MB smaller.

    What makes the sheets is handed in, so that nothing here knows Typst or the database.

    `clinic_files` are the places of the clinic's details: `clinic_file.load`.
    """

    def __init__(
        self, press: "Press", repository: "Repository", settings: Settings, clinic_files: Sequence[Path]
    ) -> None:
        self._press = press
        self._repository = repository
        self._settings = settings
        self._clinic_files = clinic_files

    def open(self, page: Printed, parent: QWidget) -> None:
        """Ask what to print of this page, and do it."""
        from mbc_desktop.ui.print_dialog import PrintDialog

        _run(PrintDialog(page, self._press, self._repository, self._settings, self._clinic_files, parent=parent))

    def edit_clinic(self, parent: QWidget) -> None:
        """The clinic's details, from the menu."""
        from mbc_desktop.ui.clinic_dialog import ClinicDialog

        _run(ClinicDialog(self._clinic_files, parent))


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()  # it holds the pages
