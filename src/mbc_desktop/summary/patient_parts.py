"""What the sheets of a drug and of a treatment share: the box, the questions, the lines to write on."""

import re
from collections.abc import Iterator, Mapping, Sequence

from mbc_desktop.data.records import Drug, Explained, Treatment
from mbc_desktop.summary import parts, phrases, room
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.clinic import Clinic
from mbc_desktop.summary.parts import Part
from mbc_desktop.summary.room import Room

#: Lines for the title and the main message; for the questions, notes and sources.
HEAD = 6.8
TAIL = 12.3
#: Lines of the sheet in short that the tail counts.
IN_SHORT = 2
#: Signs in the box: a list that is longer is not read to its end.
SIGNS = 7


def call_now(page: Drug | Treatment, citations: Citations, clinic: Clinic, left: Room) -> Part | None:
    """The box with its first signs; its lines and the head's are taken from what is left of the page."""
    more = page.call_now_left + len(page.call_now[SIGNS:])
    part = parts.call_now(
        page.call_now[:SIGNS], more, citations, clinic=clinic, name=page.name[:1].lower() + page.name[1:]
    )
    told = [*part["lines"], part["more"], " ".join((part["how"], *part["steps"]))] if part else []
    left.spend(HEAD + sum(room.lines(line, room.BOXED) for line in told))
    left.spend(room.HEADING + _height(part["fill_in"]) if part else 0)
    return part


def _height(fill_in: Sequence[Mapping[str, str]]) -> float:
    """The lines of what a clinic fills in: two beside each other, what has no name over the whole width."""
    told = [(f"{line['name']}: {line['value']}", room.BOXED / 2.5) for line in fill_in if line["name"]]
    rows = [max(room.lines(*one) for one in told[at : at + 2]) + 0.7 for at in range(0, len(told), 2)]
    plain = [room.lines(line["value"], room.BOXED) + 0.5 for line in fill_in if not line["name"]]
    return 1.0 + sum(rows) + sum(plain)


def words(told: Sequence[Part | None], glossary: Sequence[Explained], left: Room) -> Part | None:
    """The technical words that stand in the parts, explained in their order there, as many as there is room for."""
    text = " ".join(_strings(told))
    found = sorted(((*_first(entry, text), entry) for entry in glossary), key=lambda one: one[:2])
    items: list[dict[str, str]] = []
    for at, word, entry in found:
        if at >= 0 and left.take(room.lines(f"{word}: {entry.text}") + (0 if items else room.HEADING)):
            one = entry.words[0] if entry.text.startswith(("A ", "An ", "The ")) else word
            items.append(parts.item_of(entry.text, phrases.first_upper(one)))
    return parts.items_part("Words on this sheet", items)


def _first(entry: Explained, text: str) -> tuple[int, str]:
    """Where one of the entry's words first stands in a text, and which; -1 where none does."""
    # A word in capitals ("ALT") counts in that spelling alone.
    found = (re.search(_whole(word), text, re.IGNORECASE if word.islower() else 0) for word in entry.words)
    return min(
        ((match.start(), match[0].lower() if match[0].istitle() else match[0]) for match in found if match),
        default=(-1, ""),
    )


def _whole(word: str) -> str:
    return rf"(?<![\w-]){re.escape(word)}(?![\w-])"


def _strings(value: object) -> Iterator[str]:
    """Every text in lists and dicts, in their order; of a row that explains itself none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in () if value.get("why") else value.values():
            yield from _strings(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _strings(inner)


def more_than_tail(in_short: str) -> int:
    """The lines that the sheet in short takes beyond those that the tail counts."""
    return max(0, room.lines(f"To remember: {in_short}", room.FULL) - IN_SHORT)


def tail(questions: Sequence[str], in_short: str, citations: Citations) -> list[Part | None]:
    """The sheet `in_short`; questions; lines to write on; the sources.

    By the answers the nurse hears whether the sheet was understood.
    """
    return [
        parts.in_short(in_short),
        parts.items_part("Tell us in your own words", [parts.item_of(question) for question in questions]),
        parts.notes(2),
        parts.short_sources(citations),
    ]
