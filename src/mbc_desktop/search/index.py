"""The search index: what is indexed, and the FTS5 table that holds it. Filled by `db/build.py`."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Name:
    """A way to say a page's subject. `how`: title, clinical, synonym, term (a source's), brand, short or other."""

    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page as the index sees it. `sections` are (heading, text). `listed`: a page without advice."""

    page: str
    kind: str
    title: str
    clinical_term: str
    names: tuple[Name, ...]
    sections: tuple[tuple[str, str], ...] = ()
    listed: bool = False


def fill(connection: Connection, documents: Iterable[Document]) -> None:
    """Create the index and put the documents into it, in their order."""
    connection.execute(
        text(
            "CREATE VIRTUAL TABLE search_index USING fts5("
            "title, names, heading, body, kind UNINDEXED, page UNINDEXED,"
            " tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3 4')"
        )
    )
    insert = text("INSERT INTO search_index VALUES (:title, :names, :heading, :body, :kind, :page)")
    for document in documents:
        names = "\n".join(name.text for name in document.names)
        row = {"title": document.title, "kind": document.kind, "page": document.page}
        connection.execute(insert, {**row, "names": names, "heading": "", "body": ""})
        for heading, body in document.sections:
            connection.execute(insert, {**row, "title": "", "names": "", "heading": heading, "body": body})
    connection.execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))
