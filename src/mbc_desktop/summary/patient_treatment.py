"""The patient's sheet of a treatment: one leaf of paper, its statements, and its side effects in words."""

import re
from collections.abc import Mapping, Sequence

from mbc_desktop.data.records import Explained, Treatment, TreatmentEffect
from mbc_desktop.data.sections import TREATMENT_SECTIONS
from mbc_desktop.summary import parts, phrases, room, sheet_words
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.parts import Part, Sheet
from mbc_desktop.summary.patient_parts import TAIL, call_now, more_than_tail, tail, words
from mbc_desktop.summary.room import Room

#: Lines that may stay empty at the first page's end, for what is never split.
PAGE_END = 5.5
#: Side effects of a treatment that have room before a section has its next statement.
EFFECTS = 5
#: Lines for the times when side effects come, over their groups.
TIMINGS = 3.0
#: Lines of a side effect's name beside another of which the same is known.
TERM = 0.4
#: Side effects that the sheet in short names.
REMEMBERED = 3
#: Lines for technical words and what they mean.
WORDS = 7.0
#: Sections of a treatment that say less about what to do.
CAN_WAIT = ("not_usual", "types", "who_delivers", "combines_with", "how_you_know_it_works", "evidence_of_benefit")


def of_treatment(treatment: Treatment, clinic: Clinic = BLANK, glossary: Sequence[Explained] = ()) -> Sheet:
    """The treatment's own statements in the page's order; its side effects stand in words, with their timing."""
    citations = Citations(treatment.sources)
    left = Room(2 * room.PAGE - TAIL - PAGE_END)
    box = call_now(treatment, citations, clinic, left)
    in_short = _in_short(treatment)
    left.spend(more_than_tail(in_short))
    kept = _by_turns(treatment, left)
    told: list[Part | None] = []
    for key, heading in TREATMENT_SECTIONS.items():
        if key == "effects_note":
            told.append(_effects(treatment, citations, kept))
        else:
            told.append(parts.items_part(heading, [parts.item_of(words) for words in kept.get(key, [])]))
    _spelled_out(told)
    explained = words([box, *told], glossary, Room(WORDS))
    for statement in treatment.statements:
        if statement.patient in kept.get(statement.section, []):
            citations.cite(statement.places)
    return parts.sheet(
        "patient",
        label="For patients",
        title=treatment.name,
        subtitle=f"Also called: {', '.join(treatment.other_names)}" if treatment.other_names else "",
        purpose=sheet_words.purpose("how you get this treatment"),
        lead=sheet_words.main_message(bool(treatment.call_now)),
        parts=[
            box,
            explained,
            *told,
            *tail(sheet_words.TEACH_BACK_TREATMENT, in_short, citations),
        ],
    )


def _in_short(treatment: Treatment) -> str:
    """The main message, what the treatment is, how it is given, and its first side effects."""
    if not treatment.call_now:
        return ""
    first = [
        next((s.patient for s in treatment.statements if s.section == key and s.patient), "")
        for key in ("what_it_is", "how_it_is_given")
    ]
    most = [effect.term[:1].lower() + effect.term[1:] for effect in treatment.effects[:REMEMBERED]]
    return " ".join(filter(None, (sheet_words.to_remember(most), *first)))


def _by_turns(treatment: Treatment, left: Room) -> dict[str, list[str]]:
    """What each section keeps: a statement of each, then a second, and so on, as long as there is room.

    Side effects with their timing are the section "effects"; of them come several in each turn. What can wait has its
    first turn when the others have no room for more.
    """
    told = {
        key: [s.patient for s in treatment.statements if s.section == key and s.patient] for key in TREATMENT_SECTIONS
    }
    effects = [_effect_words(effect) for effect in treatment.effects]
    left.spend(TIMINGS if effects else 0)
    first = {key: texts for key, texts in told.items() if key not in CAN_WAIT} | {"effects": effects}
    kept: dict[str, list[str]] = {}
    for queues in (first, {key: told[key] for key in CAN_WAIT}):
        while any(queues.values()):
            for key, texts in queues.items():
                for text in texts[: EFFECTS if key == "effects" else 1]:
                    texts.remove(text)
                    if left.take(
                        _cost(text, kept.get(key, ()) if key == "effects" else ())
                        + (0 if key in kept else room.HEADING)
                    ):
                        kept.setdefault(key, []).append(text)
    return kept


def _cost(text: str, kept: Sequence[str]) -> float:
    """The lines of a statement; a side effect of which the same is known as of one that is kept stands beside it."""
    note = text.partition(". ")[2]
    return TERM if note and any(other.partition(". ")[2] == note for other in kept) else room.lines(text)


def _spelled_out(told: Sequence[Part | None]) -> None:
    """The first NCI of the sheet says what it is."""
    texts = [
        (item, key)
        for part in told
        if part
        for item in (*part.get("items", ()), part, *(e for g in part.get("groups", ()) for e in g["entries"]))
        for key in ("text", "note", "sentence")
        if re.search(r"\bNCI\b", str(item.get(key, "")))
    ]
    for item, key in texts[:1]:
        item[key] = re.sub(r"(^|[.] )?\bNCI\b", _nci, item[key], count=1)


def _nci(found: re.Match[str]) -> str:
    begins = found[1] is not None
    return f"{found[1] or ''}{'The' if begins else 'the'} US National Cancer Institute (NCI)"


def _effect_words(effect: TreatmentEffect) -> str:
    return f"{effect.term}. {effect.note}"


def _effects(treatment: Treatment, citations: Citations, kept: Mapping[str, Sequence[str]]) -> Part | None:
    """The side effects that are kept, by the time when they come, and how many more there are."""
    groups: dict[str, list[tuple[str, list[str]]]] = {}
    shown = [effect for effect in treatment.effects if _effect_words(effect) in kept.get("effects", ())]
    for effect in shown:
        citations.cite(effect.places)
        group = groups.setdefault(phrases.when(effect), [])
        same = next((terms for told, terms in group if told and told == effect.note), None)
        if same is None:
            group.append((effect.note, [effect.term]))
        else:  # one fact of several side effects is told once
            same.append(effect.term)
    note = " ".join(kept.get("effects_note", ()))
    if not groups and not note:
        return None
    left = len(treatment.effects) - len(shown)
    return {
        "part": "how-often",
        "heading": "Side effects",
        "note": note,
        "groups": [
            {
                "heading": heading,
                "entries": [{"title": _joined(terms), "sentence": told, "counted": ""} for told, terms in group],
            }
            for heading, group in groups.items()
        ],
        "more": sheet_words.more_side_effects(left) if left else "",
    }


def _joined(terms: Sequence[str]) -> str:
    """Several side effects as one title, what they end in told once: `Drowsiness; nausea from pain medicines`."""
    split = [term.split() for term in terms]
    shared = 0
    while all(len(words) > shared + 1 for words in split) and len({words[-shared - 1] for words in split}) == 1:
        shared += 1
    if len(terms) == 1:
        shared = 0
    heads = [" ".join(words[: len(words) - shared]) for words in split]
    lower = [head if place == 0 else head[:1].lower() + head[1:] for place, head in enumerate(heads)]
    return " ".join(("; ".join(lower), *split[0][len(split[0]) - shared :]))
