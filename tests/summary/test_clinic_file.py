"""`clinic.ini`: any text comes back as it was or is refused; no file, whatever it holds, stops the program."""

import os
import sys
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mbc_desktop.errors import OutputError
from mbc_desktop.summary import clinic_file
from mbc_desktop.summary.clinic import BLANK, Clinic

FULL = Clinic(
    name="Hôpital Général, 3e étage",
    phone_day="555-0123",
    phone_night="555-0199; ask for “oncology”",
    fever="100.4 °F (38 °C) or higher",
    extra_line="# Bring = this: sheet % [always]",
    emergency_number="112",
    help_lines=("Cancer line: 555-0100", "# Second line", "; Third = line"),
    paper="letter",
)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Beside the program, and the user's folder, which is not there yet."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "clinic.ini", tmp_path / "user" / "mbc-desktop" / "clinic.ini"


def test_without_a_file_every_line_is_blank(places):
    kept = clinic_file.load(places)
    assert (kept.clinic, kept.found, kept.wrong, kept.path) == (BLANK, False, "", places[1])


def test_what_is_saved_is_loaded(places):
    assert clinic_file.save(FULL, places) == (places[1], None)
    kept = clinic_file.load(places)
    assert (kept.clinic, kept.found, kept.wrong, kept.path) == (FULL, True, "", places[1])
    assert [path.name for path in places[1].parent.iterdir()] == ["clinic.ini"]


def test_the_file_says_what_each_line_is_for_and_that_no_patient_belongs_there(places):
    clinic_file.save(BLANK, places)
    told = places[1].read_bytes().decode("utf-8-sig")
    assert told.count("\r\n") == told.count("\n"), "old Notepads show other line ends as one line"
    lines = told.splitlines()
    assert "# Write nothing about a patient here." in lines
    for key in (*clinic_file.LINES, "help_line_1"):
        assert lines[lines.index(f"{key} =") - 1].startswith("# "), key
    assert clinic_file.load(places) == clinic_file.Kept(places[1], BLANK, found=True)


def test_every_line_of_a_clinic_stands_in_the_file():
    assert {field.name for field in fields(Clinic)} == {*clinic_file.LINES, "help_lines"}


def test_the_file_beside_the_program_goes_first_and_is_the_one_that_is_changed(places):
    clinic_file.save(FULL, places)
    places[0].write_text("[clinic]\nname = Stick\n", encoding="utf-8")
    assert clinic_file.load(places).clinic == Clinic(name="Stick"), "nothing of the other file"
    clinic_file.save(Clinic(name="New"), places)
    assert clinic_file.load(places[:1]).clinic.name == "New"
    assert clinic_file.load(places[1:]).clinic == FULL


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le with mark", "utf-16-be with mark"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_encodings_of_notepad(places, encoding, end):
    text = end.join(("[clinic]", "name = Klinik Süd, São Paulo", "fever = 38 °C", "help_line_1=Linie"))
    codec, _, mark = encoding.partition(" ")
    places[0].write_bytes(((("\ufeff") if mark else "") + text).encode(codec))
    kept = clinic_file.load(places)
    assert kept.wrong == ""
    assert kept.clinic == Clinic(name="Klinik Süd, São Paulo", fever="38 °C", help_lines=("Linie",))


@pytest.mark.parametrize(
    ("text", "told", "kept"),
    [
        ("name = Clinic\n", "[clinic] has to stand above", ""),
        ("", "no line [clinic]", ""),
        ("[clinik]\nname = Clinic\n", "no line [clinic]", ""),
        ("[clinic]\nthis is no line\n", "not a list of lines", ""),
        ("[clinic]\nname = A\nname = B\n", "“name” stands there twice", ""),
        ("[clinic]\nname = A\n[clinic]\n", "not a list of lines", ""),
        ("[clinic]\nname = A\nphone = 555\n", "“phone” is not known", "A"),
        ("[clinic]\nname = A\n[patients]\nx = y\n", "[patients] is not known", "A"),
        ("[clinic]\nname = A\npaper = a5\n", "not a4 or letter", "A"),
        ("[clinic]\nname = A\nphone_day = " + "5" * 61, "longer than 60", "A"),
        ("[clinic]\nname = A\nphone_day = 5\x07\n", "U+0007", "A"),
        ("[clinic]\nname = A\nphone_day = \u202e555\n", "U+202E", "A"),
        ("<html>The page was not found</html>", "[clinic] has to stand above", ""),
    ],
)
def test_what_is_wrong_is_told_and_the_other_lines_stand(places, text, told, kept):
    places[0].write_text(text, encoding="utf-8")
    found = clinic_file.load(places)
    assert told in found.wrong
    assert str(places[0]) in found.wrong
    assert "Mend the file" in found.wrong
    assert found.clinic == Clinic(name=kept)


def a_folder(path: Path) -> None:
    path.mkdir()


def broken_link(path: Path) -> None:
    path.symlink_to(path.parent / "not there")


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def too_long(path: Path) -> None:
    path.write_bytes(b"[clinic]\nname = A\n" + b"# more\n" * 10_000)


def no_text(path: Path) -> None:
    path.write_bytes(b"\x81\x8d\x8f\x90\x9d")


def half_a_sign(path: Path) -> None:
    path.write_bytes(b"\xff\xfe[\0c")


