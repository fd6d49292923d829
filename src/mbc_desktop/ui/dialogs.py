"""Short messages: what went wrong and what to do next, and what this program is."""

from PySide6.QtWidgets import QMessageBox, QWidget

from mbc_desktop import __version__
from mbc_desktop.data.records import Edition
from mbc_desktop.summary.phrases import SUPPORTS


def tell(parent: QWidget | None, message: str) -> None:
    """Something that the user can mend, in a sentence with a next step."""
    box = QMessageBox(QMessageBox.Icon.Warning, "MBC Desktop", message, QMessageBox.StandardButton.Ok, parent)
    box.exec()
    box.deleteLater()


def about(parent: QWidget, edition: Edition | None) -> None:
    """What this is, which edition, and who has reviewed it."""
    content = f"Content of {edition.content_date}, edition {edition.code}. {edition.review}" if edition else ""
    box = QMessageBox(parent)
    box.setWindowTitle("About MBC Desktop")
    box.setText(f"MBC Desktop {__version__}")
    box.setInformativeText(
        "An offline reference on treatments for metastatic breast cancer and their side effects.\n\n"
        f"{content}\n\n{SUPPORTS}\n\nNothing that you type or read is kept or sent anywhere."
    )
    box.exec()
    box.deleteLater()


def bug(trace: str) -> None:
    """A fault of ours: said plainly, with what an engineer needs, and the program goes on."""
    box = QMessageBox(QMessageBox.Icon.Critical, "MBC Desktop", "The program has a fault here.")
    box.setInformativeText(
        "You can go on. If it happens again, close the program and open it again, and give the details below to "
        "whoever looks after it."
    )
    box.setDetailedText(trace)
    box.exec()
    box.deleteLater()
