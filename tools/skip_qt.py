"""A pytest plugin in place of pytest-qt, for a machine without the system libraries that Qt needs.

`make test` uses it there: every test that imports Qt is skipped and says why, and all others run.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import NoReturn

import pytest

REASON = "Qt cannot be imported: system libraries are missing (`make setup` names them)"


class QtRefused:
    """Turns an import of Qt into a skip, at collection for a module that needs it and at run time for a test."""

    @staticmethod
    def find_spec(name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        if name.partition(".")[0] in ("PySide6", "shiboken6", "pytestqt"):
            pytest.skip(REASON, allow_module_level=True)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take pytest-qt's settings in pyproject.toml, which would otherwise be unknown and so an error."""
    for name in ("qt_api", "qt_log_level_fail"):
        parser.addini(name, "pytest-qt's setting, without effect here")
    parser.addini("qt_log_ignore", "pytest-qt's setting, without effect here", type="linelist")
    parser.addini("qt_no_exception_capture", "pytest-qt's setting, without effect here")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "qt_no_exception_capture: pytest-qt's marker, without effect here")
    config.addinivalue_line("markers", "qt_log_level_fail: pytest-qt's marker, without effect here")
    config.addinivalue_line("markers", "qt_log_ignore: pytest-qt's marker, without effect here")
    sys.meta_path.insert(0, QtRefused)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("TESTS WITH QT WERE SKIPPED", red=True, bold=True)
    terminalreporter.line(REASON)


@pytest.fixture
def qtbot() -> NoReturn:
    pytest.skip(REASON)


@pytest.fixture
def qtmodeltester() -> NoReturn:
    pytest.skip(REASON)


@pytest.fixture
def qtlog() -> NoReturn:
    pytest.skip(REASON)


@pytest.fixture(scope="session")
def qapp() -> NoReturn:
    pytest.skip(REASON)
