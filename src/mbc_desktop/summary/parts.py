"""The parts that every printed sheet is made of, as plain dicts. How each looks: `resources/print/parts.typ`.

A sheet is `{"kind", "label", "title", "subtitle", "lead", "parts": [...]}`, a part `{"part": its name, ...}`. All words
and numbers are settled here; the templates only draw.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from mbc_desktop.data.records import Occurrence, SideEffect, Statement
from mbc_desktop.summary import phrases, plain, sheet_words
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.clinic import Clinic

Part = dict[str, Any]
Sheet = dict[str, Any]
SideEffectOf = Callable[[str], SideEffect]
#: Whom a sheet speaks to: patients read `Statement.patient`, staff `Statement.text` with the places.
Voice = Literal["patient", "staff"]

#: Letters of the publishers that a patient's sheet names; the staff sheet has all of them.
PUBLISHERS = 120
#: Sources give other fever numbers on the same sheet; the clinic's rule goes first.
CLINICS_OWN_FEVER = "The fever rule is your clinic's own. It goes before any other fever number on this sheet."
PICTURE_NOTE = "Each picture shows 100 people in a study. Those with a cross had the side effect."


def sheet(
    kind: str, parts: Iterable[Part | None], *, label: str, title: str, subtitle: str, lead: str, purpose: str = ""
) -> Sheet:
    """A sheet; parts that have nothing to say are None and left out."""
    head = {"kind": kind, "label": label, "title": title, "subtitle": subtitle, "purpose": purpose, "lead": lead}
    return head | {"parts": [part for part in parts if part is not None]}


def call_now(
    lines: Sequence[Statement],
    left: int,
    citations: Citations,
    *,
    heading: str = "",
    clinic: Clinic | None = None,
    name: str = "",
) -> Part | None:
    """The boxed lines; with a `clinic`, how to call and what it has filled in, even where there are no signs."""
    told = []
    for line in lines:
        citations.cite(line.places)
        told.append(line.call_now or line.patient or line.text)
    if not told and clinic is None:
        return None
    return {
        "part": "call-now",
        "heading": heading or phrases.CALL_NOW,
        "lines": told,
        "more": phrases.more_to_call(left),
        "steps": sheet_words.how_to_call(name) if clinic else [],
        "how": sheet_words.HOW_TO_CALL,
        "fill_in": fill_in(clinic) if clinic else [],
    }


def fill_in(clinic: Clinic) -> list[dict[str, str]]:
    """`[{"name", "value"}]`: what a clinic fills in; an empty value is a line to write on, no name a plain line."""
    values = {
        "Clinic": clinic.name,
        "Phone by day": clinic.phone_day,
        "Call for a fever of": clinic.fever,
        "Phone at night and on weekends": clinic.phone_night,
    }
    lines = [{"name": name, "value": value} for name, value in values.items()]
    if clinic.emergency_number:
        lines.append({"name": "Emergency number", "value": clinic.emergency_number})
    told = (clinic.fever and CLINICS_OWN_FEVER, clinic.extra_line)
    return lines + [{"name": "", "value": line} for line in told if line]


def said(statement: Statement, voice: Voice, citations: Citations) -> dict[str, str] | None:
    """One statement as an item `{"topic", "text", "cite"}`; None where patients are not told."""
    words = statement.text if voice == "staff" else statement.patient
    if not words:
        return None
    topic = f"Grade {statement.grade}" if statement.grade else phrases.first_upper(statement.topic)
    mark = citations.cite(statement.places)
    return {"topic": topic, "text": words, "cite": mark if voice == "staff" else ""}


def section(
    heading: str, statements: Iterable[Statement], voice: Voice, citations: Citations, *, needed: bool = False
) -> Part | None:
    """A heading with its statements. A `needed` one without statements says that our sources are silent."""
    items = [item for statement in statements if (item := said(statement, voice, citations))]
    if needed and not items:
        items = [item_of(phrases.NOT_IN_SOURCES)]
    return items_part(heading, items)


def items_part(heading: str, items: Sequence[Mapping[str, str]], *, whole: bool = False) -> Part | None:
    """A heading over a list; a `whole` one is never split over two pages."""
    return {"part": "section", "heading": heading, "items": list(items), "whole": whole} if items else None


def item_of(text: str, topic: str = "", cite: str = "") -> dict[str, str]:
    return {"topic": topic, "text": text, "cite": cite}


def sections(
    statements: Sequence[Statement], headings: Mapping[str, str], voice: Voice, citations: Citations
) -> list[Part | None]:
    """A part for each heading, in the headings' order."""
    return [
        section(heading, [s for s in statements if s.section == key], voice, citations)
        for key, heading in headings.items()
    ]


