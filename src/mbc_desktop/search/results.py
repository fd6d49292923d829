"""What a search answers: plain records, for window and command line alike."""

from dataclasses import dataclass
from typing import Literal

HitKind = Literal["side_effect", "drug", "treatment", "text"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that answers the question.

    `matched` is the name or the piece of text that matched, `spans` the (start, length) of the matched words in it;
    `why` says in a sentence why it is here. `heading` is the section of a text hit. `target_row` is where on the page
    the answer stands: a side effect's row on a drug's page, where the question names both; "study-" and the id of a
    study, where it names a regimen; "not-reported", where it asks for drugs without a side effect.
    """

    kind: HitKind
    id: str
    title: str
    clinical_term: str
    matched: str
    why: str
    score: float
    spans: tuple[tuple[int, int], ...] = ()
    heading: str = ""
    target_row: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another question that may have been meant: its words, and the page they lead to ("" if to none alone)."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one question.

    `understood_as` is the question with its words corrected, "" where nothing was corrected. `confident` is False
    where the first hit may well be wrong, and where there is none.
    """

    query: str
    understood_as: str
    confident: bool
    hits: tuple[Hit, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
