"""A drug's side effects for patients: pictures of those that come most often, tables of others and the dangerous."""

from collections.abc import Sequence

from mbc_desktop.data.records import Drug, SideEffect, Statement, Study, number
from mbc_desktop.summary import parts, phrases, plain, room, sheet_words
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.most_frequent import Shown, most_frequent
from mbc_desktop.summary.parts import Part, SideEffectOf
from mbc_desktop.summary.room import Room

#: Side effects with a picture and what helps; other frequent ones and dangerous ones in the tables, at most.
PICTURES = 2
FREQUENT = 7
DANGEROUS = 5
#: Lines of "what helps" under a picture: more stand on the side effect's own sheet.
HELPS = 3
#: Lines of the heads over the pictures and the tables, and of a table with a row.
TABLE = 13.1
#: Lines around a study over its table.
CAPTION = 1.8
#: Letters of a sentence that explains a side effect, at most.
EXPLAINED = 110
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
    found = felt_most(shown)
    while len(found) > 1 and left.left - sum(map(_pictured, found)) < TABLE:
        found.pop()
    return found


def felt_most(shown: Sequence[Shown]) -> list[Shown]:
    """The most frequent ones that people feel, of which a sheet has pictures where there is room.

    Those of a main study go before those of other studies, and metastatic breast cancer before any other setting,
    however frequent they are there.
    """
    found = [one for one in shown if not one[0].laboratory]
    return sorted(found, key=lambda one: (bool(phrases.setting(one[1].study)), not one[1].study.main))[:PICTURES]


def _pictured(one: Shown) -> float:
    """The lines of a side effect with its picture and its first line of help."""
    side_effect, occurrence = one
    return _height(parts.picture(side_effect, occurrence, [s.patient for s in _helps(side_effect)[:1]]))


def _helps(side_effect: SideEffect) -> list[Statement]:
    return [s for s in side_effect.statements if s.section == "what_helps" and s.patient][:HELPS]


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
    told = (
        plain.no_main_study(drug),
        pictured,
        sheet_words.CANNOT_TELL_WHO,
        _second_number(drug, shown),
        sheet_words.CHOOSE,
    )
    note = " ".join(filter(None, told))
    left.spend(room.HEADING + room.lines(note, room.SMALL_PRINT))
    add_help(entries, shown, citations, left)
    return {"part": "pictures", "heading": "Side effects to know first", "note": note, "entries": entries}


def _second_number(drug: Drug, shown: Sequence[Shown]) -> str:
    """What the other group's number tells: of a comparison with the same treatment without the drug, or with another.

    Both are the study's own words, "abemaciclib + fulvestrant" and "placebo + fulvestrant".
    """
    studies = [one.study for _, one in shown if one.study.comparator and one.reaction.comparator]
    if not studies:
        return ""
    alone = all(_drug_alone_differs(study, drug.name) for study in studies)
    placebo = sheet_words.PLACEBO if any("placebo" in study.comparator for study in studies) else ""
    return f"{sheet_words.without_it(drug.name) if alone else sheet_words.ON_ANOTHER} {placebo}".strip()


def _drug_alone_differs(study: Study, drug: str) -> bool:
    taken = set(study.regimen.split(" + "))
    other = set(study.comparator.removesuffix(" alone").split(" + ")) - {"placebo"}
    return other <= taken and all(drug in one for one in taken - other) and len(taken - other) == 1


def add_help(entries: Sequence[Part], shown: Sequence[Shown], citations: Citations, left: Room) -> None:
    """One more line of what helps under each picture: the first in any case, a second where there is room."""
    for entry, (side_effect, _) in zip(entries, shown, strict=True):
        helps = _helps(side_effect)
        told = len(entry["helps"])
        if told == len(helps):
            continue
        more = {**entry, "helps": [*entry["helps"], helps[told].patient]}
        growth = _height(more) - _height(entry)
        if told == 0:
            left.spend(growth)
        if told == 0 or left.take(growth):
            entry["helps"] = more["helps"]
            citations.cite(helps[told].places)


def _height(entry: Part) -> float:
    """The lines of a picture's block: its words, or the picture where that is higher."""
    wide = room.FULL if entry["crossed"] is None else room.BESIDE_PICTURE
    helps = f"What helps: {' '.join(entry['helps'])}" if entry["helps"] else ""
    words = 1.4 + sum(room.lines(text, wide) for text in (entry["sentence"], entry["counted"], helps))
    return max(words, 0 if entry["crossed"] is None else 5.4) + 0.7


