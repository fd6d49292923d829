"""How well the search finds what people mean, and how fast: part of `make bench`. The figures stand in docs/search.md.

The phrases are those of ../shared/bench. They are split in two by a hash: half A was looked at while the lexicon was
written, half B was not, so B is the honest figure. The simple methods search the same names as ours, in the same run.
"""

import csv
import re
import sqlite3
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, create_engine

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from db.build import CONTENT, TARGET  # noqa: E402
from db.documents import documents  # noqa: E402
from db.reader import read  # noqa: E402
from mbc_desktop.data.connection import open_read_only  # noqa: E402
from mbc_desktop.search import query  # noqa: E402
from mbc_desktop.search.engine import SearchEngine  # noqa: E402
from mbc_desktop.search.index import Document, Name, fill  # noqa: E402

PHRASES = ROOT.parent / "shared" / "bench"
CASES = tomllib.loads((Path(__file__).parent / "search" / "relevance.toml").read_text(encoding="utf-8"))
#: How many times larger than the shipped content.
SIZES = (1, 3, 10, 30, 100)
QUESTIONS = ("hair falling out", "diarhea", "can letrozole cause joint pain", "palbocyclib", "numb fingers", "qqqqzz",
             "my feet are swolen and sore", "n/v", "tired all the time", "what helps with mouthsores")  # fmt: skip
#: A method: a phrase -> the numbers of the side effects that it finds, best first.
Method = Callable[[str], list[int]]
Phrases = list[tuple[str, set[str]]]


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def readings(title: str, clinical_term: str) -> set[str]:
    """The names that the measure takes for a hit, as in ../shared/bench/score.py."""
    names = set()
    for text in (title, clinical_term):
        names |= {plain(text), *(plain(part) for part in re.split(r"[()/,;]| and | or ", text))}
    return names - {""}


def half(phrase: str) -> str:
    """A or B, by a hash, so that it never changes."""
    return "AB"[sha256(phrase.encode()).digest()[0] % 2]


def halves() -> dict[str, Phrases]:
    accepted = {
        concept: {plain(concept), *map(plain, names.split("|"))} for concept, names in table(PHRASES / "concepts.tsv")
    }
    rows = [(phrase, accepted[concept]) for phrase, concept, *_ in table(PHRASES / "search_dev.tsv")]
    found = {name: [row for row in rows if half(row[0]) == name] for name in "AB"}
    return {**found, "all": rows}


def ours(engine: SearchEngine, places: dict[str, int]) -> Method:
    """As the measure counts: a treatment above the side effect pushes it down."""
    return lambda phrase: [
        places.get(hit.id, -1) if hit.kind == "side_effect" else -1 for hit in engine.search(phrase, limit=10).hits
    ]


