"""Building is repeatable, says what was built, and loses nothing on the way from the files to the database."""

import os
import re
import sqlite3
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.build import CONTENT, GRADES, build
from mbc_desktop.data import schema
from tests.conftest import ROOT
from tests.db.conftest import Small

Table = dict[str, Any]


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def code(path: Path) -> str:
    return str(rows(path, "SELECT code FROM edition")[0][0])


def test_two_processes_build_the_same_bytes(tmp_path: Path) -> None:
    running = []
    for seed in ("0", "4242"):
        command = [sys.executable, "-m", "db.build", "--output", str(tmp_path / seed)]
        running.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}))
    assert [process.wait() for process in running] == [0, 0]
    one, other = ((tmp_path / seed).read_bytes() for seed in ("0", "4242"))
    assert len(one) > 1_000_000
    assert one == other


def test_the_same_folder_elsewhere_gives_the_same_bytes(small: Small, tmp_path: Path) -> None:
    build(small.folder, tmp_path / "one")
    moved = small.folder.rename(tmp_path / "moved")
    build(moved, tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_nothing_is_left_beside_the_database(small: Small, tmp_path: Path) -> None:
    target = tmp_path / "built" / "mbc.sqlite3"
    target.parent.mkdir()
    build(small.folder, target)
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("treatments/onemab.toml", "Binds to one target.", "Binds to a target."),
        ("treatments/onemab.toml", "all = 50", "all = 51"),
        ("treatments/onemab.toml", "g3plus = 5", "g3plus = 5.0"),
        ("sources.toml", "Table 2", "Table 3"),
        ("edition.toml", "2026-11-23", "2026-11-24"),
    ],
)
def test_the_edition_code_changes_with_a_word(small: Small, tmp_path: Path, file: str, old: str, new: str) -> None:
    build(small.folder, tmp_path / "one")
    small.change(file, old, new)
    build(small.folder, tmp_path / "other")
    assert code(tmp_path / "one") != code(tmp_path / "other")
    for path in ("one", "other"):
        assert re.fullmatch(r"[A-Z2-9]{3}-[A-Z2-9]{3}", code(tmp_path / path))
        assert not set("OISB01") & set(code(tmp_path / path))  # read aloud, nothing is taken for something else


def test_the_edition_code_is_the_same_for_other_line_ends(small: Small, tmp_path: Path) -> None:
    build(small.folder, tmp_path / "one")
    name = "treatments/onemab.toml"
    small.write(name, small.text(name).replace("\n", "\r\n"))
    build(small.folder, tmp_path / "other")
    assert code(tmp_path / "one") == code(tmp_path / "other")