def tables(rest: Sequence[Shown], citations: Citations, left: Room) -> Part | None:
    """The other side effects, a table for each study, so that study, arms and people counted are always in sight.

    The most frequent ones that people feel and the dangerous ones take turns for the room that is left.
    """
    dangerous = [one for one in rest if one[0].danger == THREATENS_LIFE]
    others = [one for one in rest if one not in dangerous]
    frequent = sorted(others, key=lambda one: one[0].laboratory)  # what people feel before what a test shows
    chosen: list[Shown] = []
    left.spend(room.HEADING + 1)
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
    example = sheet_words.read_like_this(first["head"], (first["rows"] or first["dangerous"])[0]["cells"])
    different = phrases.DIFFERENT_STUDIES if len(made) > 1 else ""
    left.spend(1 if different else 0)
    shown_how = example if left.take(room.lines(f"{example} {sheet_words.BARS}", room.SMALL_PRINT) - 1) else ""
    told_of = [first.pop("caption")] if len(made) == 1 else [different]  # one study stands under the heading itself
    note = " ".join(filter(None, (*told_of, shown_how)))
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
    row = _row(one, compared=bool(study.comparator))
    cost = _row_height(row["cells"]) + room.lines(row["why"], room.SMALL_PRINT)
    if not same:
        head = _head(study, compared=bool(study.comparator))
        others = {other[1].study.id for other in chosen}
        # One study stands in the note; of two, each over its own table.
        over = 0 if not others else 2 * CAPTION if len(others) == 1 else CAPTION
        cost += room.lines(_caption(study), room.SMALL_PRINT) + over + _row_height(head)
    if _threatens(one) and not any(map(_threatens, same)):
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


def _threatens(one: Shown) -> bool:
    return one[0].danger == THREATENS_LIFE


def _caption(study: Study) -> str:
    """Name, setting and people counted: `The study MONARCH 2. Counted: 441 people; 223 people in the other group.`"""
    setting = phrases.setting(study)
    told = phrases.first_upper(plain.study_name(study)) + (f" ({setting})" if setting else "")
    told += f". Counted: {phrases.people(study.n, study.n_total)}"
    return told + (f"; {phrases.people(study.comparator_n)} in the other group" if study.comparator_n else "") + "."


def _head(study: Study, *, compared: bool) -> list[str]:
    arms = [plain.regimen(study), *([plain.comparator(study)] if compared else [])]
    return ["Side effect", *(f"{sheet_words.TAKING} {arm}" for arm in arms)]


def _table(shown: Sequence[Shown], citations: Citations) -> Part:
    """`{"caption", "head": [...], "rows": [row, ...], "dangerous": [row, ...]}`; a row is as `_row` makes it."""
    study = shown[0][1].study
    compared = bool(study.comparator) and any(occurrence.reaction.comparator for _, occurrence in shown)
    for one in shown:
        citations.cite(one[1].reaction.places or study.places)
    return {
        "caption": _caption(study),
        "head": _head(study, compared=compared),
        "rows": [_row(one, compared=compared) for one in shown if not _threatens(one)],
        "dangerous": [_row(one, compared=compared) for one in shown if _threatens(one)],
    }


def _row(one: Shown, *, compared: bool) -> Part:
    """`{"cells": [side effect, with the drug, with the comparator], "bars": [...], "why"}`.

    A bar's length is a share in per cent, None where there is nothing to draw. "why" says what a side effect is that
    threatens life, in as many plain sentences as are short; "" where there is none.
    """
    side_effect, occurrence = one
    study, reaction = occurrence.study, occurrence.reaction
    own = f" ({phrases.counted(study, reaction)})" if reaction.n or reaction.of_whom else ""
    grade = plain.grade_counted(study, reaction)
    told = _short(plain.share_of(study, reaction)) + (f", {grade}" if grade else "") + own
    term = parts.counted_as(side_effect, occurrence)
    cells = [side_effect.title + (f" ({term})" if term else ""), told]
    if compared:
        cells.append(_short(plain.share_of(study, reaction, "comparator")) or phrases.NOT_STATED)
    shares = (reaction.any_grade(arm) for arm in phrases.ARMS[: len(cells) - 1])
    is_what = next((s.patient for s in side_effect.statements if s.section == "what_it_is" and s.patient), "")
    why = plain.opening(is_what, EXPLAINED)
    return {
        "cells": cells,
        "bars": [number(share.share) if share else None for share in shares],
        "why": why if _threatens(one) and len(why) <= EXPLAINED else "",
    }


def _short(share: str) -> str:
    """A share in a table, whose head says that people are counted: the bar stands beside it."""
    return share.removesuffix(" people")
