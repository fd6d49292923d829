"""What the specification leaves out, the lock holds and `tools/bootstrap.py` sets up; nothing is built here."""

import ast
import os
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def spec_list(name: str) -> list[str]:
    """A list at the top of build.spec, which can be read but not imported."""
    tree = ast.parse((ROOT / "build.spec").read_text(encoding="utf-8"))
    values = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [name]
    )
    return ast.literal_eval(next(values))


def imported_by(*folders: str) -> set[str]:
    """Every module that these folders import, with `from a import b` counted as `a` and as `a.b`."""
    names: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
                names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def pins(text: str) -> dict[str, str]:
    """Package -> version of `package==version`, names in the form that package indexes compare."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def asked_for() -> list[str]:
    settings = project()
    return [
        *settings["project"]["dependencies"],
        *(line for group in settings["dependency-groups"].values() for line in group),
    ]


def test_no_dropped_module_is_imported_by_the_program():
    dropped = spec_list("DROP_MODULES")
    used = {name: module for name in imported_by("src") for module in dropped if f"{name}.".startswith(f"{module}.")}
    assert not used


@pytest.mark.parametrize("keep", ["PySide6.QtDBus", "PySide6.QtPrintSupport", "PySide6.QtSvg", "sqlite3", "asyncio"])
def test_modules_that_must_stay(keep):
    assert keep not in spec_list("DROP_MODULES")


def test_no_pattern_is_written_twice():
    patterns = spec_list("DROP_FILES")
    assert len(patterns) == len(set(patterns))


def test_lock_holds_what_pyproject_asks_for():
    locked = pins((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    asked = pins("\n".join(asked_for()))
    assert asked
    assert {name: locked.get(name) for name in asked} == asked
    unpinned = {re.split(r"[<>=! ]", line)[0] for line in asked_for() if "==" not in line}
    assert unpinned <= set(locked)


@pytest.mark.parametrize(
    ("folders", "groups"), [(["src"], []), (["db"], ["content"]), (["tests", "tools"], ["content", "test", "build"])]
)
def test_every_package_that_is_imported_is_asked_for(folders, groups):
    """A package that is only in somebody's environment, or only comes with another, is missing in a fresh clone."""
    settings = project()
    lines = [*settings["project"]["dependencies"]]
    lines += [line for group in groups for line in settings["dependency-groups"][group]]
    asked = {re.split(r"[<>=! ]", line)[0] for line in lines}
    owners = packages_distributions()
    top = {name.partition(".")[0] for name in imported_by(*folders)} - set(sys.stdlib_module_names)
    owned = {name: {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners.get(name, [])} for name in top}
    ours = {"mbc_desktop", "db", "tools", "tests"}
    assert {name for name in top - ours if not owned[name] & asked} <= {"shiboken6"}  # PySide6's other half


def test_every_locked_package_has_a_hash_and_no_address():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_makefiles_name_the_commands_of_bootstrap():
    from tools.bootstrap import COMMANDS

    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rule = re.search(r"^([a-z ]+):\n\t@\$\(PYTHON\) tools/bootstrap\.py", makefile, re.MULTILINE)
    assert rule is not None
    assert set(rule[1].split()) == set(COMMANDS)
    batch = (ROOT / "make.bat").read_text(encoding="utf-8")
    assert all(command in batch for command in COMMANDS)


def test_database_is_rebuilt_when_content_is_newer(tmp_path, monkeypatch):
    from tools import bootstrap

    content = tmp_path / "db" / "content"
    content.mkdir(parents=True)
    (content / "a.toml").write_text("x = 1", encoding="utf-8")
    ran = []

    def build(command):
        ran.append(command)
        bootstrap.DATABASE.touch()

    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "DATABASE", tmp_path / "db" / "mbc.sqlite3")
    monkeypatch.setattr(bootstrap, "run", build)
    bootstrap.make_database()
    bootstrap.make_database()
    assert len(ran) == 1
    os.utime(bootstrap.DATABASE, (0, 0))
    bootstrap.make_database()
    assert len(ran) == 2
