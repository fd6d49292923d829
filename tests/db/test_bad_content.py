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
from tests.db.bad_inputs import BAD, DRUG, SIDE_EFFECT
from tests.db.conftest import FILES, Small, make

OLDER = b"an older database"


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
