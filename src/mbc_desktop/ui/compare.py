"""What to compare, asked with a list to check; and the comparison that an address names."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mbc_desktop.data.records import Drug, Entry, Page, Treatment
from mbc_desktop.summary.comparison import compare, compare_groups
from mbc_desktop.summary.orders import FEWEST, MOST, orders
from mbc_desktop.summary.side_by_side import Comparison, address_of, keys_of
from mbc_desktop.ui.choice_dialog import ChoiceDialog

if TYPE_CHECKING:
    from mbc_desktop.data.repository import Repository

#: Comparisons that are remembered, for the way back.
REMEMBERED = 4


class Compare:
    """Makes comparisons of the book's drugs and groups. `page` remembers the last ones."""

    def __init__(self, repository: "Repository") -> None:
        self._repository = repository
        self._made: Callable[[tuple[str, ...]], Comparison] = lru_cache(REMEMBERED)(self._make)

    def page(self, address: str) -> Comparison:
        """The comparison of an address. Raises UserError where a page is unknown or they cannot stand side by side."""
        return self._made(tuple(keys_of(address)))

    def _make(self, keys: tuple[str, ...]) -> Comparison:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            (order,) = orders("comparison", [self._repository.page(key) for key in keys])
            drugs = [page for page in order.pages if isinstance(page, Drug)]
            if drugs:
                return Comparison(tuple(drugs), compare(drugs, self._repository.side_effects_of(drugs).__getitem__))
            groups = [page for page in order.pages if isinstance(page, Treatment)]
            return Comparison(tuple(groups), told=compare_groups(groups, self._repository.side_effect))
        finally:
            QApplication.restoreOverrideCursor()

    def ask(self, page: Page | Comparison | None, parent: QWidget) -> str:
        """What to compare a drug or group with, or what a comparison holds; the answer's address, "" for none."""
        match page:
            case Comparison():
                here = [one.id for one in page.pages]
                choices = self._offered(here)
                dialog = ChoiceDialog("Compare side by side", choices, here, parent, limits=(FEWEST, MOST))
            case Drug() | Treatment():
                here = [page.id]
                choices = {key: words for key, words in self._offered(here).items() if key != page.id}
                limits = FEWEST - 1, MOST - 1
                dialog = ChoiceDialog(f"Compare {page.name} with…", choices, (), parent, limits=limits)
            case _:
                return ""
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        answer = dialog.model.chosen()
        dialog.deleteLater()
        # What was there keeps its place; a page's own drug is not asked for.
        kept = [key for key in here if key in answer or key not in choices]
        return address_of((*kept, *(key for key in answer if key not in kept))) if accepted else ""

    def _offered(self, here: Sequence[str]) -> dict[str, str]:
        """Every drug, or every group, with its line: what is compared first, then the first one's own group."""
        first = self._repository.entries[here[0]]
        groups = self._repository.groups()
        if first.kind == "treatment":
            found = [(group, group.title) for group, _ in groups]
        else:
            found = [(drug, _line(drug, group)) for group, drugs in groups for drug in drugs]
        found.sort(key=lambda one: (one[0].id not in here, one[0].group != first.group))
        return {entry.id: words for entry, words in found}


def can_compare(page: Page | Comparison | None) -> bool:
    """Whether the page can stand beside another one."""
    return isinstance(page, Drug | Treatment | Comparison)


def _line(drug: Entry, group: Entry) -> str:
    brands = f" ({drug.subtitle})" if drug.subtitle else ""
    return f"{drug.title}{brands} · {group.title}"
