"""Over the list: the buttons to filter and to sort it, and a chip for each thing chosen, which takes it away again."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from mbc_desktop.data.listing import Chosen
from mbc_desktop.data.records import Entry
from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.filter_popup import FilterPopup
from mbc_desktop.ui.flow_layout import FlowLayout
from mbc_desktop.ui.listing_rows import KIND_WORDS, choice_words, value_words
from mbc_desktop.ui.models import Row
from mbc_desktop.ui.side_effect_popup import SideEffectPopup


class FilterBar(QWidget):
    """What is chosen, for as long as the program runs. `changed` comes after each change; `wanted` before a choice."""

    wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: Chosen = {}
        self.side_effect: Entry | None = None
        self.filter_popup: FilterPopup | None = None
        self.side_effect_popup: SideEffectPopup | None = None
        self.filter_button = QPushButton("&Filter…")
        self.sort_button = QPushButton("&Sort…")
        self.chips: list[QToolButton] = []
        for button, words, tip in (
            (self.filter_button, "Filter the list", "Filter the list by receptors, markers and more (Alt+F)"),
            (self.sort_button, "Sort the list", "Sort the list by a side effect, least often first (Alt+S)"),
        ):
            button.setToolTip(tip)
            name(button, words, tip)
        self.filter_button.clicked.connect(self.open_filters)
        self.sort_button.clicked.connect(self.open_side_effects)
        self._layout = FlowLayout(self)
        self._layout.addWidget(self.filter_button)
        self._layout.addWidget(self.sort_button)

    def set_book(self, offered: Mapping[str, tuple[str, ...]], rows_for: Callable[[str], Sequence[Row]]) -> None:
        """What can be chosen: values by their kind, and side effects as rows for the words in a box."""
        self.filter_popup = FilterPopup(offered, self)
        self.filter_popup.model.toggled.connect(lambda kind, value, on: self.choose(kind, value, on=on))
        self.filter_popup.clear_wanted.connect(self.clear_filters)
        self.side_effect_popup = SideEffectPopup(rows_for, self)
        self.side_effect_popup.chosen.connect(lambda key, title: self.sort_by(Entry(key, "side_effect", title)))

    def open_filters(self) -> None:
        if self.filter_popup is not None:
            self.wanted.emit()
            self.filter_popup.open_beside(self)

    def open_side_effects(self) -> None:
        if self.side_effect_popup is not None:
            self.wanted.emit()
            self.side_effect_popup.look_again()
            self.side_effect_popup.open_beside(self)

    def choose(self, kind: str, value: str, *, on: bool) -> None:
        """Choose a value of a kind, or take it away."""
        values = [one for one in self.chosen.get(kind, ()) if one != value] + ([value] if on else [])
        others = {one: told for one, told in self.chosen.items() if one != kind}
        self.chosen = {**self.chosen, kind: tuple(values)} if values else others
        self._changed()

    def sort_by(self, side_effect: Entry | None) -> None:
        """Sort by how often drugs bring a side effect; None brings back the book's own order."""
        self.side_effect = side_effect
        self._changed()

    def clear_filters(self) -> None:
        self.chosen = {}
        self._changed()

    def clear(self) -> None:
        self.side_effect = None
        self.clear_filters()

    def show_chips(self, *, shown: bool) -> None:
        """Chips stand only where what they say is done: not over the results of a search."""
        for chip in self.chips:
            chip.setVisible(shown)

    def tell(self, words: str) -> None:
        """What the choice leaves, said where it is made."""
        if self.filter_popup is not None:
            self.filter_popup.show_chosen(self.chosen, words)

    def _changed(self) -> None:
        had_focus = any(chip.hasFocus() for chip in self.chips)
        for chip in self.chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for kind, values in self.chosen.items():
            for value in values:
                says = f"Remove filter {KIND_WORDS[kind]}: {value_words(kind, value)}"
                self._add_chip(_crossed(choice_words(kind, value)), says, self._removal(kind, value))
        if self.side_effect is not None:
            words = f"Least often: {self.side_effect.title}"
            self._add_chip(_crossed(words), f"Remove sorting, {words}", lambda: self.sort_by(None))
        if len(self.chips) > 1:
            self._add_chip("Clear all", "Remove all filters and sorting", self.clear)
        if had_focus:
            (self.chips[0] if self.chips else self.filter_button).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _removal(self, kind: str, value: str) -> Callable[[], None]:
        return lambda: self.choose(kind, value, on=False)

    def _add_chip(self, words: str, says: str, remove: Callable[[], None]) -> None:
        chip = QToolButton()
        chip.setText(words.replace("&", "&&"))
        chip.setToolTip(says)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name(chip, says)
        chip.clicked.connect(remove)
        self._layout.addWidget(chip)
        QWidget.setTabOrder(self.chips[-1] if self.chips else self.sort_button, chip)
        self.chips.append(chip)


def _crossed(words: str) -> str:
    """Words with the mark for taking away; the chip's name says it in words."""
    return f"{words} \N{MULTIPLICATION SIGN}"
