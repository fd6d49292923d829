"""The command line's contract, as scripts and tests use it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mbc_desktop import __version__, cli, paths
from mbc_desktop.summary import clinic_file
from mbc_desktop.summary.clinic import Clinic
from tests.conftest import ROOT


@pytest.fixture
def run(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run a command in this process, on the freshly built database: (exit code, output, errors)."""
    monkeypatch.setattr(paths, "database", lambda: database)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.run(cli.parse(arguments), dict)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("hair falling out", "alopecia"),
        ("hairloss", "alopecia"),
        ("alopecia", "alopecia"),
        ("loosing hair", "alopecia"),
        ("diarhea", "diarrhea"),
        ("the runs", "diarrhea"),
    ],
)
def test_search_finds_what_the_patient_means(run, words: str, first: str) -> None:
    code, out, _ = run("search", *words.split(), "--json")
    assert code == 0
    assert json.loads(out)["hits"][0]["id"] == first


def test_a_corrected_drug_name_is_only_offered(run) -> None:
    _, out, _ = run("search", "palbocyclib", "--json")
    answer = json.loads(out)
    assert "palbociclib" in answer["suggestions"]
    assert answer["understood_as"] == ""
    assert "ribociclib" not in [hit["id"] for hit in answer["hits"]]


def test_a_correction_is_said(run) -> None:
    _, out, _ = run("search", "diarhea")
    assert "Showing results for diarrhea" in out


def test_questions_from_a_file_are_answered_line_by_line(run, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_bytes("hair loss\n\nthe runs\nna\xefve \xff".encode("latin-1"))
    code, out, _ = run("search", "--from", str(questions), "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(answers) == 4
    assert answers[2]["hits"][0]["id"] == "diarrhea"
    assert set(answers[0]) == {"query", "understood_as", "confident", "hits", "suggestions"}


def test_show_gives_a_drug_with_its_rows(run) -> None:
    _, out, _ = run("show", "abemaciclib", "--json")
    drug = json.loads(out)
    monarch = next(study for study in drug["studies"] if study["study"] == "MONARCH 2")
    diarrhea = next(row for row in monarch["reactions"] if row["term"] == "Diarrhea")
    assert monarch["main"] is True
    assert (monarch["n"], monarch["comparator_n"]) == (441, 223)
    assert diarrhea["all_pct"] == 86
    assert diarrhea["comparator_all_pct"] == 25
    assert diarrhea["comparator_grade3_pct"] == "<1"
    assert (diarrhea["severe_pct"], diarrhea["severe_derived"]) == (13, True)
    assert diarrhea["grade1_pct"] is None
    assert diarrhea["places"][0]["source"] == "fda-abemaciclib"


def test_show_orders_a_side_effects_treatments(run) -> None:
    _, out, _ = run("show", "diarrhea", "--json")
    shares = [row["any_pct"] for row in json.loads(out)["treatments"] if row["any_pct"] is not None]
    plain = [float(str(share).lstrip("<")) for share in shares]
    assert plain == sorted(plain, reverse=True)
    assert plain[0] > 80


def test_show_in_words_names_study_people_and_edition(run) -> None:
    _, out, _ = run("show", "abemaciclib")
    for words in ("MONARCH 2", "441 people", "No clinician has reviewed this content yet", "Sources"):
        assert words in out


def test_list_has_the_nine_groups_and_their_drugs(run) -> None:
    _, out, _ = run("list", "--json")
    entries = json.loads(out)
    assert sum(entry["kind"] == "treatment" for entry in entries) == 9
    assert {"id": "abemaciclib", "kind": "drug", "title": "abemaciclib", "treatment": "targeted-therapy"} in entries


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "aspirin"), "mbc-desktop list"),
        (("print", "aspirin", "--output", "a.pdf"), "mbc-desktop list"),
        (("search",), "for example"),
        (("search", "--from", "not-there.txt"), "Check the path"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_next_step(run, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run(*arguments)
    assert code == 1
    assert out == ""
    assert told.casefold() in err.casefold()
    assert "Traceback" not in err


def test_print_writes_a_pdf(run, tmp_path: Path) -> None:
    output = tmp_path / "a.pdf"
    code, _, err = run("print", "abemaciclib", "--sheet", "patient", "--output", str(output))
    assert (code, err) == (0, "")
    assert output.read_bytes().startswith(b"%PDF-")


def test_print_has_the_clinics_details_and_paper(run, tmp_path: Path) -> None:
    output = tmp_path / "a.pdf"
    clinic_file.save(Clinic(name="City Hospital", emergency_number="112", paper="letter"), paths.clinic_files())
    for more, width in (((), 612), (("--paper", "a4"), 595)):
        code, _, err = run("print", "infusion-reaction", "--output", str(output), *more)
        assert (code, err) == (0, "")
        with pikepdf.open(output) as pdf:
            assert round(float(pdf.pages[0].mediabox[2])) == width


def test_a_broken_file_of_the_clinic_is_told_and_printing_goes_on(run, tmp_path: Path) -> None:
    output = tmp_path / "a.pdf"
    broken = tmp_path / "clinic.ini"
    broken.write_bytes(b"\x00\xffgarbage")
    code, out, err = run("print", "nausea", "--output", str(output))
    assert (code, out) == (0, "")
    assert str(broken) in err
    assert len(err.strip().splitlines()) == 1
    assert output.read_bytes().startswith(b"%PDF-")


def test_check_says_where_the_clinics_details_are(run, tmp_path: Path) -> None:
    _, out, _ = run("check", "--json")
    assert json.loads(out)["checks"]["clinic"] == {
        "ok": True,
        "says": f"no details yet; they would be kept in {paths.user_folder() / 'clinic.ini'}",
    }
    (tmp_path / "clinic.ini").write_text("garbage", encoding="utf-8")
    code, out, _ = run("check")
    assert code == 0, "the program prints without them"
    assert f"details in {tmp_path / 'clinic.ini'} are not all used" in out


def test_no_option_takes_a_patients_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.parse(["print", "--help"])
    assert "name" not in capsys.readouterr().out.casefold()


@pytest.mark.parametrize(
    "arguments", [("frobnicate",), ("show",), ("print", "abemaciclib"), ("search", "--limit", "x")]
)
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.parse(arguments)
    assert ended.value.code == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(words=st.text(max_size=200))
def test_any_words_may_be_searched(run, words: str) -> None:
    code, out, err = run("search", "--json", "--", words.replace("\0", " "))
    assert code in (0, 1)
    assert (code == 0) == (err == "")
    if code == 0:
        json.loads(out)


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own, with an environment of ours."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME")}
    command = [sys.executable, "-m", "mbc_desktop", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=kept | environment, timeout=60
    )


