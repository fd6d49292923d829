"""Several of many, by name: a box to find them, a list to check them."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from mbc_desktop.ui import dialogs
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.checklist import Checklist, CheckView, Line


class ChoiceDialog(QDialog):
    """`choices` is `{key: words}`, in the order to show; `chosen` are checked at first."""

    def __init__(
        self, title: str, choices: Mapping[str, str], chosen: Collection[str], font: QFont, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setFont(font)
        self.setWindowTitle(title)
        self.model = Checklist(self)
        self.model.set_lines([Line(key, words, key in chosen) for key, words in choices.items()])
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        name(self.box, "Find in the list")
        label = QLabel("&Find:")
        label.setBuddy(self.box)
        self.list = CheckView(self.model, title.removesuffix("…"))
        self.said = QLabel()
        name(self.said, "Number of choices")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        for button in buttons.buttons():
            button.setIcon(QIcon())  # the style's own is for light only
        layout = QVBoxLayout(self)
        for widget in (label, self.box, self.list, self.said, buttons):
            layout.addWidget(widget)
        self.box.textChanged.connect(self._find)
        self.model.checked.connect(self._say)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.resize(self.fontMetrics().averageCharWidth() * 60, self.fontMetrics().height() * 22)
        self.resize(self.size().boundedTo(self.screen().availableGeometry().size() - QSize(16, 48)))
        dialogs.outlined(self.box, self.list)
        self._say()

    def _find(self, words: str) -> None:
        self.model.look_for(words)
        self.list.mark_first()
        self._say()

    def _say(self) -> None:
        chosen, shown = len(self.model.chosen()), self.model.rowCount()
        self.said.setText(f"{chosen} chosen" + ("" if shown else ". Nothing in the list has these words."))
