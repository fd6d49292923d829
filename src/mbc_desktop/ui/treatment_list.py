"""What the list shows while the box is empty: the book's treatments, or what is left of them by choice."""

from typing import TYPE_CHECKING

from mbc_desktop.data.listing import Chosen, Known, filtered, least_often
from mbc_desktop.data.records import Entry, SideEffect
from mbc_desktop.summary.phrases import DIFFERENT_STUDIES
from mbc_desktop.ui.listing_rows import FILTERS, SORTS, apart, counted, filtered_rows, sorted_rows
from mbc_desktop.ui.models import Row, note, treatment_rows

if TYPE_CHECKING:
    from mbc_desktop.data.repository import Repository


class TreatmentList:
    """The rows, under the sentences that must stand over them."""

    def __init__(self, repository: "Repository") -> None:
        self._repository = repository
        self._groups = repository.groups()
        self._whole = treatment_rows(self._groups, repository.entries["overview"])
        self._drugs = sum(len(drugs) for _, drugs in self._groups)
        self._page: SideEffect | None = None

    def shown(self, chosen: Chosen, side_effect: Entry | None) -> tuple[list[Row], str]:
        """(rows, what they are in a line) as chosen; no line where nothing is chosen."""
        if not chosen and side_effect is None:
            return self._whole, ""
        factors = self._repository.factors
        found = filtered(self._groups, factors, chosen)
        notes = [apart(found), FILTERS] if chosen else [SORTS]
        if side_effect is None:
            told = counted(found, self._drugs, len(self._groups))
            return [note(" ".join(notes)), *filtered_rows(found, factors, chosen)], told
        page = self._side_effect(side_effect.id)
        rows = sorted_rows(page, found, factors, chosen)
        shares = len(least_often(page, found.drugs).get(Known.ANY_GRADE, ()))
        told = f"{len(found.drugs)} of {self._drugs} drugs, {shares} with an any-grade figure for {side_effect.title}"
        return [note(" ".join([DIFFERENT_STUDIES, *notes])), *rows], told

    def _side_effect(self, key: str) -> SideEffect:
        """The side effect that sorts, read once for as long as it does."""
        if self._page is None or self._page.id != key:
            self._page = self._repository.side_effect(key)
        return self._page