def test_version() -> None:
    assert program("--version").stdout == f"mbc-desktop {__version__}\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
@pytest.mark.parametrize(
    ("environment", "told"), [({}, "DISPLAY is not set"), ({"DISPLAY": ":4711"}, ":4711 does not answer")]
)
def test_without_a_screen_it_says_so_and_what_works(environment: dict[str, str], told: str) -> None:
    done = program(**environment)
    assert done.returncode == 1
    assert told in done.stderr
    assert "list, search, show, print, check" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xcb is Linux's")
def test_a_missing_libxcb_cursor_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from mbc_desktop import display

    monkeypatch.setattr(display, "_library", lambda name: None if "cursor" in name else object())
    told = display.why_no_window({"DISPLAY": ":0"})
    assert told is not None
    assert "libxcb-cursor0" in told
    assert "apt-get install" in told


def test_the_command_line_imports_no_qt() -> None:
    code = (
        "import sys; from mbc_desktop import app; app.main(['list']);"
        "print([name for name in sys.modules if 'PySide6' in name], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.strip() == "[]"


def test_a_fault_of_ours_is_a_sentence_and_no_traceback(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError("by hand")

    monkeypatch.setattr(cli, "list_pages", broken)
    code, out, err = run("list")
    assert (code, out) == (1, "")
    assert "The program has a fault (ZeroDivisionError: by hand)" in err
    assert "Traceback" not in err
    monkeypatch.setenv("MBC_DESKTOP_TRACE", "1")
    with pytest.raises(ZeroDivisionError):
        run("list")


@pytest.mark.parametrize("command", [("list",), ("search", "hair", "loss"), ("show", "alopecia")])
def test_every_answer_for_people_says_its_edition_and_who_has_reviewed_it(run, command: tuple[str, ...]) -> None:
    _, out, _ = run(*command)
    assert "No clinician has reviewed this content yet." in out.splitlines()[-1]
    _, out, _ = run(*command, "--json")
    json.loads(out)
