from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mbc_desktop.ui.settings import TEXT_SIZES, Settings
from mbc_desktop.ui.theme import CHOICES

KEYS = ("geometry", "splitter", "theme", "text_size", "sheet", "sheet_size", "paper")
#: Lines as a garbled file may hold them: our own keys with values of any kind, and anything else.
values = st.sampled_from(
    [
        "",
        "dark",
        "200",
        "-1",
        "1e9",
        "12, 14",
        "true",
        "@ByteArray(x)",
        "@ByteArray(\\x1)",
        "@Variant(\\0)",
        "@Rect(1)",
        "%",
        '"',
    ]
) | st.text(max_size=30)
lines = st.builds("{}={}".format, st.sampled_from(KEYS), values) | st.text(max_size=40)


def check(made: Settings) -> None:
    assert made.theme in CHOICES
    assert made.text_size in TEXT_SIZES
    assert made.sheet in ("patient", "staff")
    assert made.sheet_size in (12, 14, 16, 20)
    assert made.paper in ("a4", "letter")
    assert isinstance(made.geometry, bytes)
    assert isinstance(made.splitter, bytes)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(lines, max_size=12).map("\n".join))
def test_any_file_gives_settings_that_can_be_used(tmp_path: Path, text: str):
    path = tmp_path / "settings.ini"
    path.write_bytes(f"[General]\n{text}".encode("utf-8", "surrogatepass"))
    check(Settings.load(path))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_give_settings_that_can_be_used(tmp_path: Path, garbage: bytes):
    path = tmp_path / "settings.ini"
    path.write_bytes(garbage)
    check(Settings.load(path))


def test_a_new_user_starts_with_the_defaults(tmp_path: Path):
    assert Settings.load(tmp_path / "no" / "settings.ini") == Settings()


def test_what_is_saved_is_loaded(tmp_path: Path):
    made = Settings(b"\0geometry\xff", b"splitter", "dark", 150, "staff", 16, "letter")
    assert made.save(tmp_path / "new" / "folder" / "settings.ini")
    assert Settings.load(tmp_path / "new" / "folder" / "settings.ini") == made


def test_one_bad_value_costs_no_other(tmp_path: Path):
    path = tmp_path / "settings.ini"
    path.write_text("[General]\ntheme=dark\ntext_size=huge\nsheet=staff\n", encoding="utf-8")
    made = Settings.load(path)
    assert (made.theme, made.text_size, made.sheet) == ("dark", 100, "staff")


@pytest.mark.parametrize("where", ["file/settings.ini", "folder"])
def test_what_cannot_be_written_is_said_and_raises_nothing(tmp_path: Path, where: str):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    assert not Settings().save(tmp_path / where)


def test_nothing_that_was_searched_or_read_is_kept():
    assert set(Settings.__dataclass_fields__) == set(KEYS)
