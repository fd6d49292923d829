"""Short messages: what went wrong and what to do next, and what this program is."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from mbc_desktop import __version__
from mbc_desktop.data.records import Edition
from mbc_desktop.summary.phrases import SUPPORTS


def tell(parent: QWidget | None, message: str) -> None:
    """Something that the user can mend, in a sentence with a next step."""
    box = QMessageBox(QMessageBox.Icon.Warning, "MBC Desktop", message, QMessageBox.StandardButton.Ok, parent)
    _show(box)


def about(parent: QWidget, edition: Edition | None) -> None:
    """What this is, which edition, and who has reviewed it."""
    content = f"Content of {edition.content_date}, edition {edition.code}. {edition.review}" if edition else ""
    box = QMessageBox(parent)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.setWindowTitle("About MBC Desktop")
    box.setText(f"MBC Desktop {__version__}")
    box.setInformativeText(
        "An offline reference on treatments for metastatic breast cancer and their side effects.\n\n"
        f"{content}\n\n{SUPPORTS}\n\nNothing that you type or read is kept or sent anywhere."
    )
    _show(box)


def bug(trace: str) -> None:
    """A fault of ours: said plainly, with what an engineer needs, and the program goes on."""
    words = "The program has a fault here."
    box = QMessageBox(QMessageBox.Icon.Critical, "MBC Desktop", words, QMessageBox.StandardButton.Ok)
    box.setInformativeText(
        "You can go on. If it happens again, close the program and open it again, and give the details below to "
        "whoever looks after it."
    )
    box.setDetailedText(trace)
    _show(box)


def _show(box: QMessageBox) -> None:
    """Words on the buttons are enough: the style's own icons are drawn for light windows only."""
    for button in box.buttons():
        button.setIcon(QIcon())
    box.exec()
    box.deleteLater()
