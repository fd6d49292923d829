"""Nearest words: how far two spellings are apart, how a word sounds, and which known words are near.

Nothing here knows a page. The distance is optimal string alignment (insert, drop, change, swap neighbours), as in
Damerau (1964): these four are most of all typing errors. A slip that is easily made costs less.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

#: Keys that lie side by side on a QWERTY keyboard.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    frozenset(pair)
    for pair in (
        *(row[i : i + 2] for row in _ROWS for i in range(len(row) - 1)),
        *(upper[i] + lower[j] for upper, lower in pairwise(_ROWS) for i in range(len(upper))
          for j in (i - 1, i) if 0 <= j < len(lower)),
    )
)  # fmt: skip
_VOWELS = frozenset("aeiouy")
#: How many near words are worth looking at.
MAX_NEAR = 6
#: How many words of one beginning, ending or sound are compared, the first ones known first: it bounds the work.
MAX_FILED = 800
#: What a word of the same sound costs whose letters are further away than the tolerance.
SOUND_COST = 1.75


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
            doubled = 0.5 if i > 1 and letter == a[i - 2] else 1.0
            missing = 0.5 if j > 1 and other == b[j - 2] else 1.0
            if letter == other:
                best = last[j - 1]
                # A doubled letter may pair with either of the two: the cheaper way counts.
                if missing < 1:
                    best = min(best, (row[j - 1][0] + 1, row[j - 1][1] + missing))
                if doubled < 1:
                    best = min(best, (last[j][0] + 1, last[j][1] + doubled))
            else:
                dropped, added, changed = last[j], row[j - 1], last[j - 1]
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
    """The known words, filed so that the near ones are found by looking at a few.

    A word with one wrong letter keeps its first two letters, its last two, or (swapped inside four) the same letters;
    one with two wrong keeps one of them nearly always, or its sound. So only words that share one are compared.
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        """`known` are the words with their sounds, the ones that matter most first."""
        self._sounds = known
        self._filed: dict[str, list[str]] = defaultdict(list)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word, said in known.items():
            if len(word) >= 4:
                for filed, key in (*((self._filed, key) for key in _keys(word)), (self._by_sound, said)):
                    if len(filed[key]) < MAX_FILED:
                        filed[key].append(word)

    def near(self, word: str) -> list[Near]:
        """At most MAX_NEAR known words within the tolerance or of the same sound, nearest first, without the word."""
        limit = tolerance(word)
        if not limit:
            return []
        letters, said = set(word), sound(word)
        found = []
        if len(said) > 2:
            found = [Near(o, SOUND_COST, sounds=True) for o in self._by_sound.get(said, ()) if _alike(word, o)]
        for other in dict.fromkeys(chain.from_iterable(self._filed.get(key, ()) for key in _keys(word))):
            # Most are out without a comparison: each wrong letter brings at most one letter that the other has not.
            if abs(len(other) - len(word)) > limit or other == word or len(letters.difference(other)) > limit:
                continue
            wrong, cost = distance(word, other, limit)
            if wrong <= limit and _likely(word, other, wrong, cost):
                found.append(Near(other, cost, sounds=len(said) > 1 and self._sounds[other] == said))
        return _best(found)

    def near_start(self, beginning: str) -> list[Near]:
        """Known words that may have been begun with a slip: "diahr" for "diarrhea". The first two letters hold."""
        limit = min(tolerance(beginning), 1 if len(beginning) < 7 else 2)
        if not limit:
            return []
        letters = set(beginning)
        found = []
        for other in self._filed.get(_keys(beginning)[0], ()):
            if len(other) > len(beginning) and len(letters.difference(other)) <= limit:
                wrong, cost = distance(beginning, other[: len(beginning)], limit)
                if wrong <= limit:
                    found.append(Near(other, cost + 0.25))
        return _best(found)


def _keys(word: str) -> tuple[str, str, str]:
    return "^" + word[:2], word[-2:] + "$", "".join(sorted(word))


def _likely(word: str, other: str, wrong: int, cost: float) -> bool:
    """Two wrong letters, or a wrong first one, need a longer word (else "fish" is "itch"), or easy slips inside it."""
    if len(word) == 4:
        return word[0] == other[0] or cost <= 0.5
    if word[0] != other[0] and len(word) < 6:
        return cost <= 0.5 or other[1:] == word  # "ausea"
    return wrong < 2 or len(word) >= 8 or (word[0] == other[0] and word[-1] == other[-1] and cost <= 1.5)


def _alike(word: str, other: str) -> bool:
    """A word of the same sound, not twice as long, and not the word itself."""
    return word != other and max(len(word), len(other)) < 2 * min(len(word), len(other))


def _best(found: list[Near]) -> list[Near]:
    nearest: dict[str, Near] = {}
    for near in sorted(found, key=lambda near: (near.cost - 0.25 * near.sounds, near.word)):
        nearest.setdefault(near.word, near)
    return list(nearest.values())[:MAX_NEAR]