def test_the_file_says_whose_it_is_and_how_it_is_laid_out(database: Path) -> None:
    assert rows(database, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert rows(database, "PRAGMA user_version") == [(schema.SCHEMA_VERSION,)]
    assert schema.APPLICATION_ID.to_bytes(4, "big") == b"MBC1"
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(database, "PRAGMA foreign_key_check") == []


# Everything in the files, read without our reader, is in the database, and nothing else is.


def read(name: str) -> Table:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def folder(name: str) -> dict[str, Table]:
    return {path.stem: read(f"{name}/{path.name}") for path in sorted((CONTENT / name).glob("*.toml"))}


@pytest.fixture(scope="module")
def drugs() -> dict[str, Table]:
    return {key: table for key, table in folder("treatments").items() if table["kind"] == "drug"}


@pytest.fixture(scope="module")
def pages(drugs: dict[str, Table]) -> dict[str, Table]:
    """Every page's table; a side effect's or a listed term's id leads to one page."""
    return {
        **folder("treatments"),
        **folder("side_effects"),
        **read("listed_terms.toml"),
        "overview": read("overview.toml"),
    }


def same(told: list[Any], expected: list[Any]) -> None:
    """The same things, each as many times; what is missing and what is too much is told."""
    ours, theirs = Counter(map(repr, told)), Counter(map(repr, expected))
    assert expected, "nothing to compare with"
    assert not theirs - ours, f"missing in the database: {list((theirs - ours).elements())[:10]}"
    assert not ours - theirs, f"in the database alone: {list((ours - theirs).elements())[:10]}"


def places_of(database: Path, table: str, owner: str, more: str = "") -> dict[Any, list[str]]:
    """Owner -> the places that it cites, in their order."""
    query = (
        f"SELECT t.{owner}, p.source || '#' || p.code FROM {table} t JOIN place p ON p.id = t.place {more} "  # noqa: S608
        f"ORDER BY t.{owner}, t.position"
    )
    found: dict[Any, list[str]] = {}
    for key, place in rows(database, query):
        found.setdefault(key, []).append(place)
    return found


def once(places: list[str]) -> list[str]:
    return list(dict.fromkeys(places))


def statements(pages: dict[str, Table]) -> Iterator[tuple[str, str, str, Table]]:
    """(page, owner, section, statement) of each table that has a text and places, wherever it stands."""
    for page, table in pages.items():
        for section, value in table.items():
            listed = value if isinstance(value, list) else [value]
            for told in listed:
                if isinstance(told, dict) and section == "emergency":
                    for part, inner in told.items():
                        yield from ((page, told["id"], part, s) for s in inner if isinstance(s, dict))
                elif isinstance(told, dict) and "text" in told:
                    yield page, section if section == "help_line" else page, section, told


def test_every_statement_arrives(database: Path, pages: dict[str, Table]) -> None:
    cited = places_of(database, "statement_place", "statement")
    query = "SELECT id, page, owner, section, topic, text, patient, call_now, side_effect, link, grade FROM statement"
    told = [(*row, cited[key]) for key, *row in rows(database, query)]
    expected = [
        (
            page,
            owner,
            section,
            s.get("topic") or s.get("population", ""),
            s["text"],
            s.get("patient", s["text"]),
            s.get("call_now", ""),
            s.get("side_effect"),
            s.get("treatment"),
            s.get("grade"),
            once(s["places"]),
        )
        for page, owner, section, s in statements(pages)
    ]
    same(told, expected)
    assert sum(row[6] != "" for row in expected) > 100, "call-now lines"


def test_no_table_of_a_file_is_of_a_kind_that_no_test_here_compares(pages: dict[str, Table]) -> None:
    known = {"eligibility", "factor", "main_study", "study", "effect", "emergency"}
    known |= {section for _, _, section, _ in statements(pages)}
    tables = {
        section
        for table in pages.values()
        for section, value in table.items()
        if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict))
    }
    assert tables <= known


def test_every_study_arrives(database: Path, drugs: dict[str, Table]) -> None:
    columns = (
        *("drug", "slug", "name", "trial", "regimen", "population", "setting", "n", "n_total", "comparator"),
        *("comparator_n", "grading", "severe_means", "threshold", "overall", "note"),
        *("plain_name", "plain_regimen", "plain_comparator", "main_position", "main_for", "main_reason"),
    )
    cited = places_of(database, "study_place", "study", "WHERE t.kind = 'study'")
    overall = places_of(database, "study_place", "study", "WHERE t.kind = 'overall'")
    query = f"SELECT id, {', '.join(columns)} FROM study"  # noqa: S608
    told = [(*row, cited[key], overall.get(key, [])) for key, *row in rows(database, query)]
    expected = []
    for key, drug in drugs.items():
        mains = drug.get("main_study", [])
        for study in drug["study"]:
            main = next((i for i, m in enumerate(mains) if m["study"] == study["id"]), None)
            row = {"drug": key, "slug": study["id"], **study}
            row["n"] = None if study.get("n") == "not stated" else study.get("n")
            row |= {"main_position": main, "main_for": "", "main_reason": ""}
            if main is not None:
                row |= {"main_for": mains[main]["use"], "main_reason": mains[main]["reason"]}
            empty = {"n_total": None, "comparator_n": None}
            values = [row.get(column, empty.get(column, "")) for column in columns]
            expected.append((*values, once(study["places"]), once(study.get("overall_places", []))))
    same(told, expected)
    assert sum(row[columns.index("main_position")] is not None for row in told) == sum(
        len(drug.get("main_study", [])) for drug in drugs.values()
    )


