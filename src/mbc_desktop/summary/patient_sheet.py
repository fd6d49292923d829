"""The patient's sheet of a drug or a treatment: one leaf of paper. What to do in front, the numbers on the back.

The same content stands on it at every size: what fits on two pages of 12-point type. What there is no room for is told
by the care team, and the sheet says so.
"""

import re
from collections.abc import Mapping, Sequence

from mbc_desktop.data.records import Drug, Statement, Treatment
from mbc_desktop.data.sections import TREATMENT_SECTIONS
from mbc_desktop.summary import parts, patient_numbers, phrases, room, sheet_words
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.parts import Part, Sheet, SideEffectOf
from mbc_desktop.summary.room import Room

#: Lines for the title, the main message and the clinic's own lines; for the questions, notes and sources.
HEAD = 6.0
TAIL = 11.2
#: Lines that may stay empty at the first page's end, for what is never split.
PAGE_END = 5.0
#: Side effects of a treatment that have room before a section has its next statement.
EFFECTS = 5
#: Sections of a treatment that say less about what to do.
CAN_WAIT = ("not_usual", "types", "who_delivers", "combines_with", "how_you_know_it_works")
#: Lines that the schedule may take before advice has its turn.
SCHEDULE = 7
#: Advice that the box has told already.
URGENT = re.compile(r"\b(?:at once|right away|get help|call)\b", re.IGNORECASE)


def of_drug(drug: Drug, side_effect_of: SideEffectOf, clinic: Clinic = BLANK) -> Sheet:
    """In front: when to call, what it is, how it is given, what to do. On the back: side effects, questions, notes."""
    shown = patient_numbers.shown_by(drug, side_effect_of)
    sources = [*drug.sources, *(source for side_effect, _ in shown for source in side_effect.sources)]
    citations = Citations(sources)
    front, back = Room(room.PAGE), Room(room.PAGE - TAIL)
    call_now = _call_now(drug, citations, clinic, front)
    how = "What it is and how you take it" if drug.routes == ("by mouth",) else "What it is and how you get it"
    about = parts.items_part(how, _about(drug, citations, front))
    advice = parts.items_part("What you can do", _advice(drug, citations, front))
    back.spend(max(0.0, -front.left))  # a long box runs over to the back
    felt = patient_numbers.felt(shown)
    pictures = patient_numbers.pictures(drug, felt, citations, back)
    tables = patient_numbers.tables([one for one in shown if one not in felt], citations, back)
    if pictures:
        patient_numbers.add_help(pictures["entries"], felt, citations, back)
    return parts.sheet(
        "patient",
        label="For patients",
        title=phrases.first_upper(drug.name),
        subtitle=phrases.names(drug),
        lead=sheet_words.main_message(bool(drug.call_now)),
        parts=[
            call_now,
            about,
            advice,
            pictures,
            tables,
            _all_of_them(drug),
            *_tail(sheet_words.TEACH_BACK, citations),
        ],
    )


def of_treatment(treatment: Treatment, clinic: Clinic = BLANK) -> Sheet:
    """The treatment's own statements in the page's order; its side effects stand in words, with their timing."""
    citations = Citations(treatment.sources)
    left = Room(2 * room.PAGE - TAIL - PAGE_END)
    call_now = _call_now(treatment, citations, clinic, left)
    kept = _by_turns(treatment, left)
    told: list[Part | None] = []
    for key, heading in TREATMENT_SECTIONS.items():
        items = [parts.item_of(words) for words in kept.get(key, [])]
        if key == "effects_note":
            told.append(
                parts.items_part("Side effects", items + _effects(treatment, citations, kept.get("effects", [])))
            )
        else:
            told.append(parts.items_part(heading, items))
    for statement in treatment.statements:
        if statement.patient in kept.get(statement.section, []):
            citations.cite(statement.places)
    return parts.sheet(
        "patient",
        label="For patients",
        title=treatment.name,
        subtitle=f"Also called: {', '.join(treatment.other_names)}" if treatment.other_names else "",
        lead=sheet_words.main_message(bool(treatment.call_now)),
        parts=[call_now, *told, *_tail(sheet_words.TEACH_BACK_TREATMENT, citations)],
    )


def _call_now(page: Drug | Treatment, citations: Citations, clinic: Clinic, left: Room) -> Part | None:
    part = parts.call_now(page.call_now, page.call_now_left, citations, clinic=clinic)
    told = [*part["lines"], part["more"]] if part else []
    left.spend(HEAD + sum(room.lines(line, room.BOXED) for line in told))
    left.spend(room.HEADING + _height(part["fill_in"]) if part else 0)
    return part


def _height(fill_in: Sequence[Mapping[str, str]]) -> float:
    """The lines of what a clinic fills in: two beside each other, what has no name over the whole width."""
    told = [(f"{line['name']}: {line['value']}", room.BOXED / 2.5) for line in fill_in if line["name"]]
    rows = [max(room.lines(*one) for one in told[at : at + 2]) + 0.7 for at in range(0, len(told), 2)]
    plain = [room.lines(line["value"], room.BOXED) + 0.5 for line in fill_in if not line["name"]]
    return 1.0 + sum(rows) + sum(plain)


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


