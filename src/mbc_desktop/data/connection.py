"""Open the database read-only, and refuse a file that is not ours, in a sentence."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import DatabaseError as SqlError
from sqlalchemy.pool import StaticPool

from mbc_desktop.data.schema import APPLICATION_ID, SCHEMA_VERSION
from mbc_desktop.errors import DatabaseError

AGAIN = "Copy the program to this computer again, from the stick or folder that it came from."


def open_read_only(path: Path) -> Connection:
    """One connection to the database, for as long as the program runs; writing through it fails.

    Raises DatabaseError if the file is missing, cut short, not a database, not ours, or of another version.
    """
    if not path.is_file():
        raise DatabaseError(f"The database {path} is not there. {AGAIN}")
    if _is_cut_short(path):
        raise DatabaseError(f"The database {path} was cut short when it was copied. {AGAIN}")

    def connect() -> sqlite3.Connection:
        # `immutable` needs no lock file, so a read-only stick or share will do.
        uri = path.absolute().as_uri() + "?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    try:
        connection = engine.connect()
        _refuse_foreign(connection, path)
    except SqlError as error:
        engine.dispose()
        raise DatabaseError(f"The database {path} cannot be read ({error.orig}). {AGAIN}") from error
    except DatabaseError:
        engine.dispose()
        raise
    event.listen(engine, "handle_error", _told)
    return connection


def _is_cut_short(path: Path) -> bool:
    """Whether the file is shorter than its own header says: page size at byte 16, number of pages at byte 28."""
    with path.open("rb") as file:
        header = file.read(32)
    if not header.startswith(b"SQLite format 3\0") or len(header) < 32:
        return False  # not a database; opening it says so
    size, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    return path.stat().st_size < pages * (65536 if size == 1 else size)


def _refuse_foreign(connection: Connection, path: Path) -> None:
    if connection.scalar(text("PRAGMA application_id")) != APPLICATION_ID:
        raise DatabaseError(f"The file {path} is not a database of this program. {AGAIN}")
    version = int(connection.scalar(text("PRAGMA user_version")) or 0)
    if version != SCHEMA_VERSION:
        age = "newer" if version > SCHEMA_VERSION else "older"
        raise DatabaseError(f"The database {path} belongs to {'a' if age == 'newer' else 'an'} {age} program. {AGAIN}")
    if connection.scalar(text("SELECT count(*) FROM edition")) != 1:
        raise DatabaseError(f"The database {path} holds no edition. {AGAIN}")


def _told(context: object) -> None:
    """A read that fails later (the stick was pulled) is the user's disk, not our bug."""
    original = getattr(context, "original_exception", None)
    if isinstance(original, sqlite3.DatabaseError):
        raise DatabaseError(
            f"The database cannot be read ({original}). Open the program again. If that does not help: {AGAIN}"
        )
