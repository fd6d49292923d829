"""What is wrong in the content stops the build, with file, line and what to do; an older database stays as it is."""

import contextlib
import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db import build
from tests.conftest import ROOT
from tests.db.conftest import FILES, Small, make

OLDER = b"an older database"
DRUG = "treatments/onemab.toml"
SIDE_EFFECT = "side_effects/sickness.toml"

#: name -> (file, what stands there, what is put there, line wanted after the change by the words it stands at,
#: what the message says)
BAD: dict[str, tuple[str, str, str, str, str]] = {
    "a wrong key": (
        DRUG,
        'topic = "Low cells"',
        'topik = "Low cells"',
        'topik = "Low cells"',
        "unknown field `topik`; see db/content/README.md",
    ),
    "a wrong key at the top": (DRUG, "drug_class =", "drugclass =", "drugclass =", "unknown field `drugclass`"),
    "a wrong key in a row": (DRUG, "g3plus = 5", "g3more = 5", "g3more = 5", "unknown field `g3more`"),
    "a missing key": (DRUG, 'name = "SECOND"\n', "", '[[study]]\nid = "second"', "missing required field `name`"),
    "a missing kind": (DRUG, 'kind = "drug"\n', "", "name =", "missing required field `kind`"),
    "an unknown kind": (DRUG, 'kind = "drug"', 'kind = "drugs"', 'kind = "drugs"', "Invalid value 'drugs'"),
    "a wrong type": (DRUG, "n = 100", 'n = "100"', 'n = "100"', "study.0.n: Invalid enum value '100'"),
    "a wrong type in a row": (
        DRUG,
        "all = 20",
        "all = true",
        "all = true",
        "study.0.rows.1.all: Expected `int | float | str | null`, got `bool`",
    ),
    "a date that is none": (SIDE_EFFECT, "written = 2026-11-23", 'written = "now"', 'written = "now"', "date"),
    "a text where a list belongs": (DRUG, '["Onebrand"]', '"Onebrand"', "brand_names =", "Expected `array`, got `str`"),
    "a source that is no table": ("sources.toml", "[label]\n", "other = 3\n[label]\n", "other = 3", "got `int`"),
    "a number over 100": (DRUG, "all = 50", "all = 101", "all = 101", "Expected `int` <= 100"),
    "a number below 0": (DRUG, "all = 50", "all = -1", "all = -1", "Expected `int` >= 0"),
    "a number that is none": (DRUG, "all = 50", "all = nan", "all = nan", ">= 0"),
    "a band over 100": (DRUG, "more_than = 10}", "more_than = 101}", "more_than = 101", "give 0 to 100"),
    "people beyond belief": (DRUG, "n = 100", "n = 10000000000000000000000", '[[study]]\nid = "first"', "look at `n`"),
    "people of a row beyond belief": (
        DRUG,
        "all = 50,",
        "all = 50, n = 99999999999999999999,",
        "all = 50",
        "`n` again",
    ),
    "a severe share above the any-grade share": (
        DRUG,
        "g3plus = 5",
        "g3plus = 52",
        "g3plus = 52",
        "'Sickness': g3plus = 52 is above the any-grade share 50; look at both again",
    ),
    "a share of nothing": (
        DRUG,
        '{term = "Sickness", g3 = 2,',
        '{term = "Sickness",',
        '{term = "Sickness", kind',
        "give a",
    ),
    "people not counted": (
        DRUG,
        'n = "not stated"\n',
        "",
        '[[study]]\nid = "second"',
        "how many people? Give `n`, `n_total`, or n = 'not stated'",
    ),
    "an unknown source": (
        DRUG,
        '"label#E2"]\n\n[[main',
        '"lable#E2"]\n\n[[main',
        "[[warnings]]",
        "unknown source 'lable'",
    ),
    "an unknown place": (
        SIDE_EFFECT,
        '"leaflet#E1"]\n\n[[grades',
        '"leaflet#E7"]\n\n[[grades',
        "[[get_help_now]]",
        "'leaflet' has no place 'E7' in sources.toml; `python -m db.pack sources`",
    ),
    "an unknown place of a row": (
        DRUG,
        'kind = "clinical", places = ["leaflet#E1"]',
        'kind = "clinical", places = ["leaflet#E7"]',
        '  {term = "Rash"',
        "has no place 'E7'",
    ),
    "an unknown place of an emergency": (
        "overview.toml",
        'text = "Call at once."\nplaces = ["leaflet#E1"]',
        'text = "Call at once."\nplaces = ["leaflet#E7"]',
        "[[emergency.what_to_do]]",
        "has no place 'E7'",
    ),
    "an unknown place of a glossary word": ("glossary.toml", "label#E1", "label#E7", "[antibody]", "no place 'E7'"),
    "a place of no source": ("glossary.toml", "label#E1", "E1", "[antibody]", "unknown source 'E1'"),
    "no place": (SIDE_EFFECT, '["label#E1"]', "[]", "places = []", "Expected `array` of length >= 1"),
    "an unknown term": (
        DRUG,
        '"Low cells", all',
        '"Lo cells", all',
        "Lo cells",
        "has no home; give it one in terms.toml",
    ),
    "a term's unknown home": (
        "terms.toml",
        '"Rash" = "rash"',
        '"Rash" = "rush"',
        '"Rash" =',
        "'rash': there is no side effect 'rush'",
    ),
    "a term's home twice": ("terms.toml", '= "rash"', '= ["rash", "rash"]', '"Rash" =', "'rash' stands twice"),
    "a term twice": (
        "terms.toml",
        '"Rash" =',
        '"Odd Nails" = "rash"\n"Rash" =',
        '"Odd Nails" =',
        "case does not count",
    ),
    "a term with a number": ("terms.toml", '= "rash"', "= 3", '"Rash" =', "Expected `str | array`, got `int`"),
    "an unknown factor": (DRUG, 'kind = "her2"', 'kind = "her3"', 'kind = "her3"', "Invalid enum value 'her3'"),
    "an unknown factor value": (
        DRUG,
        'value = "low"',
        'value = "lowish"',
        "[[factor]]",
        "unknown her2 'lowish'; one of positive, low, ultralow, negative, any",
    ),
    "an unknown eligibility": (DRUG, '["negative"]', '["none"]', 'her2 = ["none"]', "Invalid enum value 'none'"),
    "a factor twice": (DRUG, 'value = "low"', 'value = "negative"', "[[factor]]", "'her2 negative' stands twice"),
    "a route twice": (
        DRUG,
        '["into a vein"]',
        '["into a vein", "into a vein"]',
        "routes =",
        "stands twice; take one out",
    ),
    "a glossary word twice": ("glossary.toml", '"antibodies"', '"antibody"', "words =", "'antibody' stands twice"),
    "an unknown side effect": (
        DRUG,
        'side_effect = "low-cells"',
        'side_effect = "no-cells"',
        "[[warnings]]",
        "there is no side effect 'no-cells'; point at a page that exists",
    ),
    "an unknown side effect of a treatment": (
        "treatments/pill-therapy.toml",
        'side_effect = "sickness"',
        'side_effect = "seasick"',
        "[[effect]]",
        "there is no side effect 'seasick'",
    ),
    "an unknown side effect of an emergency": (
        "overview.toml",
        'side_effect = "sickness"',
        'side_effect = "seasick"',
        "[[emergency]]",
        "there is no side effect 'seasick'",
    ),
    "an unknown page to see": (
        "listed_terms.toml",
        '"rash"',
        '"rush"',
        "[odd-nails]",
        "there is no side effect 'rush'",
    ),
    "an unknown treatment": (DRUG, '"drip-therapy"', '"drop"', 'treatment = "drop"', "there is no treatment 'drop'"),
    "an unknown treatment of a statement": (
        "treatments/pill-therapy.toml",
        'treatment = "drip-therapy"',
        'treatment = "drop-therapy"',
        "[[combines_with]]",
        "there is no treatment 'drop-therapy'",
    ),
    "a main study that is no study": (
        DRUG,
        'study = "first"',
        'study = "zeroth"',
        "[[main_study]]",
        "there is no study 'zeroth'; give the `id` of one of this file",
    ),
    "a main study that is not metastatic": (
        DRUG,
        'study = "first"',
        'study = "second"',
        "[[main_study]]",
        "a main study is in metastatic disease, 'second' is 'early'; choose another, or none",
    ),
    "a main study without an any-grade share": (
        DRUG,
        'study = "first"',
        'study = "third"',
        "[[main_study]]",
        "'third' reports no any-grade share, so it is no main study",
    ),
    "a main study twice": (
        DRUG,
        "[[main_study]]",
        '[[main_study]]\nstudy = "first"\nuse = "with food"\nreason = "So."\n\n[[main_study]]',
        '[[main_study]]\nstudy = "first"\nuse = "alone"',
        "'first' stands twice",
    ),
    "an outcome in the terms alone": (
        "terms.toml",
        '"Low cells" = "low-cells"',
        '"Low cells" = "outcome"',
        f'{DRUG}: {{term = "Low cells"',
        "is an outcome in one of terms.toml and the row, not in both",
    ),
    "an outcome in the row alone": (
        DRUG,
        "g3plus = 5,",
        'g3plus = 5, severity = "outcome",',
        "g3plus = 5",
        "is an outcome in one of terms.toml and the row, not in both",
    ),
    "an outcome and a side effect": (
        "terms.toml",
        '"Low cells" = "low-cells"',
        '"Low cells" = ["low-cells", "outcome"]',
        '"Low cells" =',
        "an outcome or a side effect, not both",
    ),
    "shares of no comparator": (
        DRUG,
        'comparator = "placebo"\n',
        "",
        "c_all = 10",
        "has shares of a comparator, but the study names none",
    ),
    "a study id twice": (
        DRUG,
        'id = "third"',
        'id = "second"',
        '[[study]]\nid = "second"\nname = "THIRD"',
        "used twice",
    ),
    "a study of nothing": (
        DRUG,
        'rows = [\n  {term = "Sickness", g3 = 2, kind = "clinical"},\n]',
        "rows = []",
        '[[study]]\nid = "third"',
        "neither rows nor overall figures",
    ),
    "a side effect's id twice": (
        "listed_terms.toml",
        "[odd-nails]",
        "[sickness]",
        "[sickness]",
        "the id 'sickness' is also used by side_effects/sickness.toml; choose another",
    ),
    "an emergency twice": (
        "overview.toml",
        "[[help_line]]",
        '[[emergency]]\nid = "bad-sickness"\nname = "B"\nsigns=[]\nside_effect="rash"\nwhat_to_do=[]\n[[help_line]]',
        '[[emergency]]\nid = "bad-sickness"\nname = "B"',
        "'bad-sickness' stands twice",
    ),
    "not TOML": (DRUG, 'drug_class = "antibody"', "drug_class = antibody", "drug_class =", "not TOML: Invalid value"),
    "a key twice": (DRUG, 'name = "onemab"', 'name = "onemab"\nname = "1"', 'name = "1"', "not TOML: Cannot overwrite"),
    "an open quote": ("glossary.toml", '"label#E1"]', '"label#E1]', '"label#E1]', "not TOML"),
    "an open bracket at the end": ("glossary.toml", '"label#E1"]\n', '"label#E1"', "places =", "not TOML"),
    "brackets without end": (
        "glossary.toml",
        'words = ["antibody",',
        "words = " + "[" * 5000,
        "[antibody]",
        "not TOML",
    ),
    "a number without end": (SIDE_EFFECT, "danger = 2", "danger = " + "9" * 5000, "title =", "not TOML"),
    "a missing patient text": (
        DRUG,
        'patient = "It holds on to one target."\n',
        "",
        "[[mechanism]]",
        'give `patient`, a plain text, or "" for none',
    ),
    "danger without help-now": (
        "side_effects/low-cells.toml",
        "written =",
        "danger = 1\nwritten =",
        "danger = 1",
        "`danger` stands exactly where `get_help_now` stands",
    ),
    "help-now without danger": (SIDE_EFFECT, "danger = 2\n", "", "[[get_help_now]]", "`danger` stands exactly where"),
    "a danger beyond 3": (SIDE_EFFECT, "danger = 2", "danger = 4", "danger = 4", "Expected `int` <= 3"),
    "a group missing in the edition": (
        "edition.toml",
        '  "pill-therapy",\n',
        "",
        "treatments/pill-therapy.toml: kind",
        "not in the list `treatments` of edition.toml; add it there",
    ),
    "a group without a file": (
        "edition.toml",
        '  "pill-therapy",\n',
        '  "pill-therapy",\n  "leeches",\n',
        "treatments = [",
        "there is no treatments/leeches.toml",
    ),
    "a group twice": (
        "edition.toml",
        '  "pill-therapy",\n',
        '  "drip-therapy",\n  "pill-therapy",\n',
        '  "drip-therapy",\n]',
        "'drip-therapy' stands twice; take one out",
    ),
}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    path = tmp_path / "mbc.sqlite3"
    path.write_bytes(OLDER)
    return path


