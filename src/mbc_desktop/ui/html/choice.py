"""What of a drug's side effects its page shows, and in which order: chosen with the links over the table.

A comparison has orders of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args

from mbc_desktop.data.records import Drug, Reaction, Study, number
from mbc_desktop.summary.comparison import RowOrder

#: What to sort and what to show by, with the words for it.
SORTS = {"any": "any grade", "severe": "severe", "name": "name"}
KINDS = {"all": "all", "clinical": "what people notice", "laboratory": "tests"}
ORDERS = {"difference": "largest difference", "frequency": "most frequent", "name": "name"}
#: The sign of what is chosen.
CHOSEN = "✓"


@dataclass(frozen=True, slots=True)
class Choice:
    """`study` is a study's id; "" is the first, which is the main one where there is one. `order` is a comparison's."""

    sort: str = "any"
    show: str = "all"
    study: str = ""
    order: RowOrder = "difference"

    def after(self, told: str) -> "Choice":
        """The choice after a link `view:told` was followed: "sort=severe", "study=one", "order=name"."""
        what, _, value = told.partition("=")
        match what:
            case "sort" if value in SORTS:
                return replace(self, sort=value)
            case "show" if value in KINDS:
                return replace(self, show=value)
            case "study":
                return replace(self, study=value)
            case "order":
                return replace(self, order=next((order for order in get_args(RowOrder) if order == value), self.order))
        return self

    def studies(self, drug: Drug) -> list[Study]:
        """The drug's studies, the chosen one first."""
        return sorted(drug.studies, key=lambda study: study.id != self.study)

    def rows(self, rows: Iterable[Reaction]) -> list[Reaction]:
        """The rows of the chosen kind in the chosen order. Outcomes are of no kind."""
        wanted = [row for row in rows if self.show in ("all", row.kind) or row.severity == "outcome"]
        return sorted(wanted, key=lambda row: (self._place(row), row.term.casefold()))

    def _place(self, row: Reaction) -> tuple[object, ...]:
        if self.sort == "name":
            return ()
        return (_severity_place(row), row.order) if self.sort == "severe" else row.order


AS_MADE = Choice()


def _severity_place(row: Reaction) -> tuple[int, float]:
    """Most often severe first; where grades 3 and 4 stand apart, by the larger; then what is not stated."""
    share = row.severe()
    told = [share.share] if share else [row.shares[grade] for grade in ("grade3", "grade4") if grade in row.shares]
    return (0, -max(map(number, told))) if told else (1, 0.0)