def test_every_row_and_share_arrives(database: Path, drugs: dict[str, Table]) -> None:
    shares: dict[int, dict[str, str]] = {}
    for reaction, arm, grade, text in rows(database, "SELECT reaction, arm, grade, text FROM share"):
        shares.setdefault(reaction, {})[f"{arm} {grade}"] = text
    cited = places_of(database, "reaction_place", "reaction")
    query = (
        "SELECT r.id, s.drug, s.slug, r.term, r.source_kind, r.severity, r.frequency_text, r.more_than, r.at_least, "
        "r.up_to, r.below, r.n, r.of_whom, r.note FROM reaction r JOIN study s ON s.id = r.study"
    )
    told = [(*row, sorted(shares.get(key, {}).items()), cited[key]) for key, *row in rows(database, query)]
    expected = []
    for key, drug in drugs.items():
        for study in drug["study"]:
            for row in study["rows"]:
                words = [row.get(name, "") for name in ("severity", "frequency_text")]
                limits = row.get("band", {})
                band = [float(limits[b]) if b in limits else None for b in ("more_than", "at_least", "up_to", "below")]
                given = {f"treatment {GRADES[k]}": str(row[k]) for k in GRADES if k in row}
                given |= {f"comparator {GRADES[k]}": str(row[f"c_{k}"]) for k in GRADES if f"c_{k}" in row}
                rest = [row.get("n"), row.get("of_whom", ""), row.get("note", "")]
                places = once(row.get("places") or study["places"])
                start = [key, study["id"], row["term"], row["kind"]]
                expected.append((*start, *words, *band, *rest, sorted(given.items()), places))
    same(told, expected)


def test_every_key_of_a_row_is_compared(drugs: dict[str, Table]) -> None:
    known = {"term", "terms", "kind", "severity", "frequency_text", "band", "n", "of_whom", "note", "places"}
    known |= set(GRADES) | {f"c_{key}" for key in GRADES}
    assert {key for drug in drugs.values() for study in drug["study"] for row in study["rows"] for key in row} <= known


def test_every_name_arrives(database: Path, pages: dict[str, Table]) -> None:
    kinds = {
        "brand_names": "brand",
        "short_names": "short",
        "regimens": "regimen",
        "other_names": "other",
        "other_terms": "other",
        "synonyms": "synonym",
        "routes": "route",
        "not_found": "not_found",
    }
    expected = [
        (key, kind, position, text)
        for key, table in pages.items()
        for field, kind in kinds.items()
        for position, text in enumerate(table.get(field, []))
    ]
    same(rows(database, "SELECT page, kind, position, text FROM name"), expected)


def test_every_page_arrives(database: Path, pages: dict[str, Table]) -> None:
    columns = (
        *("treatment", "drug_class", "clinical_term", "body_system", "laboratory", "danger", "see"),
        *("written", "reviewed_by", "reviewed_on", "superseded"),
    )
    told = rows(database, f"SELECT id, title, {', '.join(columns)} FROM page")  # noqa: S608
    empty = {"treatment": None, "laboratory": 0, "danger": 0, "see": None}
    expected = []
    for key, table in pages.items():
        row = {column: table.get(column, empty.get(column, "")) for column in columns}
        row |= {"laboratory": int(row["laboratory"]), "written": str(row["written"])}
        row["reviewed_on"] = str(row["reviewed_on"])
        expected.append((key, table.get("name") or table["title"], *row.values()))
    same(told, expected)


