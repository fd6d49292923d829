"""The patient's sheet of a drug: one leaf of paper. What to do in front, the numbers on the back.

The same content stands on it at every size: what fits on two pages of 12-point type. What there is no room for is told
by the care team, and the sheet says so.
"""

import re
from collections.abc import Sequence

from mbc_desktop.data.records import Drug, Explained, Statement
from mbc_desktop.summary import parts, patient_numbers, phrases, room, sheet_words
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.parts import Sheet, SideEffectOf
from mbc_desktop.summary.patient_parts import TAIL, call_now, tail, words
from mbc_desktop.summary.room import Room

#: Lines that the schedule may take before advice has its turn.
SCHEDULE = 5
#: Advice that the box has told already.
URGENT = re.compile(r"\b(?:at once|right away|get help|call)\b", re.IGNORECASE)


def of_drug(
    drug: Drug, side_effect_of: SideEffectOf, clinic: Clinic = BLANK, glossary: Sequence[Explained] = ()
) -> Sheet:
    """In front: when to call, what it is, how it is given, what to do. On the back: side effects, questions, notes."""
    shown = patient_numbers.shown_by(drug, side_effect_of)
    sources = [*drug.sources, *(source for side_effect, _ in shown for source in side_effect.sources)]
    citations = Citations(sources)
    front, back = Room(room.PAGE), Room(room.PAGE - TAIL)
    box = call_now(drug, citations, clinic, front)
    by_mouth = drug.routes == ("by mouth",)
    how = "What it is and how you take it" if by_mouth else "What it is and how you get it"
    about_items = _about(drug, citations, front)
    advice, boxed, named = _advice(drug, citations, front)
    back.spend(max(0.0, -front.left))  # a long box runs over to the back
    felt = patient_numbers.felt(shown, back)
    pictures = patient_numbers.pictures(drug, felt, citations, back)
    tables = patient_numbers.tables([one for one in shown if one not in felt], citations, back)
    if pictures:
        patient_numbers.add_help(pictures["entries"], felt, citations, back)
    # A number from another setting is said with its setting, and so not in short.
    most = [effect.title.split(" (")[0].lower() for effect, one in felt if not phrases.setting(one.study)]
    in_short = sheet_words.to_remember(most, len(drug.side_effect_titles)) if drug.call_now else ""
    return parts.sheet(
        "patient",
        label="For patients",
        title=phrases.first_upper(drug.name),
        subtitle=phrases.names(drug),
        purpose=sheet_words.purpose("how you take this drug" if by_mouth else "how you get this drug"),
        lead=sheet_words.main_message(bool(drug.call_now)),
        parts=[
            box,
            parts.items_part(how, about_items),
            parts.items_part("What you can do", advice),
            parts.items_part("Good to know", boxed),
            parts.remark(named),
            pictures,
            tables,
            words(
                (box, parts.items_part("", about_items), parts.items_part("", advice), pictures, tables), glossary, back
            ),
            *tail(sheet_words.TEACH_BACK, in_short, citations),
        ],
    )


def _about(drug: Drug, citations: Citations, left: Room) -> list[dict[str, str]]:
    """What the drug is, and how it is given, as much as there is room for; how it works comes last."""
    first = f"{phrases.drug_is(drug)} {phrases.given(drug.routes)}".strip()
    left.spend(room.HEADING + room.lines(first))
    share = Room(min(SCHEDULE, left.left))
    schedule = _fitting([s for s in drug.statements if s.section == "usual_schedule"], citations, share, needed=1)
    works = _fitting([s for s in drug.statements if s.section == "mechanism"], citations, share)
    left.spend(min(SCHEDULE, left.left) - share.left)
    items = [parts.item_of(text) for text in (first, *works, *schedule)]
    return items if schedule else [*items, parts.item_of(phrases.NOT_IN_SOURCES, "How you get it")]


def _fitting(statements: Sequence[Statement], citations: Citations, left: Room, needed: int = 0) -> list[str]:
    """The plain words of those for which there is room, in their order; the first `needed` ones in any case."""
    kept: list[str] = []
    for statement in statements:
        wanted = room.lines(statement.patient)
        if statement.patient and (len(kept) < needed or left.take(wanted)):
            if len(kept) < needed:
                left.spend(wanted)
            citations.cite(statement.places)
            kept.append(statement.patient)
    return kept


def _advice(drug: Drug, citations: Citations, left: Room) -> tuple[list[dict[str, str]], list[dict[str, str]], str]:
    """What to do, boxed warnings, and the topics of the other warnings.

    Pregnancy, boxed warnings and other medicines have their first lines before any has all; what the box tells already
    is last. Warnings without room are named.
    """
    told = {
        key: [s for s in drug.statements if s.section == key and s.patient and s not in drug.call_now]
        for key in ("boxed_warnings", "advice", "interactions", "pregnancy_and_fertility")
    }
    boxed, advice, medicines, pregnancy = told.values()
    calm = [s for s in advice if not URGENT.search(s.patient)]
    urgent = [s for s in advice if s not in calm]
    left.spend((2 if boxed else 1) * room.HEADING)
    named = _warned(drug, ())
    left.spend(room.lines(f"{sheet_words.ALSO_WARNED}: {named}", room.SMALL_PRINT) if named else 0)
    first = _fitting(pregnancy[:1], citations, left, needed=1)
    order = (*boxed[:1], *calm[:2], *medicines[:1], *boxed[1:], *calm[2:4], *pregnancy[1:], *medicines[1:], *calm[4:])
    kept = {*first, *_fitting((*order, *urgent), citations, left)}
    to_do = [parts.item_of(s.patient) for s in advice if s.patient in kept]
    to_do += [parts.item_of(s.patient, "Other medicines and food") for s in medicines if s.patient in kept]
    to_do += [parts.item_of(s.patient, "Pregnancy and fertility") for s in pregnancy if s.patient in kept]
    if not pregnancy:
        to_do.append(parts.item_of(phrases.NOT_IN_SOURCES, "Pregnancy and fertility"))
    told_boxed = [s for s in boxed if s.patient in kept]
    named = _warned(drug, told_boxed)
    known = [parts.item_of(s.patient, s.topic) for s in told_boxed]
    return to_do, known, f"{sheet_words.ALSO_WARNED}: {named}." if named else ""


def _warned(drug: Drug, told: Sequence[Statement]) -> str:
    """The topics of the warnings that neither the box nor the sheet tells, each once; two lines of them."""
    elsewhere = {statement.topic for statement in (*drug.call_now, *told)}
    warnings = [s for s in drug.statements if s.section in ("boxed_warnings", "warnings") and s.patient and s.topic]
    topics = list(dict.fromkeys(s.topic for s in warnings if s.topic not in elsewhere))
    shown = len(topics)
    while room.lines(f"{sheet_words.ALSO_WARNED}: {'; '.join(topics[:shown])}; and 9 more.", room.SMALL_PRINT) > 2:
        shown -= 1
    more = len(topics) - shown
    return "; ".join(topics[:shown]) + (f"; and {more} more" if more else "")
