"""What every test may ask for: the built database, and a program that touches nothing of the user's."""

import os
import warnings
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported, so that nobody can forget

ROOT = Path(__file__).resolve().parents[1]
PACK = ROOT.parent / "shared" / "sources"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content, compiled anew."""
    from db.build import build

    target = tmp_path_factory.mktemp("database") / "mbc.sqlite3"
    build(target=target)
    return target


@pytest.fixture(scope="session")
def repository(database: Path):
    from mbc_desktop.data.connection import open_read_only
    from mbc_desktop.data.repository import Repository

    return Repository(open_read_only(database))


@pytest.fixture(scope="session")
def pack() -> Path:
    """The source pack; where it is not there, the tests that trace numbers to it are skipped, loudly."""
    if not PACK.is_dir():
        warnings.warn(f"NO NUMBER IS TRACED: the source pack is not at {PACK}", UserWarning, stacklevel=1)
        pytest.skip(f"NOT TRACED: the source pack is not at {PACK}")
    return PACK


@pytest.fixture(autouse=True)
def nothing_of_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, the clinic's details and locks are looked for in a folder of the test's own."""
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
        folder = tmp_path / variable.lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(variable, str(folder))
    monkeypatch.setattr("mbc_desktop.paths.beside_program", lambda: tmp_path)
