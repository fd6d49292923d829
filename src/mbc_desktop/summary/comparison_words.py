"""A comparison's cells in words. Every number is out of 100 people of its own study, as the heading says."""

from collections.abc import Sequence
from typing import Any

from mbc_desktop.data.records import Arm, Drug, Occurrence, Study, TreatmentEffect, number
from mbc_desktop.summary import parts, phrases, plain
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.comparison import Cell, Row, WordRow

OTHER_GROUP = "other group"
#: How a column says what patients are told as "about 86 out of 100 people": its heading says the rest.
IN_COLUMN = (
    ("about ", ""),
    (" out of 100", ""),
    ("none of the people counted", "no one"),
    ("all of the people counted", "all"),
    (" people", ""),
    ("fewer than ", "<"),
    ("more than ", ">"),
)
#: What the signs mean, for the legend.
SIGNS_MEAN = {"<1": "<1: fewer than 1 out of 100.", ">99": ">99: more than 99 out of 100, but not all."}
#: The sign of a share that we added up never stands alone on a line.
NARROW = "\N{NO-BREAK SPACE}"
ADDED_UP = f"{NARROW}{phrases.ADDED_UP}"
#: A cell without numbers.
EMPTY: dict[str, Any] = {"any": "", "severe": "", "other": "", "bar": None}
NO_REGIMEN = {"with": "", "against": ""}


def in_column(told: str) -> str:
    """`plain.out_of_100` for a column: "86", "<1", "at least 14", "0 of 441", "no one"."""
    for long, brief in IN_COLUMN:
        told = told.replace(long, brief)
    return told


def any_grade(occurrence: Occurrence, arm: Arm = "treatment") -> str:
    """How many of 100 had it, with any grade: "86", "at least 14"; a dash where that is not stated."""
    study, row = occurrence.study, occurrence.reaction
    if share := row.any_grade(arm):
        return in_column(plain.share_of(study, row, arm)) + (ADDED_UP if share.derived else "")
    if not any(number(share) for share in row.shares_of(arm).values()):
        return phrases.EMPTY_CELL  # "at least 0" tells nothing
    return in_column(plain.share_of(study, row, arm)) or phrases.EMPTY_CELL


def severe(occurrence: Occurrence) -> str:
    """How many of 100 had it severely: "13", "13 †" where added up, "3: <1, 4: 0"; a dash where not stated."""
    study, row = occurrence.study, occurrence.reaction
    if share := row.severe():
        return in_column(plain.out_of_100(share.share, row.n or study.n)) + (ADDED_UP if share.derived else "")
    grades = [(grade[-1], row.shares[grade]) for grade in ("grade3", "grade4") if grade in row.shares]
    apart = [f"{name}:{NARROW}{in_column(plain.out_of_100(s)) if number(s) else 0}" for name, s in grades]
    return ", ".join(apart) or phrases.EMPTY_CELL


def cell(row: Row, known: Cell, mark: str, drug: Drug, column: Study | None) -> dict[str, Any]:
    """One cell: `{"any", "severe", "other", "marks", "words", "note", "mark", "bar", "line", "silent", ...}`, all told.

    Either the three numbers or `words` are told. `line` says the same in one line, for large print, and `who` what was
    taken. `with` and `against` are the regimen and the other group where they differ from those of the study in the
    drug's `column`: a number never stands under another regimen or another group than its own. `note` is small print,
    `mark` the letter of the study or the place of a warning, `marks` the same for each of the numbers; `silent` is what
    is not reported.
    """
    if known.shown and known.has_figure and known.shown.reaction.shares:
        told = {"words": "", **_numbers(known.shown)}
    else:
        said = _words(known)
        told = {**EMPTY, "words": said, "line": said}
    marks = {key: "" if told[key] in ("", phrases.EMPTY_CELL) else mark for key in ("any", "severe", "other")}
    return {
        **told,
        **_regimen(known, drug, column),
        "marks": marks,
        "note": "; ".join(_notes(row, known)),
        "mark": mark,
        "silent": known.gap == phrases.NOT_REPORTED,
    }


def who(drug: Drug, study: Study) -> str:
    """What was taken, with the drug's name in it: "Abemaciclib + fulvestrant", "Trastuzumab (a regimen's own name)"."""
    if drug.name.casefold() in study.regimen.casefold():
        return phrases.first_upper(study.regimen)
    return f"{phrases.first_upper(drug.name)} ({study.regimen})"


def _regimen(known: Cell, drug: Drug, column: Study | None) -> dict[str, str]:
    """What was taken, and against what, where that is not what heads the drug's column."""
    name = phrases.first_upper(drug.name)
    found = known.shown or known.together
    if found is None:
        return {"who": name, **NO_REGIMEN}
    regimen, comparator = found.study.regimen, found.study.comparator
    counted = known.shown is not None and any_grade(known.shown, "comparator") != phrases.EMPTY_CELL
    return {
        "who": who(drug, found.study),
        "with": "" if column and regimen == column.regimen else regimen,
        "against": f"{OTHER_GROUP}: {comparator}"
        if counted and comparator and not (column and comparator == column.comparator)
        else "",
    }


