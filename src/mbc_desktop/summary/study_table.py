"""A study's whole table for staff: both arms, any grade and severe, people counted, with bars."""

from collections.abc import Sequence
from typing import Any

from mbc_desktop.data.records import Arm, Reaction, Study, number
from mbc_desktop.summary import phrases
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.parts import Part, item_of, items_part


def study_part(study: Study, citations: Citations) -> Part:
    """`{"part": "study", "title", "about", "arms", "sorts", "groups": [{"heading", "rows": [...]}], "overall": [...]}`

    A row is `{"term", "note", "cite", "cells", "bar": {"any", "severe"} or None}`; its cells are those of each arm: any
    grade and severe, or any grade alone where no row has a severe share (`sorts` says which). Rows that count something
    else than any grade stand apart, under what they count.
    """
    rows = sorted((r for r in study.reactions if r.severity != "outcome"), key=lambda row: row.order)
    plain = [row for row in rows if not row.severity]
    told = [("", [row for row in plain if not row.band])]
    bands = dict.fromkeys(map(_band, plain))
    told += [(band, [row for row in plain if _band(row) == band]) for band in bands if band]
    told += [
        (phrases.first_upper(words), [row for row in rows if row.severity == severity])
        for severity, words in phrases.SEVERITY.items()
        if severity != "outcome"
    ]
    outcomes = [row for row in study.reactions if row.severity == "outcome"]
    told.append(("Overall", outcomes))
    told = [(heading, of) for heading, of in told if of]
    compared = bool(study.comparator)
    graded = any(_severe(row, arm) != phrases.EMPTY_CELL for row in study.reactions for arm in _arms(study))
    overall = [item_of(study.overall, cite=citations.cite(study.overall_places))] if study.overall else []
    return {
        "part": "study",
        "title": ", ".join(filter(None, (study.name, phrases.main_use(study)))),
        "cite": citations.cite(study.places),
        "about": _about(study, graded=graded),
        "sorts": ["any grade", "severe"] if graded else ["any grade"],
        "arms": [_head(study.regimen, phrases.people(study.n, study.n_total))]
        + ([_head(study.comparator, phrases.people(study.comparator_n))] if compared else []),
        "groups": [_group(heading, [_row(study, row, citations, graded=graded) for row in of]) for heading, of in told],
        "overall": overall,
    }


def _group(heading: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows under a heading; "run": whether it tells all that is known of each, so that their names alone follow it."""
    alike = all(
        row["cells"] == rows[0]["cells"] and row["bar"] is None and not row["note"] + row["cite"] for row in rows
    )
    return {"heading": heading, "rows": rows, "run": bool(heading) and alike}


def _band(row: Reaction) -> str:
    """The limits of a row without a share, and its source's words for them: over all rows of which it is told."""
    return f"{phrases.first_upper(phrases.band(row))}, {phrases.source_words(row)}" if row.band else ""


def _head(regimen: str, counted: str) -> str:
    return f"{regimen} ({counted})"


def _about(study: Study, *, graded: bool) -> list[str]:
    told = [_cells(study, row, graded=graded) for row in study.reactions]
    lines = [
        f"People: {study.population} ({phrases.SETTING[study.setting]}).",
        f"Grading: {phrases.plain_note(study.grading)}." if study.grading else "",
        f"The source lists: {study.threshold}." if study.threshold else "",
        phrases.severe_legend(study) if graded else "How often it was severe is not stated.",
        phrases.EMPTY_CELL_MEANS if any(phrases.EMPTY_CELL in cells for cells in told) else "",
        phrases.plain_note(study.note),
    ]
    return [line for line in lines if line]


def _arms(study: Study) -> Sequence[Arm]:
    return phrases.ARMS if study.comparator else phrases.ARMS[:1]


def _cells(study: Study, row: Reaction, *, graded: bool) -> list[str]:
    return [cell for arm in _arms(study) for cell in (_any(row, arm), *([_severe(row, arm)] if graded else []))]


def _row(study: Study, row: Reaction, citations: Citations, *, graded: bool) -> dict[str, Any]:
    notes = [
        phrases.lower_grades_of_both(row),
        phrases.source_words(row) if row.band and row.severity else "",
        phrases.counted(study, row) if row.n or row.of_whom else "",
        phrases.plain_note(row.note),
    ]
    own_places = [place for place in row.places if place not in study.places]
    return {
        "term": row.term,
        "note": "; ".join(filter(None, notes)),
        "cite": citations.cite(own_places),
        "cells": _cells(study, row, graded=graded),
        "bar": _bar(row),
    }


def _any(row: Reaction, arm: Arm) -> str:
    share = row.any_grade(arm)
    if share:
        return phrases.percent(share.share) + (f" {phrases.ADDED_UP}" if share.derived else "")
    if row.shares_of(arm) or arm == "comparator":
        return phrases.EMPTY_CELL
    return phrases.frequency(row)


def _severe(row: Reaction, arm: Arm) -> str:
    share = row.severe(arm)
    if share:
        return phrases.percent(share.share) + (f" {phrases.ADDED_UP}" if share.derived else "")
    return phrases.severe_grades_cell(row, arm) or phrases.EMPTY_CELL


def _bar(row: Reaction) -> dict[str, float | None] | None:
    """Lengths in per cent for the outline bar and its hatched part; None where there is nothing to draw."""
    any_grade, severe = row.any_grade(), row.severe()
    if any_grade is None and severe is None:
        return None
    return {
        "any": number(any_grade.share) if any_grade else None,
        "severe": number(severe.share) if severe else None,
    }


def others_part(studies: Sequence[Study]) -> Part | None:
    """The studies that are not printed, by name, so that nobody takes the one table for all there is."""
    if not studies:
        return None
    told = []
    for study in studies:
        use = f"main study: {study.main_for}" if study.main else ""
        told.append(
            study.name + (f" ({'; '.join(of)})" if (of := [w for w in (use, phrases.setting(study)) if w]) else "")
        )
    return items_part("Other studies, not printed here", [item_of(f"{'; '.join(told)}.")])
