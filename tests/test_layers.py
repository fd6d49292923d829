"""Who may import whom. The table of README and architecture.md, held by reading every module's imports."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
QT = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtPrintSupport", "PySide6.QtSvg"}
OWN = "mbc_desktop"

#: Folder or module -> what it may import besides the standard library and itself. A module's own line wins over its
#: folder's. "mbc_desktop" alone is the package's __init__, the version.
MAY_IMPORT: dict[str, set[str]] = {
    "mbc_desktop.data.records": set(),
    "mbc_desktop.data.sections": set(),
    "mbc_desktop.data.call_now": {"mbc_desktop.data.records"},
    "mbc_desktop.data.occurrences": {"mbc_desktop.data.records"},
    "mbc_desktop.data.listing": {"mbc_desktop.data.records"},
    "mbc_desktop.data": {"sqlalchemy", "mbc_desktop.errors"},
    "mbc_desktop.search": {"sqlalchemy", "mbc_desktop.data"},
    "mbc_desktop.summary": {"typst", "mbc_desktop.data.records", "mbc_desktop.data.sections", "mbc_desktop.errors"},
    "mbc_desktop.ui.html": {
        "mbc_desktop.data.records",
        "mbc_desktop.data.sections",
        "mbc_desktop.summary",
        "mbc_desktop.ui.html",
        "mbc_desktop.ui.theme_colors",
    },
    "mbc_desktop.ui": {
        *QT,
        "mbc_desktop",
        "mbc_desktop.data.listing",
        "mbc_desktop.data.occurrences",
        "mbc_desktop.data.records",
        "mbc_desktop.search.results",
        "mbc_desktop.summary",
        "mbc_desktop.errors",
    },
    "mbc_desktop.cli": {
        "mbc_desktop",
        "mbc_desktop.data",
        "mbc_desktop.search",
        "mbc_desktop.summary",
        "mbc_desktop.paths",
        "mbc_desktop.errors",
        "mbc_desktop.selfcheck",
    },
    "mbc_desktop.selfcheck": {
        "mbc_desktop",
        "mbc_desktop.data",
        "mbc_desktop.search",
        "mbc_desktop.summary",
        "mbc_desktop.paths",
    },
    "mbc_desktop.app": {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "mbc_desktop"},
    "mbc_desktop.__main__": {"mbc_desktop"},
    "mbc_desktop.display": set(),
    "mbc_desktop.errors": set(),
    "mbc_desktop.paths": {"font_source_sans_pro", "platformdirs"},
    "mbc_desktop": set(),
    "db.pack": set(),
    "db.files": {"msgspec"},
    "db.reader": {"msgspec", "db.files"},
    "db": {
        "msgspec",
        "sqlalchemy",
        "mbc_desktop.data.records",
        "mbc_desktop.data.sections",
        "mbc_desktop.data.schema",
        "mbc_desktop.search.index",
        "mbc_desktop.data",
    },
}
#: The modules that may import anything of ours.
COMPOSITION = {"mbc_desktop.app", "mbc_desktop.__main__"}


def modules() -> Iterator[tuple[str, Path]]:
    for base, folder in ((ROOT / "src", ROOT / "src" / OWN), (ROOT, ROOT / "db")):
        for path in sorted(folder.rglob("*.py")):
            name = ".".join(path.relative_to(base).with_suffix("").parts)
            yield name.removesuffix(".__init__"), path


def imports(path: Path) -> Iterator[str]:
    """What a module imports when it runs; a name that only a type checker sees is no dependency."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            if module in (OWN, "db", "PySide6") or (ROOT / "src" / Path(*module.split("."))).is_dir():
                yield from (f"{module}.{alias.name}" if alias.name.islower() else module for alias in node.names)
            else:
                yield module


def rule_for(module: str) -> str:
    while module not in MAY_IMPORT:
        module = module.rpartition(".")[0]
    return module


def allowed(imported: str, module: str) -> bool:
    rule = rule_for(module)
    top = imported.partition(".")[0]
    if top in sys.stdlib_module_names:
        return not (top == "sqlite3" and rule.startswith("mbc_desktop.ui"))
    if imported.startswith("PySide6"):
        return any(imported == qt or imported.startswith(f"{qt}.") for qt in MAY_IMPORT[rule])
    if module in COMPOSITION and top == OWN:
        return True
    inside = {module, rule} if "." in rule else {module}
    if rule == "db":
        inside.add("db")
    ours = {one for one in MAY_IMPORT[rule] | inside if one != OWN}
    if OWN in MAY_IMPORT[rule] and imported in (OWN, f"{OWN}.__version__"):
        return True
    return any(imported == one or imported.startswith(f"{one}.") for one in ours)


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=[name for name, _ in modules()])
def test_a_module_imports_only_what_its_layer_may(module: str, path: Path) -> None:
    wrong = sorted({imported for imported in imports(path) if not allowed(imported, module)})
    assert not wrong, f"{module} imports {', '.join(wrong)}; {rule_for(module)} may not (see README, Layers)"


def test_the_rules_are_about_modules_that_exist() -> None:
    names = {name for name, _ in modules()}
    folders = {name.rpartition(".")[0] for name in names}
    assert set(MAY_IMPORT) <= names | folders


@pytest.mark.parametrize(
    ("imported", "module"),
    [
        ("sqlalchemy", "mbc_desktop.ui.models"),
        ("sqlite3", "mbc_desktop.ui.models"),
        ("mbc_desktop.data.repository", "mbc_desktop.ui.models"),
        ("PySide6.QtNetwork", "mbc_desktop.ui.models"),
        ("PySide6.QtCore", "mbc_desktop.summary.phrases"),
        ("PySide6.QtCore", "mbc_desktop.ui.html.parts"),
        ("mbc_desktop.summary.phrases", "mbc_desktop.data.repository"),
        ("mbc_desktop.ui.models", "mbc_desktop.cli"),
        ("mbc_desktop.data.schema", "mbc_desktop.data.records"),
        ("mbc_desktop.ui.theme", "db.build"),
    ],
)
def test_an_arrow_that_points_up_is_seen(imported: str, module: str) -> None:
    assert not allowed(imported, module)


def test_no_module_is_longer_than_400_lines() -> None:
    long = {name: lines for name, path in modules() if (lines := len(path.read_text().splitlines())) > 400}
    assert not long, f"split by noun: {long}"
