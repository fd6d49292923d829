"""`db/pack.py` takes tables and source entries over from a pack, here a made-up one, without changing a figure."""

import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db import pack as taking
from db.files import SourceEntry, Study

ROWS = [
    {"term": "Diarrhea", "all_pct": 86, "g3_pct": 13, "g4_pct": 0, "comparator_all_pct": 25, "kind": "clinical"},
    {"term": "Neutropenia", "all_pct": 22.0, "g3plus_pct": "<1", "kind": "laboratory", "g1_pct": None},
    {"term": 'Rash "or" itch', "terms": ["Rash", "Itch"], "all_pct": 1.5, "kind": "clinical", "note": "é"},
    {
        "term": "Odd nails",
        "frequency_text": "more than 10%",
        "band": {"more_than": 10.0},
        "kind": "clinical",
        "n": 12,
        "of_whom": "women",
        "severity": "serious",
        "ev": ["label#E2", "label#E1"],
    },
    {
        "term": "By grade",
        "kind": "clinical",
        **{f"{key}_pct": number for number, key in enumerate(("g1", "g2", "g3", "g4", "g1_2", "g2plus", "g3plus"))},
        **{f"comparator_{key}_pct": n for n, key in enumerate(("g1", "g2", "g3", "g4", "g1_2", "g2plus", "g3plus"))},
    },
]