def full_text(names: list[tuple[int, str]], tokenize: str) -> Method:
    """Plain FTS5 over the names, any of the words, best first by bm25; a side effect counts once."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE names USING fts5(name, page UNINDEXED, tokenize = '{tokenize}')")
    connection.executemany("INSERT INTO names VALUES (?, ?)", [(name, page) for page, name in names])

    def search(phrase: str) -> list[int]:
        words = [word for word in plain(phrase).split() if "trigram" not in tokenize or len(word) > 2]
        if "trigram" in tokenize:
            words = list(dict.fromkeys(word[i : i + 3] for word in words for i in range(len(word) - 2)))
        match = " OR ".join(f'"{word}"' for word in words)
        if not match:
            return []
        rows = connection.execute("SELECT page FROM names WHERE names MATCH ? ORDER BY rank LIMIT 200", (match,))
        return list(dict.fromkeys(page for (page,) in rows))

    return search


def fuzzy(names: list[tuple[int, str]]) -> Method:
    texts = [plain(name) for _, name in names]

    def search(phrase: str) -> list[int]:
        found = process.extract(plain(phrase), texts, scorer=fuzz.token_set_ratio, limit=100)
        return list(dict.fromkeys(names[at][0] for _, _, at in found))

    return search


def measure(method: Method, phrases: Phrases, pages: list[set[str]]) -> tuple[float, float, float]:
    """hit@1, hit@3 and the mean reciprocal rank."""
    first = third = reciprocal = 0.0
    for phrase, accepted in phrases:
        found = method(phrase)[:10]
        rank = next((at for at, page in enumerate(found, 1) if page >= 0 and pages[page] & accepted), 0)
        first += rank == 1
        third += 0 < rank <= 3
        reciprocal += 1 / rank if rank else 0
    return first / len(phrases), third / len(phrases), reciprocal / len(phrases)


def quality(engine: SearchEngine, whole: list[Document]) -> None:
    if not (PHRASES / "search_dev.tsv").exists():
        print(f"NOT MEASURED: how well phrases are found. The phrases are not in {PHRASES}.")
        return
    side_effects = [document for document in whole if document.kind == "side_effect"]
    pages = [readings(document.title, document.clinical_term) for document in side_effects]
    # The simple methods get the same names: titles, clinical terms, synonyms, the lexicon, sources' terms.
    names = [(at, name.text) for at, document in enumerate(side_effects) for name in document.names]
    few = [(at, text) for at, document in enumerate(side_effects) for text in (document.title, document.clinical_term)]
    methods = {
        "ours": ours(engine, {document.page: at for at, document in enumerate(side_effects)}),
        "FTS5 porter, bm25, all our names": full_text(names, "porter unicode61"),
        "FTS5 trigram, all our names": full_text(names, "trigram"),
        "rapidfuzz token_set_ratio, all our names": fuzzy(names),
        "FTS5 porter, bm25, titles and terms only": full_text(few, "porter unicode61"),
        "FTS5 trigram, titles and terms only": full_text(few, "trigram"),
        "rapidfuzz, titles and terms only": fuzzy(few),
    }
    found = halves()
    print(f"{'hit@1 / hit@3 / MRR on phrases of patients':<44}", end="")
    print("".join(f"{f'{name} ({len(phrases)})':>22}" for name, phrases in found.items()))
    for label, method in methods.items():
        figures = (measure(method, phrases, pages) for phrases in found.values())
        print(f"{label:<44}" + "".join(f"{one:10.3f} {three:5.3f} {mrr:5.3f}" for one, three, mrr in figures))


def precision(engine: SearchEngine) -> None:
    for name, questions in CASES["nothing"].items():
        sure = [question for question in questions if engine.search(question).confident]
        share = 100 * len(sure) / len(questions)
        label = f"no answer, yet answered surely ({name})"
        print(f"{label:<44}{share:8.1f} %   {len(sure)} of {len(questions)}: {sure}")


def index_size() -> None:
    fresh = create_engine("sqlite://")
    with fresh.connect() as memory:
        fill(memory, documents(read(CONTENT)))
        memory.commit()
        memory.exec_driver_sql("VACUUM")
        pages = memory.exec_driver_sql("PRAGMA page_count").scalar_one()
        size = memory.exec_driver_sql("PRAGMA page_size").scalar_one()
    fresh.dispose()
    print(f"{'index, alone in a database':<44}{pages * size / 1e6:8.2f} MB")


CONSONANTS = ("b", "k", "d", "l", "m", "r", "s", "t", "v", "n", "ph", "gr", "st", "bl", "cr", "h", "j", "w", "z")
SYLLABLES = [consonant + vowel for consonant in CONSONANTS for vowel in "aeiou"]


def invented(word: str, copy: int) -> str:
    """A word that nobody says, always the same one for a word and a copy, about as long as the word."""
    number = int.from_bytes(sha256(f"{word} {copy}".encode()).digest()[:8], "big")
    made = ""
    while len(made) < max(4, len(word) - 1):
        number, at = divmod(number, len(SYLLABLES))
        made += SYLLABLES[at]
    return made


def larger(shipped: list[Document], times: int) -> Iterator[Document]:
    """The shipped content, and copies of it in which the words that few names have are invented ones.

    The words that many names have ("pain", "skin") stay: they are the hard ones, with a hundred times the names.
    """
    yield from shipped
    counted = Counter(word for document in shipped for name in document.names for word in query.words(name.text))
    common = {word for word, count in counted.items() if count > 12}

    def changed(text: str, copy: int) -> str:
        return " ".join(word if word in common else invented(word, copy) for word in query.words(text))

    for copy in range(1, times):
        for document in shipped:
            names = tuple(Name(changed(name.text, copy), name.how) for name in document.names)
            sections = tuple((heading, changed(body[:200], copy)) for heading, body in document.sections[:2])
            page, title = f"{document.page}-{copy}", changed(document.title, copy)
            yield Document(page, document.kind, title, title, names, sections, document.listed)


def keys(questions: Iterable[str]) -> list[str]:
    """The questions as they grow, letter by letter."""
    return [question[:end] for question in questions for end in range(1, len(question) + 1)]


def timed(engine: SearchEngine, typed: list[str]) -> tuple[float, float]:
    """Median and 99th percentile of a search at each key, in ms."""
    times = []
    for words in typed:
        began = perf_counter()
        engine.search(words)
        times.append((perf_counter() - began) * 1000)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]


def in_memory(whole: Iterable[Document]) -> Connection:
    connection = create_engine("sqlite://").connect()
    fill(connection, whole)
    connection.commit()
    return connection


def growth(whole: list[Document], sizes: Iterable[int] = SIZES) -> None:
    """Time at each key on content so many times larger. Every key is timed once: no answer is kept from before."""
    typed = keys((*QUESTIONS, *CASES["first"]))
    for times in sizes:
        with in_memory(larger(whole, times)) as connection:
            engine = SearchEngine(connection)
            names = connection.exec_driver_sql("SELECT count(*) FROM search_name").scalar_one()
            engine.search("diarhea")  # files the words for spelling, as the window does while it waits
            median, p99 = timed(engine, typed)
        label = f"each key, content x {times} ({names} names)"
        print(f"{label:<44}{median:8.2f} ms median {p99:8.2f} ms p99   ({len(typed)} times)", flush=True)


def main() -> None:
    engine = SearchEngine(open_read_only(TARGET))
    whole = list(documents(read(CONTENT)))
    quality(engine, whole)
    precision(engine)
    index_size()
    typed = keys((*QUESTIONS, *CASES["first"]))
    engine.search("diarhea")
    median, p99 = timed(engine, typed)
    print(f"{'search engine alone, each key':<44}{median:8.2f} ms median {p99:8.2f} ms p99   ({len(typed)} times)")
    growth(whole)


if __name__ == "__main__":
    main()
