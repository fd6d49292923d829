"""A comparison as a page of the window: its address, its title, and what stands under which heading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mbc_desktop.data.records import Drug, Source, Treatment
from mbc_desktop.summary import comparison_words as words
from mbc_desktop.summary import phrases
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.comparison import Row, RowOrder, WordRow, ordered
from mbc_desktop.summary.comparison_studies import Studies

#: The address of a comparison: `compare:abemaciclib,palbociclib`. By itself it asks what to compare.
ADDRESS = "compare:"
#: On a page of the window a line names its own study, and needs no letter.
OTHER_STUDIES = "Other studies"


def address_of(keys: Iterable[str]) -> str:
    """The address under which the pages with these ids stand side by side."""
    return f"{ADDRESS}{','.join(keys)}"


def keys_of(address: str) -> list[str]:
    """The ids that an address names; none for the address by itself."""
    return [key for key in address.removeprefix(ADDRESS).split(",") if key]


def title_of(names: Sequence[str]) -> str:
    """`Abemaciclib, palbociclib and ribociclib side by side`; the last words stay on one line."""
    *others, last = names
    together = "side\N{NO-BREAK SPACE}by\N{NO-BREAK SPACE}side"
    return phrases.first_upper(f"{', '.join(others)} and {last} {together}")


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two to four drugs, or groups of treatments. Drugs have `rows`, `comparison.compare`; groups have `told`."""

    pages: tuple[Drug | Treatment, ...]
    rows: tuple[Row, ...] = ()
    told: tuple[WordRow, ...] = ()

    @property
    def id(self) -> str:
        return address_of(page.id for page in self.pages)

    @property
    def names(self) -> list[str]:
        """As they stand within a sentence: groups have a capital letter on their pages."""
        return [page.name if isinstance(page, Drug) else page.name[:1].lower() + page.name[1:] for page in self.pages]

    @property
    def title(self) -> str:
        return title_of(self.names)

    @property
    def drugs(self) -> list[Drug]:
        return [page for page in self.pages if isinstance(page, Drug)]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Those of every page, each once: a drug's warnings and rows are on its page."""
        return tuple({source.id: source for page in self.pages for source in page.sources}.values())

    def studies_behind(self, citations: Citations) -> Studies:
        """Which study each number comes from, and which of them stand over the rows."""
        return Studies(self.drugs, self.rows, citations)

    @cached_property
    def lines(self) -> dict[str, tuple[dict[str, Any], ...]]:
        """By a row's side effect, a line for each drug: `words.cell` with `words.behind` as "behind".

        Another order shows the same words, so they are made once.
        """
        studies = self.studies_behind(Citations(()))
        return {
            row.side_effect.id: tuple(
                words.cell(row, cell, "", *studies.at(at)) | {"behind": words.behind(row, cell, studies.at(at)[1])}
                for at, cell in enumerate(row.cells)
            )
            for row in self.rows
        }

    def sections(self, order: RowOrder) -> list[tuple[str, bool, tuple[Row, ...]]]:
        """(heading, whether two or more have a number, rows): first those, then what one alone has; tests apart."""
        made = []
        for heading, laboratory in (("Side effects", False), ("Laboratory values", True)):
            here = [row for row in self.rows if row.side_effect.laboratory == laboratory]
            shared = ordered((row for row in here if row.figures > 1), order)
            alone = ordered((row for row in here if row.figures <= 1), order)
            made += [(heading, True, shared), (f"Other {heading[:1].lower()}{heading[1:]}", False, alone)]
        return [section for section in made if section[2]]

    def told_sections(self) -> list[tuple[str, bool, tuple[WordRow, ...]]]:
        """(heading, whether two or more groups name these, rows), in the order of `compare_groups`."""
        shared = tuple(row for row in self.told if row.told > 1)
        alone = tuple(row for row in self.told if row.told <= 1)
        other = "Other side effects" if shared else "Side effects"
        return [section for section in (("Side effects", True, shared), (other, False, alone)) if section[2]]
