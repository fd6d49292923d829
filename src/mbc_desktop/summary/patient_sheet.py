"""The patient's sheet of a drug: one leaf of paper. What to do in front, the numbers on the back.

The same content stands on it at every size: what fits on two pages of 12-point type. What there is no room for is told
by the care team, and the sheet says so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mbc_desktop.data.records import Drug, Explained, Statement
from mbc_desktop.summary import parts, patient_numbers, phrases, plain, room, sheet_words
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.parts import Part, Sheet, SideEffectOf
from mbc_desktop.summary.patient_parts import TAIL, call_now, more_than_tail, tail, words
from mbc_desktop.summary.room import Room

#: Lines that the schedule may take before advice has its turn.
SCHEDULE = 3
#: Lines that are lost at the end of a front that runs over.
OVER = 2
#: Warnings in words, at most; how many more there are is said.
MOST_WARNINGS = 3
#: Letters of a warning's opening, at most: it tells by itself what can happen, and what to do.
OPENING = 190
#: Pieces of advice that stand on the sheet in any case.
NEEDED = 2
#: Items of a list, at most: more are not read.
ITEMS = 7
CAN_DO = "What it can do"
#: Advice that the box has told already.
URGENT = re.compile(r"\b(?:at once|right away|get help|call)\b", re.IGNORECASE)
#: Sections that the sheet tells beside the box, with their topics in "What you can do"; of warnings their opening.
WARNINGS = ("boxed_warnings", "warnings")
TOPICS = {"interactions": "Other medicines and food", "pregnancy_and_fertility": "Pregnancy and fertility"}
TOLD = ("mechanism", "benefit", "usual_schedule", "advice", *TOPICS, *WARNINGS)


@dataclass(frozen=True)
class Told:
    """A statement as the sheet tells it."""

    statement: Statement
    text: str
    topic: str = ""

    @property
    def item(self) -> dict[str, str]:
        return parts.item_of(self.text, self.topic)

    @property
    def lines(self) -> int:
        return room.lines(f"{self.topic}: {self.text}" if self.topic else self.text)


def of_drug(
    drug: Drug, side_effect_of: SideEffectOf, clinic: Clinic = BLANK, glossary: Sequence[Explained] = ()
) -> Sheet:
    """In front: when to call, what it is, how it is given, what to do. On the back: side effects, questions, notes."""
    shown = patient_numbers.shown_by(drug, side_effect_of)
    sources = [*drug.sources, *(source for side_effect, _ in shown for source in side_effect.sources)]
    citations = Citations(sources)
    front, back = Room(room.PAGE), Room(room.PAGE - TAIL)
    by_mouth = drug.routes == ("by mouth",)
    box = call_now(drug, citations, clinic, front)
    how = "What it is and how you take it" if by_mouth else "What it is and how you get it"
    about = parts.items_part(how, _about(drug, citations, front))
    to_do = _to_do(drug, citations, front)
    if front.left < 0:  # a long box: its page's last item, never split, goes over to the back
        back.spend(OVER - front.left)
    pictured = [effect.id for effect, _ in patient_numbers.felt_most(shown)]
    warnings = _warnings(drug, pictured)
    back.spend(room.HEADING + (len(warnings) > 1) if warnings else 0)
    warned = _kept(warnings[:1], back, citations, needed=True)
    felt = patient_numbers.felt(shown, back)
    # A number from another setting is said with its setting, and so not in short.
    most = [effect.title.split(" (")[0].lower() for effect, one in felt if not phrases.setting(one.study)]
    in_short = sheet_words.to_remember(most, len(drug.side_effect_titles)) if drug.call_now else ""
    back.spend(more_than_tail(in_short))
    pictures = patient_numbers.pictures(drug, felt, citations, back)
    tables = patient_numbers.tables([one for one in shown if one not in felt], citations, back)
    warned += _kept(warnings[1:MOST_WARNINGS], back, citations)
    to_know = _to_know(warned, warnings)
    explained = words((box, about, to_do, to_know, pictures, tables), glossary, back)
    if pictures:
        for _ in range(patient_numbers.HELPS - 1):
            patient_numbers.add_help(pictures["entries"], felt, citations, back)
    return parts.sheet(
        "patient",
        label="For patients",
        title=phrases.first_upper(drug.name),
        subtitle=phrases.names(drug),
        purpose=sheet_words.purpose("how you take this drug" if by_mouth else "how you get this drug"),
        lead=sheet_words.main_message(bool(drug.call_now)),
        parts=[
            box,
            about,
            to_do,
            explained,
            to_know,
            pictures,
            tables,
            *tail(sheet_words.TEACH_BACK, in_short, citations),
        ],
    )


def _about(drug: Drug, citations: Citations, left: Room) -> list[dict[str, str]]:
    """What the drug is and can do, and how it is given, as much as there is room for; else how it works."""
    told = _told(drug)
    first = f"{plain.drug_is(drug)} {plain.given(drug.routes)}".strip()
    left.spend(room.HEADING + room.lines(first))
    can_do = _kept(told["benefit"][:1], left, citations, needed=True)
    share = Room(min(SCHEDULE, left.left))
    schedule = _kept(told["usual_schedule"][:1], share, citations, needed=True)
    schedule += _kept(told["usual_schedule"][1:], share, citations)
    works = [] if can_do else _kept(told["mechanism"], share, citations)  # what it can do says how, too
    left.spend(min(SCHEDULE, left.left) - share.left)
    silent = () if schedule else (parts.item_of(phrases.NOT_IN_SOURCES, "How you get it"),)
    return [parts.item_of(first), *(one.item for one in (*can_do, *works, *schedule)), *silent]


def _told(drug: Drug) -> dict[str, list[Told]]:
    """What patients are told beside the box, by section."""
    found: dict[str, list[Told]] = {key: [] for key in TOLD}
    for statement in drug.statements:
        section = statement.section
        if section in TOLD and statement.patient and statement not in drug.call_now:
            text = plain.opening(statement.patient, OPENING) if section in WARNINGS else statement.patient
            topic = CAN_DO if section == "benefit" else TOPICS.get(section, "")
            found[section].append(Told(statement, text, topic))
    return found


def _kept(told: Iterable[Told], left: Room, citations: Citations, *, needed: bool = False) -> list[Told]:
    """Those for which there is room, in their order; the `needed` ones in any case. Their places are cited."""
    kept = []
    for one in told:
        if needed:
            left.spend(one.lines)
        if needed or left.take(one.lines):
            citations.cite(one.statement.places)
            kept.append(one)
    return kept


def _to_do(drug: Drug, citations: Citations, left: Room) -> Part | None:
    """What to do. Advice and pregnancy have their first lines in any case; what the box tells already is last."""
    told = _told(drug)
    advice, medicines, pregnancy = (told[key] for key in ("advice", *TOPICS))
    urgent = [one for one in advice if URGENT.search(one.text)]
    calm = [one for one in advice if one not in urgent]
    first = [*calm[:NEEDED], *pregnancy[:1]]
    then = [*medicines[:1], *calm[NEEDED:4], *pregnancy[1:2], *calm[4:], *medicines[1:2], *urgent]
    left.spend(room.HEADING)
    kept = _kept(first, left, citations, needed=True)
    kept += _kept(then[: ITEMS - len(first)], left, citations)
    to_do = [one.item for one in (*advice, *medicines, *pregnancy) if one in kept]
    if not pregnancy:
        to_do.append(parts.item_of(phrases.NOT_IN_SOURCES, TOPICS["pregnancy_and_fertility"]))
    return parts.items_part("What you can do", to_do)


def _warnings(drug: Drug, pictured: Sequence[str]) -> list[Told]:
    """The openings of the warnings; of what is `pictured` with its number they come last."""
    told = _told(drug)
    every = [one for key in WARNINGS for one in told[key]]
    return sorted(every, key=lambda one: one.statement.side_effect in pictured)


def _to_know(kept: Sequence[Told], every: Sequence[Told]) -> Part | None:
    """The warnings that are kept, and how many more there are."""
    more = sheet_words.more_warnings(len(every) - len(kept))
    items = [*(one.item for one in kept), *([parts.item_of(more)] if more else [])]
    return parts.items_part("Good to know", items, whole=True)
