"""A drug's side effects for patients: pictures of those that come most often, tables of others and the dangerous."""

import re
from collections.abc import Sequence

from mbc_desktop.data.records import Drug, SideEffect, Study, number
from mbc_desktop.summary import parts, phrases, room, sheet_words
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.most_frequent import Shown, most_frequent
from mbc_desktop.summary.parts import Part, SideEffectOf
from mbc_desktop.summary.room import Room

#: Side effects with a picture and what helps; other frequent ones and dangerous ones in the tables, at most.
PICTURES = 2
FREQUENT = 7
DANGEROUS = 5
#: Lines of "what helps" under a picture: more stand on the side effect's own sheet.
HELPS = 2
#: Lines of the heads over the pictures and the tables, and of a table with a row.
TABLE = 17.0
#: Letters of a sentence that explains a side effect, at most.
EXPLAINED = 125
#: `SideEffect.danger` of one that threatens life.
THREATENS_LIFE = 1
#: A table's first column as a part of its width: with two more columns, and with one more.
FIRST_COLUMN, TWO_COLUMNS = 1.05 / 3.05, 1.2 / 2.2


def shown_by(drug: Drug, side_effect_of: SideEffectOf) -> list[Shown]:
    """The drug's side effects, most frequent first, each with the figure that lists show."""
    return most_frequent(drug, side_effect_of, len(drug.side_effect_titles))


def felt(shown: Sequence[Shown], left: Room) -> list[Shown]:
    """Those with a picture: the most frequent that people feel, for laboratory values tell them little.

    One less where the pictures would leave no room for a table: what is dangerous needs its number more.
    """
    found = [one for one in shown if not one[0].laboratory][:PICTURES]
    while len(found) > 1 and left.left - sum(map(_pictured, found)) < TABLE:
        found.pop()
    return found


def _pictured(one: Shown) -> float:
    """The lines of a side effect with its picture and its first line of help."""
    side_effect, occurrence = one
    helps = [s.patient for s in side_effect.statements if s.section == "what_helps" and s.patient][:1]
    return _height(parts.picture(side_effect, occurrence, helps))


def pictures(drug: Drug, shown: Sequence[Shown], citations: Citations, left: Room) -> Part | None:
    """Sentence, picture and a line of what helps for the most frequent ones."""
    entries = []
    for side_effect, occurrence in shown:
        citations.cite(occurrence.reaction.places or occurrence.study.places)
        entry = parts.picture(side_effect, occurrence, [])
        left.spend(_height(entry))
        entries.append(entry)
    if not entries:
        return None
    drawn = any(entry["crossed"] is not None for entry in entries)
    pictured = parts.PICTURE_NOTE if drawn else ""
    told = (phrases.no_main_study_plain(drug), pictured, sheet_words.CANNOT_TELL_WHO, sheet_words.CHOOSE)
    note = " ".join(filter(None, told))
    left.spend(room.HEADING + room.lines(note, room.SMALL_PRINT))
    add_help(entries, shown, citations, left)
    return {"part": "pictures", "heading": "The side effects that come most often", "note": note, "entries": entries}


def add_help(entries: Sequence[Part], shown: Sequence[Shown], citations: Citations, left: Room) -> None:
    """One more line of what helps under each picture: the first in any case, a second where there is room."""
    for entry, (side_effect, _) in zip(entries, shown, strict=True):
        helps = [s for s in side_effect.statements if s.section == "what_helps" and s.patient][:HELPS]
        number = len(entry["helps"])
        if number == len(helps):
            continue
        more = {**entry, "helps": [*entry["helps"], helps[number].patient]}
        growth = _height(more) - _height(entry)
        if number == 0:
            left.spend(growth)
        if number == 0 or left.take(growth):
            entry["helps"] = more["helps"]
            citations.cite(helps[number].places)


def _height(entry: Part) -> float:
    """The lines of a picture's block: its words, or the picture where that is higher."""
    wide = room.FULL if entry["crossed"] is None else room.BESIDE_PICTURE
    helps = f"What helps: {' '.join(entry['helps'])}" if entry["helps"] else ""
    words = 1.4 + sum(room.lines(text, wide) for text in (entry["sentence"], entry["counted"], helps))
    return max(words, 0 if entry["crossed"] is None else 6.2) + 0.7


def tables(rest: Sequence[Shown], citations: Citations, left: Room) -> Part | None:
    """The other side effects, a table for each study, so that study, arms and people counted are always in sight.

    The most frequent ones that people feel and the dangerous ones take turns for the room that is left.
    """
    dangerous = [one for one in rest if one[0].danger == THREATENS_LIFE]
    others = [one for one in rest if one not in dangerous]
    frequent = sorted(others, key=lambda one: one[0].laboratory)  # what people feel before what a test shows
    chosen: list[Shown] = []
    left.spend(room.HEADING + 2)
    for one in _in_turn(dangerous[:DANGEROUS], frequent[:FREQUENT]):
        if left.take(_cost(one, chosen)):
            chosen.append(one)
    if not chosen:
        return None
    by_study: dict[str, list[Shown]] = {}
    for one in sorted(chosen, key=rest.index):
        by_study.setdefault(one[1].study.id, []).append(one)
    made = [_table(rows, citations) for rows in by_study.values()]
    first = made[0]
    example = sheet_words.read_like_this(first["head"], (first["rows"] or first["dangerous"])[0])
    note = " ".join(filter(None, (phrases.DIFFERENT_STUDIES if len(made) > 1 else "", example)))
    told = {"part": "counts", "heading": "Other side effects", "note": note, "tables": made}
    return told | {"bars": sheet_words.BARS}  # in large print there are none


