"""The index's names and words in memory, and which of them a word of the question may mean.

Everything is read once, at the start: a few thousand short rows. The texts of the pages stay in the database.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice, pairwise
from sys import intern
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection

from mbc_desktop.search import query
from mbc_desktop.search.query import Token
from mbc_desktop.search.spelling import Near, Spelling

#: In what way a word of a name is the word that was typed, best first.
How = Literal["word", "stem", "compound", "prefix", "class", "corrected", "sound"]
#: How much of a word counts when it was not typed exactly so. A prefix counts by its length, a correction by its cost.
QUALITY = {"word": 1.0, "stem": 0.96, "compound": 0.96, "prefix": 0.6, "class": 0.72, "corrected": 0.84, "sound": 0.76}
PREFIX_SPAN = 0.3
CORRECTION_SPAN = 0.14
#: What a word weighs that the index does not know.
UNKNOWN = 0.7
#: How many words of the index one typed word may mean.
MAX_MEANINGS = 48
#: Names of drugs that end in the same letters, this many, look alike.
END = 5
#: How many words with the same beginning are looked at, and for the second part of a word written together.
MAX_BEGUN = 600
MAX_BEGUN_PART = 60
#: Of a word's names these many are looked at, the ones that it says most of first: it bounds the work on big content.
MAX_NAMES = 1000
#: How many words of one question are corrected or cut in two.
MAX_CORRECTED = 5


class Page(NamedTuple):
    id: str
    kind: str
    title: str
    clinical_term: str
    listed: bool


class PageName(NamedTuple):
    page: int
    text: str
    how: str
    weight: float
    negated: int


class Word(NamedTuple):
    stem: str
    sense: str
    sound: str
    weight: float
    drug: bool
    names: str


class Meaning(NamedTuple):
    """A word of the index that a typed word may mean."""

    word: str
    quality: float
    how: How


@dataclass(slots=True)
class Sought:
    """A word of the question with what it may mean, best first, and how much it tells.

    `drugs` are names of drugs that are near: they are offered, and never searched for.
    """

    token: Token
    weight: float
    meanings: list[Meaning] = field(default_factory=list)
    drugs: list[Near] = field(default_factory=list)


class Vocabulary:
    """The index's pages, names and words."""

    def __init__(self, connection: Connection) -> None:
        def rows(statement: str) -> list[Any]:
            return list(connection.exec_driver_sql(statement).cursor.fetchall())

        # The same few words stand in thousands of rows: `intern` keeps one of each.
        self.pages = {
            row[0]: Page(row[1], row[2], row[3], row[4], bool(row[5])) for row in rows("SELECT * FROM search_page")
        }
        self.names = {
            number: PageName(page, text, intern(how), weight, negated)
            for number, page, text, how, weight, negated in rows("SELECT * FROM search_name")
        }
        #: Side effect -> how many drugs have a row for it: what many have, many ask for.
        self.drugs_with = dict(rows("SELECT side_effect, count(*) FROM search_row GROUP BY side_effect"))
        self.words = {
            intern(word): Word(intern(stem), intern(sense), intern(sound), weight, drug, names)
            for word, stem, sense, sound, weight, drug, names in rows(
                "SELECT word, stem, sense, sound, weight, drug, names FROM search_word ORDER BY word"
            )
        }
        self._spelled = frozenset(rows("SELECT words FROM search_spelled")[0][0].split())
        self._ordered = list(self.words)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_sense: dict[str, list[str]] = defaultdict(list)
        for word, known in self.words.items():
            self._by_stem[known.stem].append(word)
            self._by_sense[known.sense].append(word)
        #: The first MAX_NAMES names of a word, in their order and as a set.
        self.names_of: Callable[[str], tuple[int, ...]] = lru_cache(maxsize=4096)(self._names_of)
        self.set_of: Callable[[str], AbstractSet[int]] = lru_cache(maxsize=4096)(self._set_of)

    def _names_of(self, word: str) -> tuple[int, ...]:
        return tuple(map(int, self.words[word].names[: 8 * MAX_NAMES].split()[:MAX_NAMES]))

    def _set_of(self, word: str) -> AbstractSet[int]:
        return frozenset(self.names_of(word))

    @cached_property
    def _spelled_stems(self) -> frozenset[str]:
        return frozenset(query.stem(word) for word in self._spelled)

    @cached_property
    def _drugs_by_end(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word, known in self.words.items():
            if known.drug:
                found[word[-END:]].append(word)
        return found

    def drugs_ending(self, end: str) -> list[str]:
        """The words of drugs' names that end so, of END letters."""
        return self._drugs_by_end.get(end, [])

    @cached_property
    def spelling(self) -> Spelling:
        return Spelling(
            {
                word: known.sound
                for word, known in sorted(self.words.items(), key=lambda item: (-len(item[1].names), item[0]))
                if query.role(word) == "plain" and word.isascii() and word.isalpha()
            }
        )

    def sought(self, tokens: tuple[Token, ...], *, exact: bool) -> list[Sought]:
        """Each word of the question with what it may mean. `exact`: nothing is corrected."""
        found = []
        looked_up = 0
        for token in tokens:
            is_unknown = token.role == "plain" and token.normal not in self.words
            looked_up += is_unknown
            found += self._sought(token, exact=exact, known_only=looked_up > MAX_CORRECTED and is_unknown)
        for sought, following in pairwise(found):
            self._join(sought, following)
        return found

    def _sought(self, token: Token, *, exact: bool, known_only: bool) -> list[Sought]:
        """A word of the question, or the two that it is written together of."""
        meanings: dict[str, Meaning] = {}
        for meaning in self._as_typed(token):
            meanings.setdefault(meaning.word, meaning)
        drugs: list[Near] = []
        begun = any(meaning.how == "prefix" for meaning in meanings.values())
        if token.role == "plain" and token.normal not in self.words and not begun and not known_only:
            if parts := self._parts(token):
                return parts
            if not exact and token.normal not in self._spelled:
                # "visiting" is a form of a word of the text: it may still be "loosing" for "losing", but no more.
                is_form = bool(meanings) or query.stem(token.normal) in self._spelled_stems
                corrections, drugs = self._corrections(token, stemmed=is_form)
                for meaning in corrections:
                    meanings.setdefault(meaning.word, meaning)
        return [self._found(token, list(meanings.values()), drugs)]

    def _found(self, token: Token, meanings: list[Meaning], drugs: list[Near]) -> Sought:
        best = sorted(meanings, key=lambda meaning: (-meaning.quality, meaning.word))[:MAX_MEANINGS]
        return Sought(token, self._weight(token, best), best, drugs)

    def _as_typed(self, token: Token) -> Iterator[Meaning]:
        """The word, its forms, words of its class, and longer words that it begins; the first way of a word wins."""
        said = token.normal
        if said in self.words:
            yield Meaning(said, QUALITY["word"], "word")
        for word in self._by_stem.get(query.stem(said), ()):
            if not self.words[word].drug:
                yield Meaning(word, QUALITY["stem"], "stem")
        if token.last and token.role != "stop":
            for word in self._begun(said):
                share = len(said) / len(word)
                yield Meaning(word, QUALITY["prefix"] + PREFIX_SPAN * share, "prefix")
        for word in self._by_sense.get(query.sense(said), ()):
            if not self.words[word].drug:
                yield Meaning(word, QUALITY["class"], "class")

    def _begun(self, beginning: str, most: int = MAX_BEGUN) -> list[str]:
        """At most MAX_MEANINGS longer words with this beginning, the ones of most names first."""
        found = []
        first = bisect_left(self._ordered, beginning)
        for word in islice(self._ordered, first, first + most):
            if not word.startswith(beginning):
                break
            if word != beginning and query.role(word) != "stop":
                found.append(word)
        return sorted(found, key=lambda word: (-len(self.words[word].names), word))[:MAX_MEANINGS]

    def _parts(self, token: Token) -> list[Sought]:
        """The two words of one written together, where a name has both: "hairloss"."""
        said = token.normal
        for cut in range(len(said) - (2 if token.last else 3), 2, -1):
            starts = self._by_stem.get(query.stem(said[:cut]), [])
            ends = self._ends(said[cut:], typing=token.last) if starts else []
            both = [
                (start, end)
                for start in starts
                for end in ends
                if "stop" not in (query.role(start), query.role(end))
                and not self.set_of(start).isdisjoint(self.set_of(end))
            ]
            if both:
                return [
                    self._found(
                        Token(part, part, query.role(part)),
                        [Meaning(word, QUALITY["compound"], "compound") for word in dict.fromkeys(words)],
                        [],
                    )
                    for part, words in zip((said[:cut], said[cut:]), zip(*both, strict=True), strict=True)
                ]
        return []

    def _ends(self, end: str, *, typing: bool) -> list[str]:
        return self._by_stem.get(query.stem(end), []) or (self._begun(end, MAX_BEGUN_PART) if typing else [])

    def _corrections(self, token: Token, *, stemmed: bool) -> tuple[list[Meaning], list[Near]]:
        """What may have been meant by a word that is not known: words, and names of drugs.

        A word is out where the name of a drug is nearer: it is the drug that was meant, and that is asked first.
        """
        near = self.spelling.near(token.normal)
        if not near and token.last:
            near = self.spelling.near_start(token.normal)
        if stemmed:
            near = [one for one in near if one.cost <= 1]
        drugs = [one for one in near if self.words[one.word].drug]
        nearest = min((one.cost for one in drugs), default=99.0)
        return [
            Meaning(
                one.word,
                max(QUALITY["corrected"] - CORRECTION_SPAN * one.cost, QUALITY["sound"] if one.sounds else 0.0),
                "corrected",
            )
            for one in near
            if not self.words[one.word].drug and one.cost < nearest
        ], drugs

    def _join(self, first: Sought, second: Sought) -> None:
        """Two words typed apart that the index writes as one: "heart burn"."""
        joined = first.token.normal + second.token.normal
        for word in self._by_stem.get(query.stem(joined), ()):
            meaning = Meaning(word, QUALITY["compound"], "compound")
            for sought in (first, second):
                if all(known.word != word for known in sought.meanings):
                    sought.meanings.insert(0, meaning)

    def _weight(self, token: Token, meanings: list[Meaning]) -> float:
        """What the question's word tells: as much as the nearest word of the index, less for its part."""
        if not meanings:
            return UNKNOWN * query.SHARE[token.role]
        best = meanings[0].quality
        weight = max(self.words[meaning.word].weight for meaning in meanings if meaning.quality >= best - 0.05)
        return min(weight, query.SHARE[token.role])
