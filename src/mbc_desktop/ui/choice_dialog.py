"""Several of many, by name: a box to find them, a list to check them."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.checklist import Checklist, CheckView, Line
from mbc_desktop.ui.word_box import WordBox


class ChoiceDialog(QDialog):
    """`choices` is `{key: words}`, in the order to show; `chosen` are checked at first.

    `limits` are the fewest and the most that can be chosen.
    """

    def __init__(
        self,
        title: str,
        choices: Mapping[str, str],
        chosen: Collection[str],
        parent: QWidget | None,
        *,
        limits: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._limits = limits
        self.setWindowTitle(title)
        self.model = Checklist(self)
        self.model.set_lines([Line(key, words, key in chosen) for key, words in choices.items()])
        self.box = WordBox()
        name(self.box, "Find in the list")
        label = QLabel("&Find:")
        label.setBuddy(self.box)
        self.list = CheckView(self.model, title.removesuffix("…"))
        self.said = QLabel()
        name(self.said, "Number of choices")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
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
        self._say()

    def _find(self, words: str) -> None:
        self.model.look_for(words)
        self.list.mark_first()
        self._say()

    def _say(self) -> None:
        chosen, shown = len(self.model.chosen()), self.model.rowCount()
        told = f"{chosen} chosen"
        if self._limits:
            fewest, most = self._limits
            self.ok_button.setEnabled(fewest <= chosen <= most)
            told = f"Choose {fewest} to {most}: {told}"
        self.said.setText(told + ("" if shown else ". Nothing in the list has these words."))
