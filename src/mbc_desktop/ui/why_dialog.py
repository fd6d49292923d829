"""Why this number: the sentence for the patient, a hundred people, and where the number comes from."""

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from mbc_desktop.summary.why import Why
from mbc_desktop.ui.accessible import announce, name
from mbc_desktop.ui.icon_array import IconArray

COPIED = "Copied"


class WhyDialog(QDialog):
    """Everything stands in one text that can be read, scrolled and copied with the keyboard."""

    def __init__(self, why: Why, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._why = why
        self.setFont(font)
        self.setWindowTitle("Why this number?")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setTabChangesFocus(True)
        self.text.setHtml(_html(why))
        name(self.text, "What stands behind the number", why.sentence)
        self.said = QLabel()
        name(self.said, "What was done")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton("Copy as &citation", QDialogButtonBox.ButtonRole.ActionRole)
        for button in buttons.buttons():
            button.setIcon(QIcon())  # the style's own is for light only
        beside = QHBoxLayout()
        beside.addWidget(self.text, 1)
        self.picture: IconArray | None = None
        if why.crossed is not None:
            self.picture = IconArray(why.crossed)
            caption = QLabel(self.picture.accessibleName())
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column = QVBoxLayout()
            column.addWidget(self.picture)
            column.addWidget(caption)
            column.addStretch(1)
            beside.addLayout(column)
        foot = QHBoxLayout()
        foot.addWidget(self.said)
        foot.addWidget(buttons, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(beside, 1)
        layout.addLayout(foot)
        self.copy_button.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        wanted = QSize(self.fontMetrics().averageCharWidth() * 110, self.fontMetrics().height() * 27)
        self.resize(wanted.boundedTo(self.screen().availableGeometry().size() - QSize(16, 48)))
        self.text.setFocus()

    def copy(self) -> None:
        """The citation as plain text to the clipboard."""
        QGuiApplication.clipboard().setText(self._why.citation)
        self.said.setText(COPIED)
        announce(self.said, COPIED)


def _html(why: Why) -> str:
    rows = "".join(
        f"<tr><td><b>{html.escape(what)}</b>&nbsp;&nbsp;</td><td>{html.escape(told)}</td></tr>"
        for what, told in why.lines
    )
    return f"<h3>{html.escape(why.title)}</h3><p>{html.escape(why.sentence)}</p><table cellpadding='2'>{rows}</table>"
