"""Hits in the pages' text: the sections that have all of the question's words, with a snippet. SQLite's FTS5."""

from sqlalchemy import Connection, text

from mbc_desktop.search import query
from mbc_desktop.search.query import Query
from mbc_desktop.search.results import Hit

#: Marks the matched words in a snippet; a group separator stands in no text of ours.
MARK = chr(29)
#: How many pages are found by their text, and how many sections are looked at for them.
MAX_PAGES = 10
MAX_SECTIONS = 40
#: Text hits stand below every hit by name: their score is below the least score of a name.
TOP_SCORE = 20.0

STATEMENT = text(
    "SELECT page, title, heading, snippet(search_index, 2, char(29), char(29), '\u2026', 14)"
    " FROM search_index WHERE search_index MATCH :words AND rowid <= :last"
    " ORDER BY bm25(search_index, 2.0, 8.0, 1.0), rowid LIMIT :limit"
)


#: The last of the first sections that have the words: so many are weighed, so that big content costs no more.
LAST = text(
    "SELECT max(found) FROM"
    " (SELECT rowid AS found FROM search_index WHERE search_index MATCH :words ORDER BY rowid LIMIT :most)"
)
MAX_WEIGHED = 400


def hits(connection: Connection, asked: Query, without: frozenset[str]) -> list[Hit]:
    """The best section of each page whose text has all meaningful words; `without` are pages found already."""
    meaningful = [token for token in asked.meaningful if token.role != "stop" and len(token.normal) > 1]
    groups = [dict.fromkeys((token.typed, token.normal)) for token in meaningful]
    typing = bool(meaningful) and meaningful[-1].last and len(meaningful[-1].normal) > 2
    words = query.match_expression(groups, typing=typing)
    if not words or all(len(token.normal) < 3 for token in meaningful):
        return []
    last = connection.execute(LAST, {"words": words, "most": MAX_WEIGHED}).scalar()
    if last is None:
        return []
    found: dict[str, Hit] = {}
    for page, title, heading, marked in connection.execute(
        STATEMENT, {"words": words, "limit": MAX_SECTIONS, "last": last}
    ):
        if page in without or page in found:
            continue
        snippet, spans = parted(marked)
        score = round(TOP_SCORE / (1 + len(found)), 1)
        found[page] = Hit("text", page, title, "", snippet, f"In the text: {heading}", score, spans, heading)
        if len(found) == MAX_PAGES:
            break
    return list(found.values())


def parted(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A snippet without its marks, and the (start, length) of what stood between them."""
    pieces = marked.replace("\n", " ").split(MARK)
    spans = []
    start = 0
    for position, piece in enumerate(pieces):
        if position % 2 and piece:
            spans.append((start, len(piece)))
        start += len(piece)
    return "".join(pieces), tuple(spans)
