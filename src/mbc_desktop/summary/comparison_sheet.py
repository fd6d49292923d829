"""The comparison of two to four treatments, for staff with the patient: one denominator, both arms, no winner."""

from collections.abc import Iterable, Sequence
from typing import Any

from mbc_desktop.data.records import Drug, Source, Treatment
from mbc_desktop.summary import comparison_words as words
from mbc_desktop.summary import parts, phrases
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.comparison import Row, compare, compare_groups, ordered
from mbc_desktop.summary.comparison_studies import Studies
from mbc_desktop.summary.parts import Part, Sheet, SideEffectOf
from mbc_desktop.summary.side_by_side import title_of

LABEL = "For staff with the patient"
NUMBERS = "Numbers are out of 100 people in each study."
ORDER = "Most frequent first, by the highest number of each row."
SILENT = f"Where nothing is told of a treatment: {phrases.NOT_REPORTED}."
BARS = "A bar is 100 people long; its hatched part is severe."
AT_MOST_ONE = "At most one of them has a number here."
ONLY_ONE = f"{AT_MOST_ONE} {SILENT}"
NO_EFFECTS = "Our sources name no side effects of it."
ONE_NAMES = "Only one of them names each of these."
ONLY_ONE_NAMES = f"{ONE_NAMES} {SILENT}"
IN_WORDS = (
    "Our sources tell these in words, without numbers that could be compared. Where a source is silent, that does not "
    "mean that it cannot happen."
)
WORDS_ORDER = "What more of them name comes first; then in the order of their pages."


def of_pages(pages: Sequence[Drug | Treatment], side_effect_of: SideEffectOf) -> Sheet:
    """One row for each side effect, one column for each treatment: numbers of drugs, words of groups of treatments."""
    drugs = [page for page in pages if isinstance(page, Drug)]
    groups = [page for page in pages if isinstance(page, Treatment)]
    return _of_drugs(drugs, side_effect_of) if drugs else _of_groups(groups, side_effect_of)


def _sheet(names: Sequence[str], lead: str, made: Iterable[Part | None]) -> Sheet:
    return parts.sheet("comparison", made, label=LABEL, title=title_of(names), subtitle="", lead=lead)


def _citations(pages: Iterable[Drug | Treatment], rows: Iterable[Row] = ()) -> Citations:
    """The pages' sources, and those of the side effects' pages: drugs may be warned of by a source of their own."""
    sources: list[Source] = [source for page in pages for source in page.sources]
    return Citations([*sources, *(source for row in rows for source in row.side_effect.sources)])


def _of_drugs(drugs: Sequence[Drug], side_effect_of: SideEffectOf) -> Sheet:
    rows = ordered(compare(drugs, side_effect_of), "frequency")
    citations = _citations(drugs, rows)
    studies = Studies(drugs, rows, citations)
    compared = studies.compared()
    told = [(row, _cells(row, studies, citations)) for row in rows]
    tables: list[Part | None] = []
    for heading, laboratory in (("Side effects", False), ("Laboratory values", True)):
        here = [one for one in told if one[0].side_effect.laboratory == laboratory]
        tables += [
            _table(heading, [one for one in here if one[0].figures > 1], studies),
            _rest(f"Other {heading[:1].lower()}{heading[1:]}", [one for one in here if one[0].figures <= 1], studies),
        ]
    return _sheet(
        [drug.name for drug in drugs],
        phrases.DIFFERENT_STUDIES,
        [
            compared,
            *tables,
            studies.signs([cell for _, cells in told for cell in cells]),
            studies.others(),
            parts.full_sources(citations),
        ],
    )


#: Side effects with a number from one drug alone that have a row of their own, for each drug.
ALONE = 8
Told = tuple[Row, list[dict[str, Any]]]


def _cells(row: Row, studies: Studies, citations: Citations) -> list[dict[str, Any]]:
    made = []
    for index, cell in enumerate(row.cells):
        found = cell.shown or cell.together
        warned = citations.cite(cell.warning.places) if cell.warning and not found else ""
        drug, column = studies.at(index)
        made.append(words.cell(row, cell, studies.mark(index, found) or warned, drug, column))
    return made


def _table(heading: str, told: Sequence[Told], studies: Studies) -> Part | None:
    """The side effects that two or more drugs have figures for: a table with a column each."""
    rows = [{"title": r.side_effect.title, "note": words.counted_alike(r), "cells": cells} for r, cells in told]
    note = " ".join(filter(None, (NUMBERS, ORDER, studies.letters_mean)))
    return _columns(heading, note, studies.heads(), rows)