def picture(side_effect: SideEffect, occurrence: Occurrence, helps: Sequence[str]) -> Part:
    """One side effect with its sentence and people counted; a picture where an any-grade share is 1 or more."""
    share = occurrence.reaction.any_grade()
    crossed = plain.crossed(share.share) if share else None
    return {
        "title": side_effect.title,
        "sentence": plain.sentence(occurrence.study, occurrence.reaction),
        "counted": counted(side_effect, occurrence),
        "crossed": crossed,
        "alt": "" if crossed is None else f"{crossed} of 100 people are crossed.",
        "helps": list(helps),
    }


def counted(side_effect: SideEffect, occurrence: Occurrence) -> str:
    """The small line under a sentence: how many people were counted, and under which other word."""
    term = counted_as(side_effect, occurrence)
    return plain.counted(occurrence.study, occurrence.reaction) + (f" ({term})" if term else "")


def counted_as(side_effect: SideEffect, occurrence: Occurrence) -> str:
    """What the study counted, where that says another thing than the names of the side effect: in other words."""
    names = (side_effect.title, side_effect.clinical_term, *side_effect.other_terms, *side_effect.synonyms)
    term = re.sub(r" \([^\d<>]*\)", "", occurrence.reaction.term)  # "Symptoms (as grouped in the label)"
    return "" if _words(term) <= _words(" ".join(names)) else f"{phrases.COUNTED_AS} {term}"


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[\w<>≥≤]+", text.casefold())}


def not_found(lines: Sequence[str]) -> Part | None:
    return items_part(phrases.NOT_IN_SOURCES.rstrip("."), [item_of(line) for line in lines])


def side_by_side(left: Iterable[Part | None], right: Iterable[Part | None]) -> Part:
    """Two groups of parts beside each other; in large print one under the other."""
    return {"part": "side-by-side", "left": [p for p in left if p], "right": [p for p in right if p]}


def dense(inner: Iterable[Part | None]) -> Part | None:
    """Parts in the smaller type of the staff sheet's columns, over the whole width."""
    kept = [p for p in inner if p]
    return {"part": "dense", "parts": kept} if kept else None


def columns(inner: Iterable[Part | None]) -> Part:
    """Parts in two columns of the page; in large print in one. Nothing stands after them on a sheet."""
    return {"part": "columns", "parts": [p for p in inner if p]}


def remark(text: str) -> Part | None:
    """A line of small print by itself."""
    return {"part": "remark", "text": text} if text else None


def in_short(text: str) -> Part | None:
    """The sheet in a sentence or two."""
    return {"part": "in-short", "heading": "To remember", "text": text} if text else None


def writing(heading: str, lines: int) -> Part:
    """Lines to write on."""
    return {"part": "writing", "heading": heading, "lines": lines}


def notes(lines: int) -> Part:
    """Lines to write on, in little room."""
    return {"part": "notes", "heading": "Notes", "lines": lines}


def short_sources(citations: Citations) -> Part | None:
    """Who wrote what was used, for patients: the first publishers in one run of text, and how many more there are."""
    names = citations.publishers()
    if not names:
        return None
    shown = [name for count, name in enumerate(names, 1) if count == 1 or len("; ".join(names[:count])) <= PUBLISHERS]
    more = len(names) - len(shown)
    told = "; ".join(shown) + (f"; and {more} more" if more > 0 else "")
    return {"part": "short-sources", "heading": "Sources", "text": f"{told}. {sheet_words.PLACES}"}


def full_sources(citations: Citations, *, whole: bool = True) -> Part | None:
    """What was used, for staff: each source with its places."""
    listed = citations.listed(whole=whole)
    note = "" if whole else sheet_words.MORE_OF_SOURCES
    return {"part": "sources", "heading": "Sources and places", "sources": listed, "note": note} if listed else None
