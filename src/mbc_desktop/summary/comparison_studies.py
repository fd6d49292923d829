"""The studies behind a comparison: one in each drug's column, a letter for every other one, and the legend."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from mbc_desktop.data.records import Drug, Occurrence, Study
from mbc_desktop.summary import comparison_words as words
from mbc_desktop.summary import parts, phrases
from mbc_desktop.summary.citations import Citations, letters
from mbc_desktop.summary.comparison import Row
from mbc_desktop.summary.parts import Part

LETTERS = "A letter marks another study: see below."


class Studies:
    """Which study each number of the rows comes from. A drug is told by its place among `drugs`."""

    def __init__(self, drugs: Sequence[Drug], rows: Sequence[Row], citations: Citations) -> None:
        self._drugs = drugs
        self._citations = citations
        self._used: dict[tuple[int, str], list[Occurrence]] = {}
        for row in rows:
            for index, cell in enumerate(row.cells):
                if found := cell.shown or cell.together:
                    self._used.setdefault((index, found.study.id), []).append(found)
        self._columns = [self._column(index) for index in range(len(drugs))]
        # Letters stand in the order of the drugs, then of each drug's studies.
        self._marked = [
            (index, study)
            for index, drug in enumerate(drugs)
            for study in drug.studies
            if (index, study.id) in self._used and study != self._columns[index]
        ]
        self._marks = {(index, study.id): letters(at) for at, (index, study) in enumerate(self._marked)}

    def _column(self, index: int) -> Study | None:
        """The drug's main study; without one, the study that most of its numbers here come from."""
        studies = self._drugs[index].studies
        if not studies or studies[0].main:
            return next(iter(studies), None)
        counts = Counter({study.id: len(self._used.get((index, study.id), ())) for study in studies})
        return max(studies, key=lambda study: counts[study.id])

    def at(self, index: int) -> tuple[Drug, Study | None]:
        """The drug, and the study in its column."""
        return self._drugs[index], self._columns[index]

    def mark(self, index: int, occurrence: Occurrence | None) -> str:
        """The letter of a number's study: "b"; "" for the study in the drug's column."""
        return self._marks.get((index, occurrence.study.id), "") if occurrence else ""

    @property
    def letters_mean(self) -> str:
        """What the letters are; "" where there are none."""
        return LETTERS if self._marked else ""

    def heads(self) -> list[dict[str, str]]:
        """`[{"name", "with", "against"}]`, a column each: the regimen stands over its numbers, and the other group."""
        heads = []
        for drug, study in zip(self._drugs, self._columns, strict=True):
            head = {"name": phrases.first_upper(drug.name), "with": "", "against": ""}
            if study:
                head["with"] = f"{study.regimen} ({_counted(study.n, study.n_total)})"
            if study and study.comparator:
                both = study.n is None and study.n_total is not None
                counted = "" if both else f" ({_counted(study.comparator_n)})"
                head["against"] = f"{words.OTHER_GROUP}: {study.comparator}{counted}"
            heads.append(head)
        return heads

    def compared(self) -> Part:
        """`{"part": "compared", "heading", "entries": [{"name", "text", "arms", "cite"}]}`: drugs and their studies.

        `arms` is left out where the column's head says it.
        """
        entries = []
        for index, (drug, study) in enumerate(zip(self._drugs, self._columns, strict=True)):
            brands = ", ".join(drug.brand_names[:2])  # some have eight
            entry = {
                "name": phrases.first_upper(drug.name) + (f" ({brands})" if brands else ""),
                "text": f"{drug.treatment.title}.",
                "arms": "",
                "cite": "",
            }
            if study:
                which = f"Main study, {study.main_for}" if study.main else "No main study; most numbers come from"
                told = [entry["text"], f"{which}: {study.name}.", *self._about(index, study)]
                entry |= {"text": " ".join(told), "arms": f"{phrases.arms(study)}.", "cite": self._cite(index, study)}
            entries.append(entry)
        return {"part": "compared", "heading": "What is compared", "entries": entries, "note": self._head_to_head()}

    def _about(self, index: int, study: Study) -> list[str]:
        """The setting where it is another than metastatic breast cancer, and what the study's own severe share is."""
        found = [share for one in self._used.get((index, study.id), ()) if (share := one.reaction.severe())]
        own = any(not share.derived for share in found)
        setting = phrases.setting(study)
        told = (
            f"{phrases.first_upper(setting)}." if setting else "",
            f"Severe: {phrases.SEVERE[study.severe_means]}." if own else "",
        )
        return [line for line in told if line]

    def _cite(self, index: int, study: Study) -> str:
        """The study's own place and those of its rows that are on the sheet."""
        rows = [place for one in self._used.get((index, study.id), ()) for place in one.reaction.places]
        return self._citations.cite(list(dict.fromkeys((*study.places, *rows))))

    def _head_to_head(self) -> str:
        """Which of the drugs one study compared with each other: there, the people were alike."""
        told = []
        for one, other in combinations(range(len(self._drugs)), 2):
            a, b = self._columns[one], self._columns[other]
            if a and b and a.name == b.name and (a.regimen, a.comparator) == (b.comparator, b.regimen):
                names = f"{self._drugs[one].name} and {self._drugs[other].name}"
                told.append(f"{phrases.first_upper(names)} were compared with each other in one study: {a.name}.")
        return " ".join(told)

    def others(self) -> Part | None:
        """Every marked study under its letter."""
        items = [
            parts.item_of(
                " ".join(
                    (
                        f"{phrases.first_upper(self._drugs[index].name)} in {study.name}: {phrases.arms(study)}.",
                        *self._about(index, study),
                    )
                ),
                self._marks[index, study.id],
                self._cite(index, study),
            )
            for index, study in self._marked
        ]
        return parts.items_part("Other studies, by their letters", items)

    def signs(self, cells: Sequence[dict[str, Any]]) -> Part | None:
        """What the signs in the cells mean."""
        numbers = [cell[key] for cell in cells for key in ("any", "severe", "other")]
        told = [means for sign, means in words.SIGNS_MEAN.items() if any(sign in number for number in numbers)]
        if phrases.EMPTY_CELL in numbers:
            told.append(phrases.EMPTY_CELL_MEANS)
        if first := next((found[0] for found in self._used.values()), None):
            rows = tuple(one.reaction for found in self._used.values() for one in found)
            legend = phrases.severe_legend(replace(first.study, reactions=rows))
            told.append(legend.removeprefix(f"Severe: {phrases.SEVERE[first.study.severe_means]}.").strip())
        return parts.items_part("What the signs mean", [parts.item_of(" ".join(filter(None, told)))]) if told else None


def _counted(n: int | None, n_total: int | None = None) -> str:
    """The people of a column's head; a plain number never stands alone at a line's end."""
    told = phrases.people(n, n_total)
    return told if n is None else told.replace(" ", "\N{NO-BREAK SPACE}")