def _columns(heading: str, note: str, heads: list[dict[str, str]], rows: list[dict[str, Any]]) -> Part | None:
    """`{"part": "comparison", "heading", "note", "bars", "heads", "rows": [{"title", "note", "cells"}]}`.

    Heads are `Studies.heads`, cells `words.cell`; `bars` says what the bars are, where there are any.
    """
    drawn = any(cell["bar"] for row in rows for cell in row["cells"])
    made = {"part": "comparison", "heading": heading, "note": note, "bars": BARS if drawn else ""}
    return made | {"heads": heads, "rows": rows} if rows else None


def _rest(heading: str, told: Sequence[Told], studies: Studies) -> Part | None:
    """What one drug has a figure for, under that drug; then what none has. Who is silent is left out.

    Of each, the most frequent ones have their numbers and the others their names, or the sheet would not be read.
    """
    heads = studies.heads()
    names = [head["name"] for head in heads]
    groups: list[list[dict[str, Any]]] = [[] for _ in (*names, "none")]
    for row, cells in told:
        own = next((index for index, cell in enumerate(row.cells) if cell.has_figure), len(names))
        entries = [
            {"name": "" if index == own else names[index], "text": cell["line"]}
            | {"note": "; ".join(filter(None, (cell["with"], cell["against"], cell["note"]))), "mark": cell["mark"]}
            for index, cell in enumerate(cells)
            if not cell["silent"]
        ]
        entries.sort(key=lambda entry: entry["name"] != "")
        groups[own].append({"title": row.side_effect.title, "note": words.counted_alike(row), "entries": entries})
    groups = [[*rows[:ALONE], *_by_name(rows[ALONE:])] for rows in groups]
    taken = ["; ".join(filter(None, (head["with"], head["against"]))) for head in heads]
    note = " ".join(filter(None, (NUMBERS, ONLY_ONE, studies.letters_mean)))
    return _apart(heading, note, [*zip(names, taken, strict=True), ("Without a number", "")], groups)


def _by_name(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without room as one: their side effects by name."""
    if not rows:
        return []
    names = "; ".join(str(row["title"]) for row in rows)
    entry = {"name": "", "text": f"{names}. Their numbers stand in the program.", "note": "", "mark": ""}
    return [{"title": f"{len(rows)} more", "note": "", "entries": [entry]}]


def _apart(
    heading: str, note: str, names: Sequence[tuple[str, str]], groups: Sequence[list[dict[str, Any]]]
) -> Part | None:
    """`{"part": "told-apart", "heading", "note", "groups": [{"heading", "with", "rows": [...]}]}`.

    A row is `{"title", "note", "entries"}`, an entry `{"name", "text", "note", "mark"}`; the treatment in the group's
    heading has no name. `names` are the groups' headings, each with its regimen and other group.
    """
    kept = [
        {"heading": name, "with": taken, "rows": rows}
        for (name, taken), rows in zip(names, groups, strict=True)
        if rows
    ]
    return {"part": "told-apart", "heading": heading, "note": note, "groups": kept} if kept else None


def _of_groups(groups: Sequence[Treatment], side_effect_of: SideEffectOf) -> Sheet:
    citations = _citations(groups)
    rows = compare_groups(groups, side_effect_of)
    names = [group.name for group in groups]
    entries = [
        {
            "name": group.name,
            "text": f"Also called: {', '.join(group.other_names)}." if group.other_names else "",
            "arms": "" if group.effects else NO_EFFECTS,
            "cite": "",
        }
        for group in groups
    ]
    heads = [{"name": name, "with": "", "against": ""} for name in names]
    told = [
        (row, [words.told_cell(row, *told, citations) for told in zip(names, row.cells, strict=True)]) for row in rows
    ]
    shared = [{"title": row.title, "note": "", "cells": cells} for row, cells in told if row.told > 1]
    alone = [
        [
            {
                "title": row.title,
                "note": "",
                "entries": [{"name": "", "text": cells[at]["line"], "note": "", "mark": cells[at]["mark"]}],
            }
            for row, cells in told
            if row.told == 1 and row.cells[at]
        ]
        for at in range(len(groups))
    ]
    return _sheet(
        [name if index == 0 else name[:1].lower() + name[1:] for index, name in enumerate(names)],
        IN_WORDS,
        [
            {"part": "compared", "heading": "What is compared", "entries": entries, "note": ""},
            _columns("Side effects", WORDS_ORDER, heads, shared),
            _apart(
                "Other side effects" if shared else "Side effects",
                ONLY_ONE_NAMES,
                [(name, "") for name in names],
                alone,
            ),
            parts.full_sources(citations),
        ],
    )
