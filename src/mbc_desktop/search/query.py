"""A user's words, made comparable: normal forms, stems, classes, and the MATCH expression for FTS5.

The index is built with the same functions, so a name and a question that mean the same meet in the same form.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Literal

from mbc_desktop.search.lexicon import CLASSES, DRUGS, FRAME, IRREGULAR, NEGATIONS, STOP, WEAK

#: What is looked at of a question, so that the work is bounded whatever is typed or pasted.
MAX_LETTERS = 240
MAX_TOKENS = 20
MAX_WORD = 32

Role = Literal["plain", "weak", "frame", "stop"]
#: The part of its weight that a word keeps for the part that it plays.
SHARE: dict[Role, float] = {"plain": 1.0, "weak": 0.4, "frame": 0.08, "stop": 0.08}

_WORD = re.compile(r"[^\W_]+(?:['\u2019\u2018`][^\W_]+)*")
#: "n/v", "s.o.b.", "n & v": single letters that stand for words belong together. Not "4/6" of "CDK4/6".
_LETTERS = re.compile(r"(?<![^\W_])[a-z](?:\s?[/.&]\s?[a-z](?![^\W_]))+")
_APOSTROPHE = re.compile(r"['\u2019\u2018`]")
_VOWELS = frozenset("aeiouy")

#: British -> American, for words of medicine and their like. Both the names and the question go through them, so a
#: word that is changed without need still meets itself.
_BRITISH = (
    (re.compile(r"rrhoea"), "rrhea"),
    (re.compile(r"pnoea"), "pnea"),
    (re.compile(r"oe(?=[a-z]{2})"), "e"),
    (re.compile(r"ae(?=[a-z]{2})"), "e"),
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|less|ful|able|al|ation|ations)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|ing|ation)$)"), "iz"),
    (re.compile(r"(?<=l)ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"leuco"), "leuko"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"fibre"), "fiber"),
    (re.compile(r"^grey"), "gray"),
)
#: Endings, longest first, and what stays in their place. None leaves fewer than three letters, one of them a vowel.
_ENDINGS = (
    ("iveness", "ive"),
    ("fulness", ""),
    ("ations", "ate"),
    ("ation", "ate"),
    ("ating", "ate"),
    ("ated", "ate"),
    ("iness", "y"),
    ("ness", ""),
    ("ings", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ily", "y"),
    ("ful", ""),
    ("ely", ""),
    ("ly", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question: as typed, in its normal form, and the part that it plays."""

    typed: str
    normal: str
    role: Role
    #: Is it the word that is being typed? Then it may be the beginning of a longer one.
    last: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question, cut to what is looked at."""

    text: str
    tokens: tuple[Token, ...]
    #: Does it ask for drugs without a side effect ("which drugs don't cause hair loss")?
    without: bool = False

    @property
    def meaningful(self) -> tuple[Token, ...]:
        """The words that say what is meant, or all where none does ("the", "feeling bad")."""
        plain = tuple(token for token in self.tokens if token.role == "plain")
        return plain or tuple(token for token in self.tokens if token.role == "weak") or self.tokens


def parse(text: str) -> Query:
    """The words of any string of any characters; too long a string is cut at MAX_LETTERS and MAX_TOKENS."""
    cut = clean(text[:MAX_LETTERS])[:MAX_LETTERS]
    typed = [match.group()[:MAX_WORD] for match in _WORD.finditer(cut)][:MAX_TOKENS]
    typing = cut[-1:].isalnum()
    tokens = []
    for position, word in enumerate(typed):
        form = normal(word)
        is_last = typing and position == len(typed) - 1
        tokens.append(Token(word, form, role(form), is_last))
    kept = _without_negated_frame(tokens)
    forms = {token.normal for token in tokens}
    without = len(kept) < len(tokens) or ("without" in forms and not forms.isdisjoint(DRUGS))
    return Query(cut, tuple(kept), without)


def _without_negated_frame(tokens: list[Token]) -> list[Token]:
    """Without a "not" at the question's verb: "which drugs don't cause hair loss" asks for hair loss."""
    return [
        token
        for token, following in zip_longest(tokens, tokens[1:])
        if token.normal not in NEGATIONS or following is None or following.role != "frame"
    ]


