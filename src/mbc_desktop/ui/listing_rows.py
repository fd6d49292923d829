"""The filtered and the sorted list as rows, and the words for what was chosen."""

from collections.abc import Mapping, Sequence

from mbc_desktop.data.listing import Chosen, Factors, Figure, Filtered, Known, Standing, least_often, standing
from mbc_desktop.data.records import DrugOccurrences, Entry, SideEffect
from mbc_desktop.summary import phrases
from mbc_desktop.ui.html.tables import study_line
from mbc_desktop.ui.models import Row, heading

KIND_WORDS: Mapping[str, str] = phrases.FACTOR | {"route": "How it is given", "site": "Site of spread"}
#: Values whose word in the content is short for something.
VALUE_WORDS = {
    ("menopause", "post"): "after",
    ("menopause", "pre-with-suppression"): "before, with the ovaries suppressed",
}
#: Kinds whose values say by themselves what they are.
SAY_ENOUGH = ("route", "biomarker")
FILTERS = "This filters the book. It does not say what suits a patient."
SORTS = "This sorts the book. It does not say what suits a patient."
#: The page of a record may tell in words what its factors leave open.
NOT_STATED = "Not stated here; the page may say more"
KNOWN_WORDS = {
    Known.ANY_GRADE: "Any grade, least often first",
    Known.AT_LEAST: "At least: only some grades are counted",
    Known.BAND: "Only limits are stated",
    Known.REPORTED: phrases.NOT_KNOWN,
    Known.SOME_CASES: "Only some cases are counted",
    Known.TOGETHER: "Counted together with other side effects",
    Known.WARNED: "Named in warnings, without a figure",
    Known.ELSEWHERE: phrases.TOLD_APART,
    Known.NOT_REPORTED: phrases.first_upper(phrases.NOT_REPORTED),
}


def value_words(kind: str, value: str) -> str:
    return VALUE_WORDS.get((kind, value), value)


def choice_words(kind: str, value: str) -> str:
    """A chosen value in few words: "HER2: low", "by mouth"."""
    words = value_words(kind, value)
    return words if kind in SAY_ENOUGH else f"{KIND_WORDS[kind]}: {words}"


def counted(found: Filtered, drugs: int, treatments: int) -> str:
    """What matches: "12 of 51 drugs, 1 of 9 treatments"."""
    return f"{len(found.drugs)} of {drugs} drugs, {len(found.treatments)} of {treatments} treatments"


def apart(found: Filtered) -> str:
    """What does not match, each kind counted by itself: not stated, and stated otherwise."""
    told = f"{phrases.first_upper(phrases.NOT_STATED)}: {len(found.not_stated)}."
    return f"{told} Left out, as they state something else: {len(found.left_out)}."


def filtered_rows(found: Filtered, factors: Factors, chosen: Chosen) -> list[Row]:
    """What matches, with what its record states; then what is not stated, apart.

    A treatment whose own record does not match is a mere heading over its drugs.
    """
    rows = []
    for group, matches, drugs in found.places:
        rows.append(_stated_row(group, factors, chosen) if matches else heading(group.title))
        rows += [_stated_row(drug, factors, chosen) for drug in drugs]
    if found.not_stated:
        rows.append(heading(NOT_STATED))
        rows += [Row(e.id, e.title, _not_stated(e, factors, chosen), whole=True) for e in found.not_stated]
    return rows


def _stated_row(entry: Entry, factors: Factors, chosen: Chosen) -> Row:
    told = " · ".join(f"{KIND_WORDS[kind]}: {_stated(entry, factors, kind)}" for kind in chosen)
    return Row(entry.id, entry.title, told, level=int(entry.kind == "drug"), whole=True)


def _stated(entry: Entry, factors: Factors, kind: str) -> str:
    return " or ".join(value_words(kind, f.value) for f in factors.get(entry.id, ()) if f.kind == kind)


def _not_stated(entry: Entry, factors: Factors, chosen: Chosen) -> str:
    """Per kind what the record states, and what of the choice it leaves open."""
    told = []
    for kind, values in chosen.items():
        stated = _stated(entry, factors, kind)
        is_open = standing(factors.get(entry.id, ()), kind, values) == Standing.NOT_STATED
        wanted = " or ".join(value_words(kind, value) for value in values)
        left = f"{wanted} {phrases.NOT_STATED}" if stated else phrases.NOT_STATED
        told.append(f"{KIND_WORDS[kind]}: {'; '.join(filter(None, (stated, left if is_open else '')))}")
    return " · ".join(told)


def sorted_rows(page: SideEffect, found: Filtered, factors: Factors, chosen: Chosen) -> list[Row]:
    """Drugs with a figure for a side effect, least often first; everything that is known less well apart."""
    rows = []
    for known, figures in least_often(page, found.drugs).items():
        rows.append(heading(KNOWN_WORDS[known]))
        rows += [_figure_row(known, figure, page.id) for figure in figures]
    open_drugs = [entry for entry in found.not_stated if entry.kind == "drug"]
    rows += [heading(NOT_STATED)] if open_drugs else []
    for known, figures in least_often(page, open_drugs).items():
        rows += [_figure_row(known, f, page.id, f"{_not_stated(f[0], factors, chosen)}. ") for f in figures]
    return rows


def _figure_row(known: Known, figure: Figure, side_effect: str, before: str = "") -> Row:
    drug, occurrences = figure
    if occurrences is None:
        target = "warnings" if known == Known.WARNED else ""
        words = f"{before}{KNOWN_WORDS[known]}" if before else ""
        return Row(drug.id, drug.title, words, target=target, whole=True)
    share = occurrences.shown.reaction.any_grade() if known == Known.ANY_GRADE else None
    return Row(
        drug.id,
        drug.title,
        before + _stands_behind(known, occurrences),
        target=side_effect,
        figure=phrases.percent(share.share) if share else "",
        whole=True,
    )


def _stands_behind(known: Known, occurrences: DrugOccurrences) -> str:
    """How often where that is no plain share; then regimen, study, setting and people counted."""
    study, row = occurrences.shown.study, occurrences.shown.reaction
    share = row.any_grade()
    told: Sequence[str] = (
        phrases.frequency(row) if known != Known.ANY_GRADE else "",
        phrases.ANY_ADDED_UP if known == Known.ANY_GRADE and share and share.derived else "",
        f"“{row.term}”" if known == Known.TOGETHER else "",
        phrases.SEVERITY.get(row.severity, ""),
        study_line(study, row),
        "" if occurrences.has_main_study else phrases.NO_MAIN_STUDY,
    )
    return " · ".join(filter(None, told))