def _in_turn(some: Sequence[Shown], others: Sequence[Shown]) -> list[Shown]:
    """a, A, b, B, ... as far as each goes."""
    longest = max(len(some), len(others), 0)
    return [one for index in range(longest) for of in (some, others) if index < len(of) for one in (of[index],)]


def _cost(one: Shown, chosen: Sequence[Shown]) -> float:
    """The lines that a row takes, with its table's head or the line above the dangerous ones where it is the first."""
    study = one[1].study
    same = [other for other in chosen if other[1].study.id == study.id]
    cost = _row_height(_row(one, compared=bool(study.comparator)))
    if not same:
        head = [f"With {study.regimen}"] + ([f"With {study.comparator}"] if study.comparator else [])
        cost += 1.8 + room.lines(_caption(study), room.FULL) + _row_height(["Side effect", *head])
    if one[0].danger == THREATENS_LIFE:
        cost += room.lines(_explained(one[0]), room.SMALL_PRINT)
    if one[0].danger == THREATENS_LIFE and not any(other[0].danger == THREATENS_LIFE for other in same):
        cost += room.ROW
    return cost


def _row_height(cells: Sequence[str]) -> float:
    """The lines of a row whose cells wrap in their columns, the first one wider than the others."""
    others = (1 - FIRST_COLUMN) / max(1, len(cells) - 1)
    widths = [FIRST_COLUMN, *(others for _ in cells[1:])] if len(cells) > 2 else [TWO_COLUMNS, 1 - TWO_COLUMNS]
    high = max(
        room.lines(cell, room.FULL * width - (0.8 if index == 0 else 4.6))
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return room.ROW + high - 1


def _caption(study: Study) -> str:
    """Name, setting and people counted: `Study: MONARCH 2. Counted: 441 people; 223 people in the other group`."""
    setting = phrases.setting(study)
    told = f"Study: {study.name}" + (f" ({setting})" if setting else "")
    told += f". Counted: {phrases.people(study.n, study.n_total)}"
    return told + (f"; {phrases.people(study.comparator_n)} in the other group" if study.comparator_n else "") + "."


def _table(shown: Sequence[Shown], citations: Citations) -> Part:
    """`{"caption", "head": [...], "rows": [[side effect, with the drug, with the comparator], ...], "dangerous", ...}`

    "dangerous" holds rows of the same form, for the side effects that threaten life, "why" a sentence for each of them.
    """
    study = shown[0][1].study
    compared = bool(study.comparator) and any(occurrence.reaction.comparator for _, occurrence in shown)
    head = ["Side effect", f"With {study.regimen}"] + ([f"With {study.comparator}"] if compared else [])
    rows: dict[bool, list[list[str]]] = {True: [], False: []}
    bars: dict[bool, list[list[float | None]]] = {True: [], False: []}
    for one in shown:
        threatens = one[0].danger == THREATENS_LIFE
        rows[threatens].append(_row(one, compared=compared))
        bars[threatens].append(_bars(one))
        citations.cite(one[1].reaction.places or study.places)
    why = [_explained(one[0]) for one in shown if one[0].danger == THREATENS_LIFE]
    return {"caption": _caption(study), "head": head, "rows": rows[False], "dangerous": rows[True], "why": why} | {
        "bars": bars[False],
        "dangerous_bars": bars[True],
    }


def _explained(side_effect: SideEffect) -> str:
    """What it is, in as many plain sentences as are short; "" where there is none, or none that is short."""
    plain = next((s.patient for s in side_effect.statements if s.section == "what_it_is" and s.patient), "")
    told = ""
    for sentence in re.split(r"(?<=\.) ", plain):
        if len(told) + len(sentence) > EXPLAINED:
            break
        told = f"{told} {sentence}".strip()
    return told


def _row(one: Shown, *, compared: bool) -> list[str]:
    side_effect, occurrence = one
    study, reaction = occurrence.study, occurrence.reaction
    own = f" ({phrases.counted(study, reaction)})" if reaction.n or reaction.of_whom else ""
    grade = phrases.grade_counted(study, reaction)
    told = _short(phrases.patient_share(study, reaction)) + (f", {grade}" if grade else "") + own
    term = parts.counted_as(side_effect, occurrence)
    row = [side_effect.title + (f" ({term})" if term else ""), told]
    if compared:
        row.append(_short(phrases.patient_share(study, reaction, "comparator")) or phrases.NOT_STATED)
    return row


def _short(share: str) -> str:
    """A share in a table, whose head says that people are counted: the bar stands beside it."""
    return share.removesuffix(" people")


def _bars(one: Shown) -> list[float | None]:
    """The lengths of a row's bars in per cent, of drug and comparison; None where there is nothing to draw."""
    reaction = one[1].reaction
    arms = (reaction.any_grade(arm) for arm in phrases.ARMS)
    return [number(share.share) if share else None for share in arms]
