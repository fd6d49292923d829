"""The search index: what is indexed, and the tables that hold it. Filled by `db/build.py`, read by `vocabulary.py`.

| Table | A row is |
| --- | --- |
| search_page | a page that can be found |
| search_name | a way to say the subject of a page, with its words' weight, and if it says "not" |
| search_word | a word of the names in its normal form, its stem, class, sound, weight, and names, short ones first |
| search_row | a side effect that a drug's page has a row for |
| search_study | a study on a drug's page, with its regimen, the main ones first |
| search_spelled | the other words of the pages' text, in one row: they are spelt as meant |
| search_index | (FTS5) a section of a page's text |
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log2

from sqlalchemy import Connection, text

from mbc_desktop.search import query, spelling

TABLES = """
CREATE TABLE search_page(id INTEGER PRIMARY KEY, page TEXT, kind TEXT, title TEXT, clinical_term TEXT, listed INTEGER);
CREATE TABLE search_name(id INTEGER PRIMARY KEY, page INTEGER, text TEXT, how TEXT, weight REAL, negated INTEGER);
CREATE TABLE search_word(word TEXT PRIMARY KEY, stem TEXT, sense TEXT, sound TEXT, weight REAL, drug INTEGER,
    names TEXT) WITHOUT ROWID;
CREATE TABLE search_row(drug TEXT, side_effect TEXT, PRIMARY KEY (drug, side_effect)) WITHOUT ROWID;
CREATE TABLE search_study(id INTEGER PRIMARY KEY, drug TEXT, study TEXT, regimen TEXT);
CREATE TABLE search_spelled(words TEXT);
CREATE VIRTUAL TABLE search_index USING fts5(title, heading, body, kind UNINDEXED, page UNINDEXED,
    tokenize = "porter unicode61 remove_diacritics 2", prefix = '2 3')
"""


@dataclass(frozen=True, slots=True)
class Name:
    """A way to say a page's subject.

    `how`: title, clinical, synonym, term (a source's), brand, short, class (a drug's) or other.
    """

    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page as the index sees it.

    `sections` are (heading, text). `listed`: a page without advice. `rows`: the side effects that a drug's page has
    numbers or words for. `studies`: the (id, regimen) of its studies, the main ones first.
    """

    page: str
    kind: str
    title: str
    clinical_term: str
    names: tuple[Name, ...]
    sections: tuple[tuple[str, str], ...] = ()
    listed: bool = False
    rows: tuple[str, ...] = ()
    studies: tuple[tuple[str, str], ...] = ()


def said_as(expression: str) -> str:
    """An expression as it is compared: its words in their normal form."""
    return " ".join(query.words(expression))


def fill(connection: Connection, documents: Iterable[Document]) -> None:
    """Create the index and put the documents into it, in their order."""
    for table in TABLES.split(";"):
        connection.execute(text(table))
    found = [_with_more_names(document) for document in documents]
    _fill_names(connection, found)
    spelled = {
        word for document in found for _, body in document.sections for word in query.words(body) if len(word) > 3
    }
    connection.execute(text("INSERT INTO search_spelled VALUES (:words)"), {"words": " ".join(sorted(spelled))})
    for document in found:
        row = {"title": document.title, "kind": document.kind, "page": document.page}
        for heading, body in document.sections:
            connection.execute(
                text("INSERT INTO search_index VALUES (:title, :heading, :body, :kind, :page)"),
                {**row, "heading": heading, "body": body},
            )
        for side_effect in dict.fromkeys(document.rows):
            connection.execute(
                text("INSERT INTO search_row VALUES (:drug, :side_effect)"),
                {"drug": document.page, "side_effect": side_effect},
            )
        for study, regimen in document.studies:
            connection.execute(
                text("INSERT INTO search_study(drug, study, regimen) VALUES (:drug, :study, :regimen)"),
                {"drug": document.page, "study": study, "regimen": regimen},
            )
    connection.execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))


def _with_more_names(document: Document) -> Document:
    """A page with the ways to write its names that need not stand in the content, each under its words once.

    A side effect gets the parts of its title ("Low neutrophils (neutropenia)"). A drug gets its names without hyphens
    ("T-DXd" is typed "tdxd").
    """
    more: list[Name] = []
    if document.kind == "side_effect":
        more = [Name(part.strip(), "title") for part in re.split(r"[(),]", document.title)]
    elif document.kind == "drug":
        more = [Name(name.text.replace("-", ""), name.how) for name in document.names if "-" in name.text]
    names: dict[str, Name] = {}
    for name in (*document.names, *more):
        names.setdefault(said_as(name.text), name)
    return replace(document, names=tuple(name for said, name in names.items() if said))


def _fill_names(connection: Connection, documents: list[Document]) -> None:
    weights = _weights(documents)
    names_of: dict[str, list[int]] = defaultdict(list)
    # A word that only drugs' names have, or that is a drug's name by itself wherever else it stands. "AT" is short for
    # a regimen, but mostly it is "at": little words name no drug in a question of other words.
    drug_words: dict[str, bool] = {}
    whole_drugs: set[str] = set()
    pages: list[dict[str, object]] = []
    names: list[dict[str, object]] = []
    for number, document in enumerate(documents, 1):
        fields = ("page", "kind", "title", "clinical_term", "listed")
        pages.append({"id": number, **{field: getattr(document, field) for field in fields}})
        for name in document.names:
            said = dict.fromkeys(query.words(name.text))
            if not said:
                continue
            weight = sum(weights[query.stem(word)] * query.SHARE[query.role(word)] for word in said)
            row = {"id": len(names) + 1, "page": number, "text": name.text, "how": name.how}
            names.append({**row, "weight": round(weight, 4), "negated": query.is_negated(said)})
            # Class names ("CDK4/6 inhibitor") are ordinary words: they may be corrected, and mean no one drug.
            is_drug = document.kind == "drug" and name.how != "class"
            for word in said:
                names_of[word].append(len(names))
                drug_words[word] = drug_words.get(word, True) and is_drug
            if is_drug and len(said) == 1:
                whole_drugs.update(said)
    connection.execute(
        text("INSERT INTO search_page VALUES (:id, :page, :kind, :title, :clinical_term, :listed)"), pages
    )
    connection.execute(text("INSERT INTO search_name VALUES (:id, :page, :text, :how, :weight, :negated)"), names)
    connection.execute(
        text("INSERT INTO search_word VALUES (:word, :stem, :sense, :sound, :weight, :drug, :names)"),
        [
            {
                "word": word,
                "stem": query.stem(word),
                "sense": query.sense(word),
                "sound": spelling.sound(word),
                "weight": round(weights[query.stem(word)] * query.SHARE[query.role(word)], 4),
                "drug": query.role(word) == "plain" and (drug_words[word] or word in whole_drugs),
                "names": " ".join(str(n) for n in sorted(numbers, key=lambda n: (names[n - 1]["weight"], n))),
            }
            for word, numbers in sorted(names_of.items())
        ],
    )


def _weights(documents: list[Document]) -> dict[str, float]:
    """How much each stem tells, 0.15 to 1: the fewer pages have it in a name, the more (inverse document frequency)."""
    pages: dict[str, int] = defaultdict(int)
    for document in documents:
        for stem in {query.stem(word) for name in document.names for word in query.words(name.text)}:
            pages[stem] += 1
    total = log2(1 + len(documents))
    return {stem: max(0.15, log2(1 + len(documents) / count) / total) for stem, count in pages.items()}