def _numbers(shown: Occurrence) -> dict[str, Any]:
    often, grave, other = any_grade(shown), severe(shown), any_grade(shown, "comparator")
    reaction = shown.reaction
    share, hard = reaction.any_grade(), reaction.severe()
    bar = {"any": number(share.share) if share else None, "severe": number(hard.share) if hard else None}
    return {"any": often, "severe": grave, "other": other, "line": _line(shown), "bar": bar if share or hard else None}


def _line(shown: Occurrence) -> str:
    """The three numbers in one line: "86 out of 100, severe: 13 †; other group: 25"."""
    often, grave, other = any_grade(shown), severe(shown), any_grade(shown, "comparator")
    told = phrases.ANY_NOT_STATED
    if often != phrases.EMPTY_CELL:
        told = _often(shown) + (ADDED_UP if often.endswith(phrases.ADDED_UP) else "")
    if ":" in grave:
        told += f", {phrases.GRADE['grade3'][:-1]}{grave.replace(', 4:', ', grade 4:')}"
    else:
        told += f", severe: {grave}"
    if shown.study.comparator:
        told += f"; {OTHER_GROUP}: {other}"
    return told.replace(phrases.EMPTY_CELL, phrases.NOT_STATED)


def _words(known: Cell) -> str:
    """A cell without shares of any grade: a band, the source's words, another count, or a gap."""
    if known.shown is None:
        return known.gap
    severity = known.shown.reaction.severity
    if not severity:
        return _often(known.shown)
    told = f"{phrases.SEVERITY[severity]}: {_often(known.shown)}"
    other = any_grade(known.shown, "comparator")
    return told if other == phrases.EMPTY_CELL else f"{told}; {OTHER_GROUP}: {other}"


def _often(occurrence: Occurrence) -> str:
    """How often in words: "33 out of 100", "more than 10 out of 100", "reported; how often is not known"."""
    return plain.share_of(occurrence.study, occurrence.reaction).replace("about ", "").removesuffix(" people")


def behind(row: Row, known: Cell, column: Study | None) -> list[str]:
    """What stands under a line that says its own regimen: its study, where that is not the column's, and the notes."""
    found = known.shown or known.together
    told = []
    if found and (column is None or found.study.id != column.id):
        study = found.study
        share = known.shown.reaction.severe() if known.shown else None
        told = [study.name, phrases.setting(study), phrases.counted(study, found.reaction), phrases.against(study)]
        told.append(f"severe: {phrases.SEVERE[study.severe_means]}" if share and not share.derived else "")
    return [line for line in dict.fromkeys((*told, *_notes(row, known))) if line]


def _notes(row: Row, known: Cell) -> list[str]:
    """What must stand beside the number: which grade, another setting, whom it counts, under which word."""
    shown = known.shown
    if shown is None:
        return [f"{known.together.reaction.term}: {_often(known.together)}"] if known.together else []
    study, reaction = shown.study, shown.reaction
    said_already = reaction.note in reaction.of_whom or reaction.note == f"{reaction.n} patients"
    told = [
        plain.grade_counted(study, reaction) if not reaction.severity else "",
        phrases.source_words(reaction) if reaction.band else "",
        # What "mixed" and "not stated" settings are, the study's own line says.
        phrases.setting(study) if study.setting in ("early", "other cancers") else "",
        phrases.counted(study, reaction) if reaction.n or reaction.of_whom else "",
        "" if said_already else phrases.plain_note(reaction.note),
        "" if counted_alike(row) else parts.counted_as(row.side_effect, shown),
    ]
    return [note for note in told if note]


def counted_alike(row: Row) -> str:
    """What every study of the row counted, where that is one other word than the side effect's names; else ""."""
    terms = {parts.counted_as(row.side_effect, cell.shown) for cell in row.cells if cell.shown}
    return terms.pop() if len(terms) == 1 else ""


def told_cell(row: WordRow, name: str, effects: Sequence[TreatmentEffect], citations: Citations) -> dict[str, Any]:
    """A group's cell, in the same form: the timing and note of each of its effects, `mark` with their places."""
    told = []
    for effect in effects:
        term = "" if effect.term.casefold() == row.title.casefold() else f"{effect.term}."
        told.append(f"{term} {phrases.effect_in_words(effect)}".strip())
    said = " ".join(told) or phrases.NOT_REPORTED
    mark = citations.cite([place for effect in effects for place in effect.places])
    return {
        **EMPTY,
        **NO_REGIMEN,
        "who": name,
        "words": said,
        "line": said,
        "note": "",
        "mark": mark,
        "marks": {},
        "silent": not effects,
    }