def stopped(answer: tuple[int, str, str], output: Path) -> str:
    """What the build said when it stopped as it should."""
    code, out, errors = answer
    assert code == 1, f"built: {out}"
    assert out == ""
    assert "Traceback" not in errors
    assert re.search(r"^\d+ problems?; nothing was built\.$", errors, re.MULTILINE), errors
    assert not errors.startswith("0 problems")
    assert output.read_bytes() == OLDER
    return errors


def test_the_small_content_builds_cleanly(small: Small, compile_content, output: Path) -> None:
    code, out, errors = compile_content(small.folder, output)
    assert (code, errors) == (0, "")
    assert str(output) in out
    assert output.read_bytes().startswith(b"SQLite format 3\0")


@pytest.mark.parametrize("what", BAD)
def test_it_stops_with_file_line_and_what_to_do(small: Small, compile_content, output: Path, what: str) -> None:
    file, old, new, at, said = BAD[what]
    small.change(file, old, new)
    if ".toml: " in at:  # the problem is told where another file breaks the rule
        file, _, at = at.partition(": ")
    errors = stopped(compile_content(small.folder, output), output)
    wanted = f"{file}:{small.line(file, at)}: "
    lines = [line for line in errors.splitlines() if line.startswith(wanted)]
    assert lines, f"no line starts with '{wanted}':\n{errors}"
    assert any(said in line for line in lines), errors


