"""Names of drugs that may have been meant: offered, and never searched for in place of what was typed.

A near miss of a drug's name can be another drug. So the nearest names are offered together with the names that look
alike: names that share their last letters (palbociclib, ribociclib; docetaxel, paclitaxel), and drugs whose name
holds the same word (trastuzumab and its conjugates).
"""

from collections.abc import Iterator

from mbc_desktop.search.query import Query
from mbc_desktop.search.results import Suggestion
from mbc_desktop.search.vocabulary import END, Sought, Vocabulary

MAX_SUGGESTIONS = 8


def of_drugs(vocabulary: Vocabulary, asked: Query, sought: list[Sought]) -> tuple[Suggestion, ...]:
    """The question with each name that may have been meant, nearest first, then the look-alikes."""
    found: dict[str, Suggestion] = {}
    for one in sought:
        alone = all(token is one.token or token.role in ("stop", "frame") for token in asked.tokens)
        for name, page in _names(vocabulary, one):
            words = name if alone else _replaced(asked, one, name)
            if alone and any(page == offer.id for offer in found.values()):
                continue  # each drug once, by the nearest name
            found.setdefault(words, Suggestion(words, page if alone else ""))
    return tuple(found.values())[:MAX_SUGGESTIONS]


def _names(vocabulary: Vocabulary, one: Sought) -> Iterator[tuple[str, str]]:
    """(name, page) of the names that have the nearest words, then of those that look like them."""
    nearest = [near.word for near in one.drugs]
    alike = [
        word
        for near in nearest
        for word in vocabulary.drugs_ending(near[-END:])
        if word not in nearest and len(word) > END
    ]
    for word in (*nearest, *dict.fromkeys(alike)):
        names = [vocabulary.names[number] for number in sorted(vocabulary.names_of(word))]
        offered: dict[int, str] = {}
        for name in sorted(names, key=lambda name: (name.how != "title", len(name.text))):
            if vocabulary.pages[name.page].kind == "drug" and name.how != "class":
                offered.setdefault(name.page, name.text)
        for page, text in sorted(offered.items(), key=lambda it: len(it[1])):
            yield text, vocabulary.pages[page].id


def _replaced(asked: Query, one: Sought, name: str) -> str:
    """The question with a name in place of the word that may have been meant for it."""
    return " ".join(name if token is one.token else token.typed for token in asked.tokens)
