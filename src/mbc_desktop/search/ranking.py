"""One score for a page, and the reason in a sentence.

    explained = what the name's words explain of the question's words, each by its weight and by how it matched
    said      = how much of the name was said
    name      = explained * (0.4 + 0.6 * said) * what the kind of name counts
    turned    = name * 0.8 where one of question and name says "not" and the other does not
    page      = 0.8 * the best of its names' turned + 0.2 * what all its names together explain

Ties: the side effect that more drugs bring first, for it is asked for more often; then by title.
All lie between 0 and 1; a hit shows the page's score times 100. A word weighs the more the fewer pages have it
(`index.py`); how a word matched counts as `vocabulary.QUALITY` says.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from mbc_desktop.search import query
from mbc_desktop.search.vocabulary import PageName, Sought, Vocabulary

SAID_SHARE = 0.6
TOGETHER_SHARE = 0.2
#: What a kind of name counts; the little differences decide between names that explain the same.
KINDS = {
    "title": 1.0,
    "clinical": 0.995,
    "brand": 0.99,
    "short": 0.985,
    "regimen": 0.985,
    "synonym": 0.98,
    "term": 0.965,
    "class": 0.9,
}
OTHER_KIND = 0.95
REASONS = {
    "title": "'{name}' is the page's name",
    "clinical": "'{name}' is the clinical name of {title}",
    "synonym": "'{name}' is said for {title}",
    "term": "'{name}' is a source's term for {title}",
    "brand": "'{name}' is a brand name of {title}",
    "short": "'{name}' is short for {title}",
    "regimen": "{title} is part of the regimen {name}",
    "class": "{title} is a drug of the class '{name}'",
    "other": "'{name}' is another name of {title}",
}
#: A page with advice stands above one without on equal terms, a side effect above a treatment.
LISTED = 0.985
TREATMENT = 0.975
#: Pages below this share of the question, or of the best page's score, are not shown.
LEAST = 0.2
LEAST_OF_BEST = 0.45
#: Words that say nothing by themselves ("the") find only what is nearly said.
LEAST_OF_LITTLE = 0.6
#: A name that matched by corrections alone must explain this much, or it is chance.
LEAST_GUESSED = 0.5
#: What is left of a name's score that says "not" where the question does not, or the other way round.
TURNED = 0.8
#: How many names are scored: the words that tell most choose them, the others only add to them.
MAX_CANDIDATES = 1500
#: How many names of one word of the question are looked at, over all that it may mean.
MAX_LOOKED_AT = 2500


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page with its score, its best name, and what all its names explain of the question, 0 to 1."""

    page: int
    name: int
    score: float
    explained: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a name matched: the sentence, the (start, length) of the words in the name, and the words read otherwise."""

    why: str
    spans: tuple[tuple[int, int], ...]
    read_as: dict[str, str]


@dataclass(slots=True)
class _Tally:
    """What was found so far: of each name what it explains, how much of it was said, and what of this is guessed; of
    each page what its names explain together.
    """

    explained: dict[int, float] = field(default_factory=dict)
    said: dict[int, float] = field(default_factory=dict)
    guessed: dict[int, float] = field(default_factory=dict)
    together: dict[int, float] = field(default_factory=dict)

    def add(self, vocabulary: Vocabulary, one: Sought, *, only_known: bool) -> None:
        """Count a word of the question for every name that has it; each name counts its nearest way only."""
        names = vocabulary.names
        explained, said, guessed, together = self.explained, self.said, self.guessed, self.together
        here: set[int] = set()
        pages: set[int] = set()
        looked_at = 0
        for word, quality, how in one.meanings:
            if looked_at > MAX_LOOKED_AT:
                break
            gain, weight = one.weight * quality, vocabulary.words[word].weight
            found: Iterable[int] = vocabulary.names_of(word)
            if only_known or len(explained) >= MAX_CANDIDATES:
                found = explained.keys() & vocabulary.set_of(word)
            for name in found:
                looked_at += 1
                if name in here:
                    continue
                if name not in explained:
                    if len(explained) >= MAX_CANDIDATES:
                        continue
                    explained[name] = said[name] = 0.0
                here.add(name)
                explained[name] += gain
                said[name] += weight
                if how == "corrected":
                    guessed[name] = guessed.get(name, 0.0) + gain
                page = names[name].page
                if page not in pages:
                    pages.add(page)
                    together[page] = together.get(page, 0.0) + gain


def rank(vocabulary: Vocabulary, sought: list[Sought], kinds: Collection[str] = ()) -> list[Ranked]:
    """The pages (of some kinds only) that explain the question, best first."""
    total = sum(one.weight for one in sought)
    tally = _Tally()
    meaningful = any(one.token.role in ("plain", "weak") for one in sought)
    # The words that tell most choose the names; little words only add to them.
    for one in sorted(sought, key=lambda one: (one.token.role in ("stop", "frame"), -one.weight)):
        tally.add(vocabulary, one, only_known=meaningful and one.token.role in ("stop", "frame"))
    ranked = []
    for page, (score, name) in _best_names(vocabulary, sought, tally, total).items():
        known = vocabulary.pages[page]
        if kinds and known.kind not in kinds:
            continue
        explained = tally.together[page] / total
        whole = (1 - TOGETHER_SHARE) * score + TOGETHER_SHARE * explained
        whole *= (LISTED if known.listed else 1.0) * (1.0 if known.kind == "side_effect" else TREATMENT)
        ranked.append(Ranked(page, name, round(whole, 4), explained))
    return _ordered(vocabulary, ranked, LEAST if meaningful else LEAST_OF_LITTLE)


def _best_names(
    vocabulary: Vocabulary, sought: list[Sought], tally: _Tally, total: float
) -> dict[int, tuple[float, int]]:
    """Page -> the score of its best name, and the name."""
    negated = query.is_negated(one.token.normal for one in sought)
    best: dict[int, tuple[float, int]] = {}
    for name, gain in tally.explained.items():
        if tally.guessed.get(name) == gain and gain < LEAST_GUESSED * total:
            continue
        page, _, how, weight, is_negated = vocabulary.names[name]
        said = min(1.0, tally.said[name] / weight)
        score = gain / total * (1 - SAID_SHARE + SAID_SHARE * said) * KINDS.get(how, OTHER_KIND)
        if is_negated != negated:
            score *= TURNED
        known = best.get(page)
        # Of two names that say the same the first one counts, which is the title where the title says it.
        if known is None or score > known[0] or (score == known[0] and name < known[1]):
            best[page] = (score, name)
    return best


def _ordered(vocabulary: Vocabulary, ranked: list[Ranked], least: float) -> list[Ranked]:
    def order(one: Ranked) -> tuple[float, int, str, int]:
        page = vocabulary.pages[one.page]
        return -one.score, -vocabulary.drugs_with.get(page.id, 0), page.title.casefold(), one.page

    ranked.sort(key=order)
    least = max(least, LEAST_OF_BEST * ranked[0].score) if ranked else least
    return [one for one in ranked if one.score >= least]


def explain(vocabulary: Vocabulary, sought: list[Sought], name: PageName) -> Explanation:
    """Why a name matched, for people."""
    places = query.places(name.text)
    spans: list[tuple[int, int]] = []
    read_as: dict[str, str] = {}
    taken_as: dict[str, str] = {}
    missing: list[str] = []
    forms = {form for form, _, _ in places}
    for one in sought:
        found = next((meaning for meaning in one.meanings if meaning.word in forms), None)
        if found is None:
            if one.token.role == "plain":
                missing.append(one.token.typed)
            continue
        if one.token.role in ("plain", "weak") or found.how == "word":
            spans += [(start, length) for form, start, length in places if form == found.word]
        said_for = next(name.text[s : s + n] for form, s, n in places if form == found.word)
        if found.how == "class" and one.token.role != "stop":
            taken_as[one.token.typed] = said_for
        if found.how == "corrected":
            read_as[one.token.typed] = said_for
    page = vocabulary.pages[name.page]
    why = _reason(name, page.title)
    if missing:
        why += ", without " + " and ".join(f"'{word}'" for word in missing[:3])
    for typed, taken in taken_as.items():
        why += f"; '{typed}' was taken for '{taken}'"
    for typed, read in read_as.items():
        why += f"; '{typed}' was read as '{read}'"
    return Explanation(why, tuple(sorted(set(spans))), read_as)


def _reason(name: PageName, title: str) -> str:
    title = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    return REASONS.get(name.how, REASONS["other"]).format(name=name.text, title=title)
