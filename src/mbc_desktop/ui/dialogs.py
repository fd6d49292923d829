"""Short messages: what went wrong and what to do next, and what this program is; how every dialog fits the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QMessageBox, QScrollArea, QSizePolicy, QWidget

from mbc_desktop import __version__
from mbc_desktop.data.records import Edition
from mbc_desktop.summary.phrases import SUPPORTS


def tell(parent: QWidget | None, message: str) -> None:
    """Something that the user can mend, in a sentence with a next step."""
    box = QMessageBox(QMessageBox.Icon.Warning, "MBC Desktop", message, QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a path may look like a tag
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


def words(text: str = "") -> QLabel:
    """Words that wrap and are shown as they are: a path may look like a tag, and has no blanks to wrap at."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
    return label


class Fields(QScrollArea):
    """A dialog's fields, which scroll where text is large and the screen small; its buttons stay in sight."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields take the keyboard, and each scrolls into sight

    def sizeHint(self) -> QSize:
        """All of the fields, with words that wrap at a width that reads well."""
        if (layout := self._inner.layout()) is not None:
            layout.activate()  # fonts and rows may have changed since it was asked last
        most = self.screen().availableGeometry().width() - 48
        width = min(most, max(self._inner.minimumSizeHint().width(), self.fontMetrics().averageCharWidth() * 72))
        return QSize(width, max(self._inner.heightForWidth(width), self._inner.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), 60)


def fit(dialog: QDialog) -> None:
    """As large as it wants to be, and no larger than the screen, with room for a title bar. An open one only grows."""
    screen = dialog.screen().availableGeometry().size()
    for fields in dialog.findChildren(Fields):
        fields.updateGeometry()  # layouts remember what it wanted before
    at_least = dialog.size() if dialog.isVisible() else QSize()
    dialog.resize(dialog.sizeHint().expandedTo(at_least).boundedTo(screen - QSize(16, 48)))


def _show(box: QMessageBox) -> None:
    """Words on the buttons are enough: the style's own icons are drawn for light windows only."""
    for button in box.buttons():
        button.setIcon(QIcon())
    box.exec()
    box.deleteLater()