@pytest.fixture(params=[a_folder, broken_link, a_pipe, too_long, no_text, half_a_sign], ids=lambda f: f.__name__)
def garbage(request, places) -> Path:
    if sys.platform == "win32" and request.param in (broken_link, a_pipe):
        pytest.skip("not on Windows")
    request.param(places[0])
    return places[0]


def test_what_is_no_file_of_ours_is_told(garbage, places):
    kept = clinic_file.load(places)
    assert (kept.clinic, kept.found, kept.path) == (BLANK, True, garbage)
    assert str(garbage) in kept.wrong
    assert "\n" not in kept.wrong


def test_saving_keeps_what_was_wrong_beside_it(garbage, places):
    for number, name in enumerate(("clinic.ini.old", "clinic.ini.old2")):
        if number:
            garbage.write_bytes(b"garbage again")
        path, old = clinic_file.save(FULL, places)
        assert (path, old) == (garbage, garbage.with_name(name))
        assert os.path.lexists(old)
        assert clinic_file.load(places).clinic == FULL
    assert garbage.with_name("clinic.ini.old2").read_bytes() == b"garbage again"


def test_lines_that_were_not_known_are_kept_too(places):
    places[0].write_text("[clinic]\nname = A\nphone = 555-0177\n", encoding="utf-8")
    _, old = clinic_file.save(Clinic(name="B"), places)
    assert "555-0177" in old.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "clinic",
    [
        replace(FULL, name="x" * 81),
        replace(FULL, phone_day="\x1b"),
        replace(FULL, help_lines=("line",) * 7),
        replace(FULL, help_lines=("x" * 161,)),
        replace(FULL, emergency_number="\ud800"),
    ],
)
def test_what_cannot_stand_on_a_sheet_is_refused_and_nothing_changes(places, clinic):
    clinic_file.save(FULL, places)
    with pytest.raises(OutputError, match="not saved"):
        clinic_file.save(clinic, places)
    assert clinic_file.load(places).clinic == FULL


def test_a_folder_that_cannot_be_made_is_told(places, tmp_path: Path):
    (tmp_path / "user").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="write access") as error:
        clinic_file.save(FULL, places)
    assert str(places[1]) in str(error.value)


def no_replace(monkeypatch, at: int) -> None:
    """The disk refuses the renaming with that number."""
    real, calls = Path.replace, []

    def replaced(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == at:
            raise PermissionError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replaced)


@pytest.mark.parametrize("at", [1, 2])
def test_a_save_that_fails_half_way_loses_nothing(places, monkeypatch, at):
    places[0].write_text("[clinic]\nname = A\nphone = 555\n", encoding="utf-8")
    before = places[0].read_bytes()
    no_replace(monkeypatch, at)
    with pytest.raises(OutputError, match="Permission denied"):
        clinic_file.save(FULL, places)
    assert places[0].read_bytes() == before
    assert [path.name for path in places[0].parent.iterdir()] == ["clinic.ini"]


def test_beside_the_program_that_cannot_be_written_nothing_is_saved_elsewhere(places, monkeypatch):
    """That file would win at the next start, and the new details would be gone without a word."""
    places[0].write_text("[clinic]\nname = Stick\n", encoding="utf-8")
    no_replace(monkeypatch, 1)
    with pytest.raises(OutputError) as error:
        clinic_file.save(FULL, places)
    assert "Ask whoever looks after this program" in str(error.value)
    assert str(places[1].parent) in str(error.value)
    assert not places[1].exists()
    assert clinic_file.load(places).clinic.name == "Stick"


def test_a_file_that_may_not_be_read_is_told(places, monkeypatch):
    places[0].write_text("[clinic]\n", encoding="utf-8")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)  # root may read anything
    assert "it cannot be read (Permission denied)" in clinic_file.load(places).wrong


ANY = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
words = st.text(max_size=40)


@ANY
@given(st.builds(Clinic, words, words, words, words, words, words, st.lists(words, max_size=7).map(tuple)))
@example(Clinic(name="[clinic]", fever="= x", extra_line="a\n# b"))
def test_any_words_come_back_or_are_refused(tmp_path: Path, clinic: Clinic):
    places = (tmp_path / "stick" / "clinic.ini", tmp_path / "user" / "clinic.ini")
    places[1].unlink(missing_ok=True)
    with suppress(OutputError):
        clinic_file.save(clinic, places)
    if not places[1].exists():
        with pytest.raises(OutputError, match="not saved"):
            clinic_file.save(clinic, places)
        return
    kept = clinic_file.load(places)
    assert kept.wrong == ""
    for field in fields(Clinic):
        value, read = getattr(clinic, field.name), getattr(kept.clinic, field.name)
        if field.name == "help_lines":
            assert read == tuple(line for line in map(clinic_file.cleaned, value) if line)
        else:
            assert read == clinic_file.cleaned(value)


pieces = st.sampled_from(["[clinic]", "name = A", "phone_day", "= 5", "\n", "\r\n", " ", "#", "[", "]", "%(x)s", "\0"])


@ANY
@given(st.binary(max_size=300) | st.lists(pieces | words).map("".join).map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_told(tmp_path: Path, garbage: bytes):
    path = tmp_path / "clinic.ini"
    path.write_bytes(garbage)
    kept = clinic_file.load((path,))
    assert kept.found
    if kept.wrong:
        assert str(path) in kept.wrong
        assert "\n" not in kept.wrong
    for key in clinic_file.LINES:
        assert clinic_file.fault(key, getattr(kept.clinic, key)) == ""