@pytest.mark.parametrize("name", [name for name in FILES if "/" not in name])
def test_a_missing_file_is_named(small: Small, compile_content, output: Path, name: str) -> None:
    (small.folder / name).unlink()
    assert f"{name}: the file is missing; put it back" in stopped(compile_content(small.folder, output), output)


def test_a_missing_group_or_side_effect_is_named_where_it_is_used(small: Small, compile_content, output: Path) -> None:
    (small.folder / "treatments/pill-therapy.toml").unlink()
    (small.folder / SIDE_EFFECT).unlink()
    errors = stopped(compile_content(small.folder, output), output)
    assert "edition.toml:3: there is no treatments/pill-therapy.toml" in errors
    assert "treatments/twomab.toml:4: there is no treatment 'pill-therapy'" in errors
    assert "terms.toml:2: 'sickness': there is no side effect 'sickness'" in errors


def test_a_folder_that_is_not_there(tmp_path: Path, compile_content, output: Path) -> None:
    errors = stopped(compile_content(tmp_path / "nowhere", output), output)
    assert "edition.toml: the file is missing" in errors


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", [b"", b"\n \n"], ids=["of no bytes", "of blank lines"])
def test_an_empty_file_is_named(small: Small, compile_content, output: Path, name: str, content: bytes) -> None:
    small.write(name, content)
    errors = stopped(compile_content(small.folder, output), output)
    assert f"{name}:1: the file is empty; see db/content/README.md" in errors


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_utf_8_is_named(small: Small, compile_content, output: Path, name: str) -> None:
    text = small.text(name)
    small.write(name, text.encode() + b"# caf\xe9\n")
    wanted = f"{name}:{text.count(chr(10)) + 1}: not UTF-8 at byte {len(text.encode()) + 5}; save it as UTF-8"
    assert wanted in stopped(compile_content(small.folder, output), output)