def test_every_factor_arrives(database: Path, pages: dict[str, Table]) -> None:
    cited: dict[tuple[str, str, str], list[str]] = {}
    query = (
        "SELECT f.page, f.kind, f.value, p.source || '#' || p.code FROM factor f "
        "LEFT JOIN factor_place t ON (t.page, t.kind, t.value) = (f.page, f.kind, f.value) "
        "LEFT JOIN place p ON p.id = t.place ORDER BY t.position"
    )
    for page, kind, value, place in rows(database, query):
        cited.setdefault((page, kind, value), []).extend([place] if place else [])
    expected = []
    for key, table in pages.items():
        if eligibility := table.get("eligibility"):
            pairs = [("hormone_receptor", eligibility["hormone_receptor"]), ("menopause", eligibility["menopause"])]
            pairs += [("her2", value) for value in eligibility["her2"]]
            pairs += [("biomarker", value) for value in eligibility["biomarkers"]]
            expected += [((key, *pair), once(eligibility["places"])) for pair in pairs]
        expected += [((key, "route", route), []) for route in table.get("routes", [])]
        factors = table.get("factor", [])
        expected += [((key, f["kind"], f["value"]), once(f["places"])) for f in factors]
    same(list(cited.items()), expected)


def test_every_effect_arrives(database: Path, pages: dict[str, Table]) -> None:
    cited = places_of(database, "effect_place", "effect")
    query = "SELECT id, treatment, term, timing, note, side_effect FROM effect"
    told = [(*row, cited[key]) for key, *row in rows(database, query)]
    expected = [
        (key, e["term"], e["timing"], e.get("note", ""), e.get("side_effect"), once(e["places"]))
        for key, table in pages.items()
        for e in table.get("effect", [])
    ]
    same(told, expected)


def test_every_emergency_and_help_line_arrives(database: Path, pages: dict[str, Table]) -> None:
    overview = pages["overview"]
    told = rows(database, "SELECT id, position, name, side_effect FROM emergency")
    same(told, [(e["id"], i, e["name"], e["side_effect"]) for i, e in enumerate(overview["emergency"])])
    query = "SELECT h.name, h.country, s.text FROM help_line h JOIN statement s ON s.id = h.statement"
    same(rows(database, query), [(line["name"], line["country"], line["text"]) for line in overview["help_line"]])


def test_every_source_and_place_arrives(database: Path) -> None:
    sources = read("sources.toml")
    told = rows(database, "SELECT id, title, publisher, url, version, kind FROM source")
    fields = ("title", "publisher", "url", "version", "kind")
    same(told, [(key, *(source[field] for field in fields)) for key, source in sources.items()])
    told = rows(database, "SELECT source, code, locator FROM place")
    same(told, [(key, code, words) for key, source in sources.items() for code, words in source["places"].items()])


def test_every_word_of_the_glossary_arrives(database: Path) -> None:
    entries = read("glossary.toml")
    cited = places_of(database, "glossary_place", "entry")
    words: dict[str, list[str]] = {}
    for key, word in rows(database, "SELECT entry, word FROM glossary_word"):
        words.setdefault(key, []).append(word)
    told = [
        (key, text, sorted(words[key]), cited[key]) for key, text in rows(database, "SELECT id, text FROM glossary")
    ]
    same(told, [(key, e["text"], sorted(e["words"]), once(e["places"])) for key, e in entries.items()])


def test_the_edition_arrives(database: Path) -> None:
    edition = read("edition.toml")
    told = rows(database, "SELECT content_date, reviewed_by, reviewed_on FROM edition")
    assert told == [(str(edition["content_date"]), edition.get("reviewed_by", ""), str(edition.get("reviewed_on", "")))]
    ids = rows(database, "SELECT id FROM page WHERE kind = 'treatment' ORDER BY position")
    assert [key for (key,) in ids] == edition["treatments"]