def clean(text: str) -> str:
    """Compatibility forms folded, lower case, letters of an abbreviation together ("N/V" is "nv")."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _LETTERS.sub(lambda match: re.sub(r"[^a-z]", "", match.group()), folded)


@lru_cache(maxsize=4096)
def normal(word: str) -> str:
    """A word without accents and apostrophes, in American spelling: "Diarrhoea" is "diarrhea", "can't" is "cant"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    parts = _APOSTROPHE.split(plain)
    # "patient's" is "patient"; "can't" keeps its end, which turns its meaning round.
    plain = parts[0] if parts[1:] == ["s"] else "".join(parts)
    for british, american in _BRITISH:
        plain = british.sub(american, plain)
    return plain


def words(text: str) -> list[str]:
    """The normal forms of a name's words, in order."""
    return [normal(match.group()) for match in _WORD.finditer(clean(text))]


def places(text: str) -> list[tuple[str, int, int]]:
    """(normal form, start, length) of a text's words, for marking them; the text itself is not changed."""
    return [(normal(match.group()), match.start(), len(match.group())) for match in _WORD.finditer(text)]


def role(word: str) -> Role:
    """The part that a normal form plays in a question. A bare number says nothing ("lost 25 pounds")."""
    if word in STOP or word.isdecimal():
        return "stop"
    if word in FRAME:
        return "frame"
    return "weak" if word in WEAK or word in NEGATIONS else "plain"


def is_negated(words: Iterable[str]) -> bool:
    """Do the words say that something is not so?"""
    return not NEGATIONS.isdisjoint(words)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What stays of a normal form without its ending: "headaches" is "headach", "swollen" is "swell".

    Lighter than Porter's: it should never bring two illnesses together, and both sides of a comparison go through it.
    """
    if found := IRREGULAR.get(word):
        return found
    if word in _BASES or len(word) < 4 or not word.isascii():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            cut = word[: -len(ending)]
            whole = cut + instead
            if whole in _BASES:
                return whole
            if len(cut) < 3 or not _VOWELS.intersection(cut) or (ending == "s" and cut[-1] in "sui"):
                continue
            if whole in IRREGULAR:
                return IRREGULAR[whole]
            if not instead and len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lsz":
                cut = whole = cut[:-1]  # "spotting" is "spot"
            return whole.removesuffix("e") if len(whole) > 4 else whole
    return word.removesuffix("e") if len(word) > 4 else word


_BASES = frozenset(IRREGULAR.values())


@lru_cache(maxsize=4096)
def sense(word: str) -> str:
    """The class of words that may stand for each other ("tummy" and "belly"), or the stem."""
    return CLASSES.get(word) or CLASSES.get(stem(word)) or stem(word)


def match_expression(alternatives: Iterable[Iterable[str]], *, typing: bool) -> str:
    """The FTS5 expression: each group of words once in a row of text, in any order; "" for no words.

    Every word is quoted, its quotes doubled, so that nothing a user types is FTS5's grammar. With `typing` the words
    of the last group may be the beginnings of longer ones. This is the only place where MATCH text is made.
    """
    groups = [[word for word in group if word] for group in alternatives]
    groups = [group for group in groups if group]
    parts = []
    for position, group in enumerate(groups):
        star = " *" if typing and position == len(groups) - 1 else ""
        quoted = ['"' + word.replace('"', '""').replace("\0", "") + '"' + star for word in group]
        parts.append(quoted[0] if len(quoted) == 1 else "(" + " OR ".join(quoted) + ")")
    return " AND ".join(parts)
