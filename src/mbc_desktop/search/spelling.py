"""Nearest words: how far two spellings are apart, how a word sounds, and which known words are near.

Nothing here knows a page. The distance is optimal string alignment (insert, drop, change, swap neighbours), as in
Damerau (1964): these four are most of all typing errors. A slip that is easily made costs less.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

#: Keys that lie side by side on a QWERTY keyboard.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    frozenset(pair)
    for pair in (
        *(row[i : i + 2] for row in _ROWS for i in range(len(row) - 1)),
        *(upper[i] + lower[j] for upper, lower in zip(_ROWS, _ROWS[1:], strict=False) for i in range(len(upper))
          for j in (i - 1, i) if 0 <= j < len(lower)),
    )
)  # fmt: skip
_VOWELS = frozenset("aeiouy")
#: How many near words are worth looking at.
MAX_NEAR = 6


@dataclass(frozen=True, slots=True)
class Near:
    """A known word near to what was typed. `cost` counts easy slips as half a letter; `sounds`: said the same way."""

    word: str
    cost: float
    sounds: bool = False


def distance(a: str, b: str, limit: int) -> tuple[int, float]:
    """(letters wrong, their cost) between two words; letters wrong is limit + 1 as soon as it must be above it."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1, float(limit + 1)
    before: list[tuple[int, float]] = []
    last = [(j, float(j)) for j in range(len(b) + 1)]
    for i, letter in enumerate(a, 1):
        row = [(i, float(i))]
        for j, other in enumerate(b, 1):
            if letter == other:
                best = last[j - 1]
            else:
                dropped, added, changed = last[j], row[j - 1], last[j - 1]
                doubled = 0.5 if i > 1 and letter == a[i - 2] else 1.0
                missing = 0.5 if j > 1 and other == b[j - 2] else 1.0
                best = min(
                    (dropped[0] + 1, dropped[1] + doubled),
                    (added[0] + 1, added[1] + missing),
                    (changed[0] + 1, changed[1] + _change(letter, other)),
                )
                if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                    swapped = before[j - 2]
                    best = min(best, (swapped[0] + 1, swapped[1] + 0.5))
            row.append(best)
        if min(row)[0] > limit:
            return limit + 1, float(limit + 1)
        before, last = last, row
    return last[-1]


def _change(a: str, b: str) -> float:
    easy = frozenset((a, b)) in _NEIGHBOURS or (a in _VOWELS and b in _VOWELS)
    return 0.5 if easy else 1.0


def tolerance(word: str) -> int:
    """How many wrong letters a word may have: none up to 3 letters, one up to 5, then two."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:pn|kn|gn|mn)", "n"),
        (r"^ps", "s"),
        (r"^wr", "r"),
        (r"^x", "s"),
        (r"sch|sh|ch(?=[ei])|[tcsx]i(?=[aou])|se(?=ou)|ssi", "S"),
        (r"tch|ch", "k"),
        (r"ph", "f"),
        (r"rh", "r"),
        (r"gh(?=[^aeiou]|$)", ""),
        (r"gh", "g"),
        (r"dg(?=[eiy])|g(?=[eiy])", "j"),
        (r"mb$", "m"),
        (r"c(?=[eiy])|z", "s"),
        (r"ck|c|q", "k"),
        (r"x", "ks"),
        (r"th", "t"),
        (r"v", "f"),
        (r"[wh](?![aeiouy])", ""),
        (r"(?<!^)h", ""),
    )
)


@lru_cache(maxsize=2048)
def sound(word: str) -> str:
    """The consonants as they are said, with a mark for a vowel at the start: "neumonia" and "pneumonia" are "nmn".

    Rules in the manner of Metaphone (Philips 1990), for English as patients and nurses say it.
    """
    for pattern, said in _SOUNDS:
        word = pattern.sub(said, word)
    first = "a" if word[:1] in _VOWELS else ""
    consonants = re.sub(r"[aeiouyw]", "", word)
    return first + re.sub(r"(.)\1+", r"\1", consonants)


class Spelling:
    """The known words, ordered so that the near ones are found by looking at a few."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_length: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for word in known:
            if len(word) >= 4:
                self._by_length[len(word)].append((_letters(word), word))
                self._by_start[word[:2]].append(word)

    def near(self, word: str) -> list[Near]:
        """At most MAX_NEAR known words within the tolerance, nearest first; the word itself is not among them."""
        limit = tolerance(word)
        if not limit:
            return []
        letters, said = _letters(word), sound(word)
        found = []
        for length in range(len(word) - limit, len(word) + limit + 1):
            for others, other in self._by_length.get(length, ()):
                # Each wrong letter changes at most two letters of the set: most words are out without a comparison.
                if (letters ^ others).bit_count() > 2 * limit or other == word:
                    continue
                wrong, cost = distance(word, other, limit)
                if wrong <= limit and _likely(word, other, wrong, cost):
                    found.append(Near(other, cost, sounds=len(said) > 1 and sound(other) == said))
        return _best(found)

    def near_start(self, beginning: str) -> list[Near]:
        """Known words that may have been begun with a slip: "diahr" for "diarrhea". The first two letters hold."""
        limit = min(tolerance(beginning), 1 if len(beginning) < 7 else 2)
        if not limit:
            return []
        found = []
        for other in self._by_start.get(beginning[:2], ()):
            if len(other) > len(beginning):
                wrong, cost = distance(beginning, other[: len(beginning)], limit)
                if wrong <= limit:
                    found.append(Near(other, cost + 0.25))
        return _best(found)


def _likely(word: str, other: str, wrong: int, cost: float) -> bool:
    """Two wrong letters, or a wrong first one, need a longer word: else "fish" would be "itch"."""
    if len(word) == 4:
        return word[0] == other[0] or cost <= 0.5
    if word[0] != other[0] and len(word) < 6:
        return cost <= 0.5
    return wrong < 2 or len(word) >= 8 or (word[0] == other[0] and cost <= 1.5)


def _best(found: list[Near]) -> list[Near]:
    return sorted(found, key=lambda near: (near.cost - 0.25 * near.sounds, near.word))[:MAX_NEAR]


def _letters(word: str) -> int:
    """The set of a word's letters as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