def test_every_problem_is_told_at_once(small: Small, compile_content, output: Path) -> None:
    small.change(DRUG, "all = 50", "all = 101")
    small.change(SIDE_EFFECT, 'text = "You feel sick."', "text = 3")
    (small.folder / "terms.toml").unlink()
    errors = stopped(compile_content(small.folder, output), output)
    assert errors.endswith("3 problems; nothing was built.\n")


def test_the_command_itself(small: Small, output: Path) -> None:
    line = small.change(DRUG, "all = 50", "all = 101")
    command = [sys.executable, "-m", "db.build", "--content", str(small.folder), "--output", str(output)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    errors = stopped((ended.returncode, ended.stdout, ended.stderr), output)
    assert errors.startswith(f"{DRUG}:{line}: study.0.rows.0.all: ")


def built_or_stopped(name: str, content: bytes) -> None:
    """The build of the small content with one file replaced ends with 0, or with 1 and a sentence; never otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        small = make(Path(folder))
        small.write(name, content)
        errors = io.StringIO()
        output = Path(folder) / "built"
        output.write_bytes(OLDER)
        arguments = ["db.build", "--content", folder, "--output", str(output)]
        with (
            mock.patch("sys.argv", arguments),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(errors),
        ):
            code = build.main()  # whatever it raises is a traceback
        if code:
            assert code == 1
            assert re.fullmatch(r"(.+\n)+[1-9]\d* problems?; nothing was built\.\n", errors.getvalue())
            assert output.read_bytes() == OLDER
        else:
            assert output.read_bytes() != OLDER


@given(name=st.sampled_from(sorted(FILES)), content=st.binary(max_size=200))
@example(name="overview.toml", content=b"a = " + b"[" * 5000)
@example(name="glossary.toml", content=b"\xef\xbb\xbf# saved by an old editor")
@example(name="terms.toml", content=b'"" = ""')
@example(name="terms.toml", content=b'"\xc4\xb0" = "rash"')
@settings(max_examples=300, deadline=None)
def test_any_bytes_as_a_file(name: str, content: bytes) -> None:
    built_or_stopped(name, content)


@given(
    name=st.sampled_from(sorted(FILES)),
    at=st.integers(0, 3000),
    gone=st.integers(0, 12),
    new=st.one_of(
        st.binary(max_size=4),
        st.text(max_size=4).map(str.encode),
        st.sampled_from([b"\n", b'"', b"[", b"]", b"=", b"0", b"9" * 30, b"-", b"inf", b"nan", b"{}", b"[[study]]\n"]),
    ),
)
@settings(max_examples=300, deadline=None)
def test_any_slip_in_a_file(name: str, at: int, gone: int, new: bytes) -> None:
    whole = FILES[name].encode()
    at %= len(whole)
    built_or_stopped(name, whole[:at] + new + whole[at + gone :])