def study(name: str, rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    fixed = {"study": name, "regimen": "onemab + x", "population": "all", "setting": "metastatic", "ev": ["label#E1"]}
    return {**fixed, "rows": rows, **more}


DRUG = {
    "name": "onemab",
    "mechanism": {"text": "Binds.", "ev": ["label#E1"]},
    "adverse_reactions": [
        study("FIRST (part 1)", ROWS, n=441, comparator="placebo", comparator_n=223, trial="FIRST", severe_means="3-4"),
        study("FIRST", ROWS[:1], threshold="at least 10%", trial=None, note="A note."),
        study("FIRST", ROWS[:1], n=30, overall={"text": "Serious: 4%.", "ev": ["label#E2"]}, n_total=60),
        study("FIRST", ROWS[:1], n=30, grading="CTCAE 5"),
    ],
}
LABEL = """---
id: label
title: THE LABEL (onemab): all of it
publisher: A maker
url: https://example.org/label
version: 2026
kind: fda-label
---
## E1 Section 1
86 13
## E2 Table 2, FIRST
22.0
## E10 Table 10
7
"""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with one drug and two sources, and content that cites them."""
    folder = tmp_path / "pack"
    content = tmp_path / "content"
    for path in (folder / "drugs", folder / "evidence", content / "treatments"):
        path.mkdir(parents=True)
    (folder / "drugs" / "onemab.json").write_text(json.dumps(DRUG), encoding="utf-8")
    (folder / "evidence" / "label.md").write_text(LABEL, encoding="utf-8")
    ctcae = LABEL.replace("id: label", "id: nci-ctcae-v5").partition("## ")[0]
    (folder / "evidence" / "nci-ctcae-v5.md").write_text(ctcae, encoding="utf-8")
    rows = 'CTCAE Term,Grade 1\nAnemia,"Below, a little"\nFever,38\n'
    (folder / "ctcae-v5.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr(taking, "PACK", folder)
    monkeypatch.setattr(taking, "CONTENT", content)
    return content


@pytest.fixture
def studies(made: Path) -> list[dict[str, Any]]:
    return tomllib.loads(taking.tables("onemab"))["study"]


def test_every_table_is_one_that_our_files_may_hold(studies: list[dict[str, Any]]) -> None:
    read = msgspec.convert(studies, list[Study])
    assert [len(one.rows) for one in read] == [len(ROWS), 1, 1, 1]


def test_figures_stay_as_they_are_written(made: Path, studies: list[dict[str, Any]]) -> None:
    assert '{term = "Neutropenia", all = 22.0, g3plus = "<1", kind = "laboratory"},' in taking.tables("onemab")
    diarrhea = studies[0]["rows"][0]
    assert diarrhea == {"term": "Diarrhea", "all": 86, "g3": 13, "g4": 0, "c_all": 25, "kind": "clinical"}


def test_every_share_and_word_of_a_row_comes_over(studies: list[dict[str, Any]]) -> None:
    _, _, composite, nails, grades = studies[0]["rows"]
    assert composite == {
        "term": 'Rash "or" itch',
        "all": 1.5,
        "terms": ["Rash", "Itch"],
        "kind": "clinical",
        "note": "é",
    }
    assert nails == {
        "term": "Odd nails",
        "kind": "clinical",
        "severity": "serious",
        "frequency_text": "more than 10%",
        "band": {"more_than": 10.0},
        "n": 12,
        "of_whom": "women",
        "places": ["label#E2", "label#E1"],
    }
    keys = ("g1", "g2", "g3", "g4", "g1_2", "g2plus", "g3plus")
    own = {key: number for number, key in enumerate(keys)}
    assert grades == {"term": "By grade", "kind": "clinical", **own, **{f"c_{key}": n for key, n in own.items()}}


def test_a_study_keeps_its_arms_and_says_what_is_not_said(studies: list[dict[str, Any]]) -> None:
    first, second, third, fourth = studies
    assert (first["n"], first["comparator"], first["comparator_n"]) == (441, "placebo", 223)
    assert (first["trial"], first["severe_means"], first["places"]) == ("FIRST", "3-4", ["label#E1"])
    assert (second["n"], second["severe_means"], second["threshold"]) == ("not stated", "not stated", "at least 10%")
    assert second["note"] == "A note."
    assert "trial" not in second
    assert (third["n"], third["n_total"]) == (30, 60)
    assert (third["overall"], third["overall_places"]) == ("Serious: 4%.", ["label#E2"])
    assert fourth["grading"] == "CTCAE 5"


def test_ids_of_studies_differ(studies: list[dict[str, Any]]) -> None:
    ids = [one["id"] for one in studies]
    assert ids == ["first", "first-onemab-x", "first-onemab-x-30", "first-onemab-x-4"]


def test_facts_leave_the_rows_out(made: Path) -> None:
    told = json.loads(taking.facts("onemab"))
    assert told["mechanism"] == DRUG["mechanism"]
    assert [one["rows"] for one in told["adverse_reactions"]] == ["5 rows", "1 rows", "1 rows", "1 rows"]


def test_sources_are_those_that_the_content_cites(made: Path) -> None:
    cited = 'places = ["label#E10", "label#E2"]\nother = ["nci-ctcae-v5#E2"]\n'
    (made / "treatments" / "onemab.toml").write_text(cited, encoding="utf-8")
    (made / "sources.toml").write_text('"gone#E1"', encoding="utf-8")  # its own places are not citations
    taking.main(["sources"])
    sources = tomllib.loads((made / "sources.toml").read_text(encoding="utf-8"))
    assert list(sources) == ["label", "nci-ctcae-v5"]
    assert list(sources["label"]["places"].items()) == [("E2", "Table 2, FIRST"), ("E10", "Table 10")]
    assert sources["nci-ctcae-v5"]["places"] == {"E2": "Fever"}
    assert sources["label"]["title"] == "THE LABEL (onemab): all of it"
    assert sources["label"]["url"] == "https://example.org/label"
    msgspec.convert(sources, dict[str, SourceEntry])


@pytest.mark.parametrize(
    ("place", "said"),
    [("lable#E1", "The pack has no source 'lable'"), ("label#E3", "The source 'label' has no place E3")],
)
def test_a_place_that_the_pack_has_not_stops(made: Path, place: str, said: str) -> None:
    (made / "overview.toml").write_text(f'places = ["{place}"]', encoding="utf-8")
    with pytest.raises(SystemExit, match=said):
        taking.sources()


@pytest.mark.parametrize("arguments", [[], ["tables"], ["other", "onemab"]])
def test_other_arguments_show_how_it_is_used(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match=r"python -m db\.pack tables"):
        taking.main(arguments)


def test_the_command_prints(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taking.main(["tables", "onemab"])
    assert capsys.readouterr().out == taking.tables("onemab")
    taking.main(["facts", "onemab"])
    assert json.loads(capsys.readouterr().out)["name"] == "onemab"


def test_the_contents_tables_are_what_the_pack_gives_today(pack: Path) -> None:
    """Nobody has typed in a table: each drug's are the pack's, as this script writes them; plain words are ours."""
    content = Path(taking.__file__).parent / "content" / "treatments"
    wrong = []
    for path in sorted((pack / "drugs").glob("*.json")):
        told = tomllib.loads((content / path.name.replace(".json", ".toml")).read_text(encoding="utf-8"))["study"]
        told = [{key: value for key, value in ours.items() if not key.startswith("plain_")} for ours in told]
        given = tomllib.loads(taking.tables(path.stem))["study"]
        wrong += [f"{path.stem}: {ours['id']}" for ours, theirs in zip(told, given, strict=True) if ours != theirs]
    assert not wrong, "\n".join(wrong)
