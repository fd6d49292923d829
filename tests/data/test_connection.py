import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text
from sqlalchemy.exc import SQLAlchemyError

from mbc_desktop.data.connection import open_read_only
from mbc_desktop.data.repository import Repository
from mbc_desktop.errors import DatabaseError


def test_a_whole_database_opens_and_is_ours(database: Path) -> None:
    with open_read_only(database) as connection:
        assert connection.scalar(text("SELECT count(*) FROM page")) > 100


def test_nothing_can_be_written_through_it(database: Path) -> None:
    before = database.read_bytes()
    with open_read_only(database) as connection:
        for statement in (
            "DELETE FROM page",
            "CREATE TABLE x (y)",
            "UPDATE edition SET code = ''",
            "PRAGMA user_version = 9",
        ):
            with pytest.raises((DatabaseError, SQLAlchemyError), match="readonly"):
                connection.execute(text(statement))
    assert database.read_bytes() == before


def test_nothing_is_left_beside_it(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a folder" / "copy.sqlite3"
    copy.parent.mkdir()
    copy.write_bytes(database.read_bytes())
    with open_read_only(copy) as connection:
        Repository(connection).page("nausea")
        assert [path.name for path in copy.parent.iterdir()] == ["copy.sqlite3"]


@pytest.mark.parametrize(
    "name", ["a b.sqlite3", "50%.sqlite3", "what?.sqlite3", "#1.sqlite3", "Ärztin & Söhne.sqlite3"]
)
def test_any_name_of_a_file_will_do(database: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / name
    copy.write_bytes(database.read_bytes())
    with open_read_only(copy) as connection:
        assert connection.scalar(text("SELECT count(*) FROM edition")) == 1


def test_a_disk_that_fails_later_is_the_users_and_not_a_bug(database: Path) -> None:
    with open_read_only(database) as connection:

        @event.listens_for(connection.engine, "before_cursor_execute")
        def pulled(*_: object) -> None:
            raise sqlite3.OperationalError("disk I/O error")

        with pytest.raises(DatabaseError, match="be read") as error:
            Repository(connection).page("nausea")
        assert "open" in str(error.value).casefold(), "a next step"
        assert "again" in str(error.value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=2000))
def test_any_bytes_are_refused_in_a_sentence(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "garbage.sqlite3"
    path.write_bytes(garbage)
    with pytest.raises(DatabaseError, match="Copy the program"):
        open_read_only(path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_bytes_changed_anywhere_in_the_header_never_crash(database: Path, tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(database.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, 99))] = data.draw(st.integers(0, 255))
    path = tmp_path / "changed.sqlite3"
    path.write_bytes(whole)
    with suppress(DatabaseError):  # and nothing else
        open_read_only(path).close()
