"""Every number of the built database stands in the source pack, for the same drug, study, term and arm."""

import importlib.util
import json
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mbc_desktop.data.records import Drug, Entry, Place, Statement
from mbc_desktop.data.repository import Repository
from mbc_desktop.summary.page_json import json_of

PERCENT = {
    "all": "all",
    "grade1": "g1",
    "grade2": "g2",
    "grade3": "g3",
    "grade4": "g4",
    "grade1_2": "g1_2",
    "grade2plus": "g2plus",
    "grade3plus": "g3plus",
}
#: A share told to patients: "about 20 to 30 out of 100 people".
OUT_OF_100 = re.compile(r"(\d+)(?: to (\d+))? out of (?:every )?100\b")
#: Sections in which a grade is told by another one: "as in grade 1".
AS_IN_GRADE = re.compile(r"^As in grade \d")


def tool(pack: Path, name: str) -> ModuleType:
    """One of the pack's own scripts, as a module."""
    spec = importlib.util.spec_from_file_location(name, pack / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def check(pack: Path) -> ModuleType:
    return tool(pack, "check")


@pytest.fixture(scope="session")
def places(check: ModuleType, pack: Path) -> dict[str, str]:
    """ "source#E1" -> the figures that stand there; CTCAE's own rows for the places that the pack does not list."""
    import csv

    texts: dict[str, str] = dict(check.passages()[0])
    with (pack / "ctcae-v5.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            texts[f"nci-ctcae-v5#E{number}"] = " ".join(filter(None, row.values()))
    return texts


def drugs(repository: Repository) -> list[Drug]:
    return [repository.drug(e.id) for e in repository.entries.values() if e.kind == "drug"]


def fact(pack: Path, drug: str) -> dict[str, Any]:
    return json.loads((pack / "drugs" / f"{drug}.json").read_text(encoding="utf-8"))


def test_every_study_and_row_is_the_packs(repository: Repository, pack: Path) -> None:
    wrong = []
    for drug in drugs(repository):
        told = {study["study"] + study["regimen"]: study for study in json_of(drug)["studies"]}
        expected = fact(pack, drug.id)["adverse_reactions"]
        if len(told) != len(expected) or len(drug.studies) != len(expected):
            wrong.append(f"{drug.id}: {len(drug.studies)} studies, the pack has {len(expected)}")
            continue
        for study in expected:
            ours = told.get(study["study"] + study["regimen"])
            if ours is None:
                wrong.append(f"{drug.id}: no study {study['study']}")
                continue
            for key in ("n", "n_total", "comparator", "comparator_n", "population", "setting", "threshold", "grading"):
                if (ours[key] or None) != (study.get(key) or None):
                    wrong.append(f"{drug.id}, {study['study']}: {key} is {ours[key]}, the pack has {study.get(key)}")
            if ours["severe_means"] != study.get("severe_means", "not stated"):
                wrong.append(f"{drug.id}, {study['study']}: severe means {ours['severe_means']}")
            wrong += [f"{drug.id}, {study['study']}: {what}" for what in rows_that_differ(ours, study)]
    assert not wrong, "\n".join(wrong)


def rows_that_differ(ours: dict[str, Any], study: dict[str, Any]) -> list[str]:
    if len(ours["reactions"]) != len(study["rows"]):
        return [f"{len(ours['reactions'])} rows, the pack has {len(study['rows'])}"]
    wrong = []
    for mine, row in zip(ours["reactions"], study["rows"], strict=True):
        if mine["term"] != row["term"]:
            wrong.append(f"'{mine['term']}' stands where the pack has '{row['term']}'")
        for grade, packs in PERCENT.items():
            for prefix in ("", "comparator_"):
                told, expected = mine[f"{prefix}{grade}_pct"], row.get(f"{prefix}{packs}_pct")
                if told != expected or type(told) is not type(expected):
                    wrong.append(f"'{row['term']}': {prefix}{grade} is {told!r}, the pack has {expected!r}")
        for key in ("n", "frequency_text", "severity", "note", "of_whom"):
            if mine[key] != row.get(key):
                wrong.append(f"'{row['term']}': {key} is {mine[key]!r}, the pack has {row.get(key)!r}")
        if (mine["band"] or {}) != row.get("band", {}):
            wrong.append(f"'{row['term']}': band is {mine['band']}, the pack has {row.get('band')}")
        cited = [f"{place['source']}#{place['code']}" for place in mine["places"]]
        if cited != list(dict.fromkeys(row.get("ev", study["ev"]))):
            wrong.append(f"'{row['term']}': cites {cited}")
        wrong += sums_that_differ(mine)
    return wrong


def sums_that_differ(row: dict[str, Any]) -> list[str]:
    """What was added up, added up again."""
    wrong = []
    for total, derived, grades in (
        ("any_pct", "all_derived", ("grade1", "grade2", "grade3", "grade4")),
        ("severe_pct", "severe_derived", ("grade3", "grade4")),
    ):
        if row[derived]:
            added = sum(Decimal(str(row[f"{grade}_pct"])) for grade in grades)
            if added != Decimal(str(row[total])):
                wrong.append(f"'{row['term']}': {total} is {row[total]}, the grades add up to {added}")
    return wrong


def every_statement(repository: Repository) -> list[tuple[str, Statement]]:
    found = []
    for entry in repository.entries.values():
        page = repository.page(entry.id)
        found += [(entry.id, told) for told in page.statements]
        if hasattr(page, "emergencies"):
            found += [
                (f"{entry.id}, {emergency.name}", told)
                for emergency in page.emergencies
                for told in (*emergency.signs, *emergency.what_to_do, *emergency.notes)
            ]
            found += [(entry.id, Statement("help_line", line.text, line.text, line.places)) for line in page.help_lines]
        if hasattr(page, "effects"):
            found += [
                (entry.id, Statement("effect", "", f"{e.term}. {e.timing}. {e.note}", e.places))  # plain for all
                for e in page.effects
            ]
    found += [("glossary", Statement(word.id, word.text, "", word.places)) for word in repository.glossary]
    return found


def untraced(
    words: str, cited: tuple[Place, ...], places: dict[str, str], check: ModuleType, *, plain: bool
) -> list[str]:
    """The numbers of a text that stand at none of its places; a plain text may round a share to whole people."""
    standing = " ".join(places.get(f"{place.source}#{place.code}", "") for place in cited)
    rounded = {
        str(Decimal(number).quantize(Decimal(1), ROUND_HALF_UP)) for number in re.findall(r"\d+(?:\.\d+)?", standing)
    }
    allowed: set[str] = set()
    if plain:
        told = {number for pair in OUT_OF_100.findall(words) for number in pair if number}
        allowed = (told & rounded) | ({"100"} if "out of 100" in words else set())
        allowed |= {"1"} if "fewer than 1 out of 100" in words else set()
    numbers = check.numbers_in(re.sub(r"(?<=\d),(?=\d{3})", "", AS_IN_GRADE.sub("", words)))
    return [number for number in numbers if number not in allowed and not check.stands_in(number, standing)]


def is_plain(entry: Entry | None, section: str) -> bool:
    """Side effects, and what a drug can do, are told once, in plain words, to staff and patients alike."""
    return section == "benefit" or (entry is not None and entry.kind == "side_effect")


def test_every_number_in_words_stands_at_its_places(
    repository: Repository, places: dict[str, str], check: ModuleType
) -> None:
    wrong = []
    for page, told in every_statement(repository):
        entry = repository.entries.get(page)
        for voice, words in (
            ("staff", told.text),
            ("patient", told.patient),
            ("call now", told.call_now),
            ("topic", told.topic),
        ):
            for number in untraced(
                words, told.places, places, check, plain=voice != "staff" or is_plain(entry, told.section)
            ):
                wrong.append(f"{page}, {told.section} ({voice}): {number} in '{words}'")
    assert not wrong, "\n".join(wrong)


def test_plain_words_for_a_study_say_no_more_and_no_less_than_its_own(repository: Repository) -> None:
    """No drug of a regimen is lost or added, and no number: a combination's figure is never told as one drug's."""
    drugs = [repository.drug(entry.id) for entry in repository.entries.values() if entry.kind == "drug"]
    wrong = []
    for drug, study in ((one, study) for one in drugs for study in one.studies):
        own = f"{study.name} {study.regimen} {study.comparator} {study.population} {study.trial} {study.note}"
        known = named(own, drugs)
        for told, ours in (
            (study.regimen, study.plain_regimen),
            (study.comparator, study.plain_comparator),
            ("", study.plain_name),
        ):
            # One of several drugs that a doctor chose from may be told as chemotherapy.
            lost = set() if "chemotherapy" in ours else {one.name for one in drugs if told_in(one.name, told)}
            lost -= named(ours, drugs)
            added = (named(ours, drugs) - known) | (set(re.findall(r"\d+", ours)) - set(re.findall(r"\d+", own)))
            if ours and (lost or added):
                wrong.append(f"{drug.id}, {study.id}: '{ours}' for '{told}': lost {lost}, added {added}")
    assert not wrong, "\n".join(wrong)


def named(words: str, drugs: Sequence[Drug]) -> set[str]:
    """The drugs that are named, by themselves or by a regimen's letters."""
    by_letters = {drug.name for drug in drugs for letters in drug.regimens if re.search(rf"\b{letters}\b", words)}
    return by_letters | {drug.name for drug in drugs if told_in(drug.name, words)}


def told_in(name: str, words: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words, re.IGNORECASE) is not None


def test_a_changed_number_is_seen(places: dict[str, str], check: ModuleType) -> None:
    cited = (Place("fda-abemaciclib", "E6", ""),)
    assert untraced("Diarrhea in 86%.", cited, places, check, plain=False) == []
    assert untraced("Diarrhea in 87%.", cited, places, check, plain=False) == ["87"]
    assert untraced("About 99 out of 100 people.", cited, places, check, plain=True) == ["99"]


def test_every_place_is_the_packs_by_its_own_name(repository: Repository, pack: Path) -> None:
    from db.pack import locators
    from mbc_desktop.data import schema

    known: dict[str, dict[str, str]] = {}
    for row in repository._tables.rows(schema.place):
        found = known.setdefault(row["source"], locators(row["source"]))
        assert found.get(row["code"]) == row["locator"], f"{row['source']}#{row['code']}"


@pytest.fixture(scope="session")
def own_words(pack: Path) -> ModuleType:
    return tool(pack, "own_words")


def taken_over(text: str, own_words: ModuleType, known: set[str]) -> list[str]:
    """Each run of twelve words that stands in a source."""
    return [run for run, mark in own_words.runs(text) if mark in known]


def test_no_run_of_words_stands_in_a_source(own_words: ModuleType) -> None:
    """Words are our own: all of the content but titles and the names of places, by the pack's own measure."""
    paths = sorted((Path(__file__).resolve().parents[2] / "db" / "content").rglob("*.toml"))
    text = {path.name: path.read_text(encoding="utf-8") for path in paths}
    del text["sources.toml"]  # titles and locators, and nothing else
    assert len(text) > 100
    known = own_words.known()
    wrong = [f"{name}: {run}" for name, words in text.items() for run in taken_over(words, own_words, known)]
    assert not wrong, "\n".join(wrong)


def test_a_run_taken_over_is_seen(own_words: ModuleType) -> None:
    theirs = "patients should promptly report any new swelling redness warmth or pain behind the knee"
    run, mark = next(own_words.runs(theirs))
    assert taken_over(f"Our words. {theirs.capitalize()}; and so on.", own_words, {mark}) == [run]
    assert taken_over(theirs.replace("promptly", "soon"), own_words, {mark}) == []