def _advice(drug: Drug, citations: Citations, left: Room) -> list[dict[str, str]]:
    """What to do and know. Pregnancy, boxed warnings and other medicines have their first lines before any has all;
    what the box tells already is last. Warnings without room are named.
    """
    told = {
        key: [s for s in drug.statements if s.section == key and s.patient and s not in drug.call_now]
        for key in ("boxed_warnings", "advice", "interactions", "pregnancy_and_fertility")
    }
    boxed, advice, medicines, pregnancy = told.values()
    calm = [s for s in advice if not URGENT.search(s.patient)]
    urgent = [s for s in advice if s not in calm]
    left.spend(room.HEADING)
    named = _warned(drug, ())
    left.spend(room.lines(f"{sheet_words.ALSO_WARNED}: {named}") if named else 0)
    first = _fitting(pregnancy[:1], citations, left, needed=1)
    order = (*boxed[:1], *calm[:2], *medicines[:1], *boxed[1:], *calm[2:4], *pregnancy[1:], *medicines[1:], *calm[4:])
    kept = {*first, *_fitting((*order, *urgent), citations, left)}
    items = [parts.item_of(s.patient, s.topic) for s in boxed if s.patient in kept]
    items += [parts.item_of(s.patient) for s in advice if s.patient in kept]
    items += [parts.item_of(s.patient, "Other medicines and food") for s in medicines if s.patient in kept]
    items += [parts.item_of(s.patient, "Pregnancy and fertility") for s in pregnancy if s.patient in kept]
    if not pregnancy:
        items.append(parts.item_of(phrases.NOT_IN_SOURCES, "Pregnancy and fertility"))
    named = _warned(drug, [s for s in boxed if s.patient in kept])
    return [*items, parts.item_of(f"{named}.", sheet_words.ALSO_WARNED)] if named else items


def _warned(drug: Drug, told: Sequence[Statement]) -> str:
    """The topics of the warnings that neither the box nor the sheet tells, each once."""
    elsewhere = {statement.topic for statement in (*drug.call_now, *told)}
    warnings = [s for s in drug.statements if s.section in ("boxed_warnings", "warnings") and s.patient and s.topic]
    return "; ".join(dict.fromkeys(s.topic for s in warnings if s.topic not in elsewhere))


def _all_of_them(drug: Drug) -> Part | None:
    """How many side effects are known, so that nobody takes those on the sheet for all."""
    return parts.remark(sheet_words.all_side_effects(len(drug.side_effect_titles))) if drug.side_effect_titles else None


def _by_turns(treatment: Treatment, left: Room) -> dict[str, list[str]]:
    """What each section keeps: a statement of each, then a second, and so on, as long as there is room.

    Side effects with their timing are the section "effects"; of them come several in each turn. What can wait has its
    first turn when the others have no room for more.
    """
    told = {
        key: [s.patient for s in treatment.statements if s.section == key and s.patient] for key in TREATMENT_SECTIONS
    }
    effects = [_effect_words(effect.term, effect.timing, effect.note) for effect in treatment.effects]
    first = {key: texts for key, texts in told.items() if key not in CAN_WAIT} | {"effects": effects}
    kept: dict[str, list[str]] = {}
    for queues in (first, {key: told[key] for key in CAN_WAIT}):
        while any(queues.values()):
            for key, texts in queues.items():
                for text in texts[: EFFECTS if key == "effects" else 1]:
                    texts.remove(text)
                    if left.take(room.lines(text) + (0 if key in kept else room.HEADING)):
                        kept.setdefault(key, []).append(text)
    return kept


def _effect_words(term: str, timing: str, note: str) -> str:
    return f"{term}: " + " ".join(filter(None, (phrases.TIMING.get(timing, timing), note)))


def _effects(treatment: Treatment, citations: Citations, kept: Sequence[str]) -> list[dict[str, str]]:
    """The side effects that are kept, with their timing, and how many more there are."""
    items = []
    for effect in treatment.effects:
        words = _effect_words(effect.term, effect.timing, effect.note)
        if words in kept:
            citations.cite(effect.places)
            items.append(parts.item_of(words.removeprefix(f"{effect.term}: "), effect.term))
    left = len(treatment.effects) - len(items)
    return [*items, parts.item_of(sheet_words.more_side_effects(left))] if left else items


def _tail(questions: Sequence[str], citations: Citations) -> list[Part | None]:
    """Questions by which the nurse hears that the sheet was understood, lines to write on, and the sources."""
    return [
        parts.items_part("Tell us in your own words", [parts.item_of(question) for question in questions]),
        parts.writing("Notes", 2),
        parts.short_sources(citations),
    ]
