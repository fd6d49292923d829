"""`mbc-desktop check`: is everything there, and does it work? One result for each thing that the program needs."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mbc_desktop import paths
from mbc_desktop.data.connection import open_read_only
from mbc_desktop.data.repository import Repository
from mbc_desktop.search.engine import SearchEngine
from mbc_desktop.summary import clinic_file
from mbc_desktop.summary.orders import Order
from mbc_desktop.summary.sheets import Layout, Press


@dataclass
class Report:
    """`results`: name -> {"ok", "says"}; `counts`: what the database holds."""

    results: dict[str, dict[str, object]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return all(result["ok"] for result in self.results.values())

    def try_(self, name: str, check: Callable[[], str]) -> None:
        """Run one check; whatever it raises is its result, because a check must not end the others."""
        try:
            self.results[name] = {"ok": True, "says": check()}
        except Exception as error:  # noqa: BLE001  (see above)
            self.results[name] = {"ok": False, "says": f"{type(error).__name__}: {error}"}


def run(qt_checks: Callable[[], dict[str, Callable[[], str]]]) -> Report:
    """Every check, whatever the others say."""
    report = Report()
    report.try_("database", lambda: _database(report))
    if report.ok:
        report.try_("search", _search)
        report.try_("paper", _paper)
    report.try_("clinic", _clinic)
    report.try_("Qt", lambda: _qt(report, qt_checks))
    return report


def _database(report: Report) -> str:
    repository = Repository(open_read_only(paths.database()))
    report.counts = repository.counts()
    edition = repository.edition
    return f"edition {edition.code} of {edition.content_date}. {edition.review}"


def _search() -> str:
    engine = SearchEngine(open_read_only(paths.database()))
    for words, expected in (("hair falling out", "alopecia"), ("diarhea", "diarrhea")):
        hits = engine.search(words).hits
        if not hits or hits[0].id != expected:
            raise ValueError(f"'{words}' does not lead to {expected}")
    return "finds what it should"


def _paper() -> str:
    repository = Repository(open_read_only(paths.database()))
    drug = next(entry for entry in repository.entries.values() if entry.kind == "drug")
    press = Press(paths.resources() / "print", paths.fonts(), repository.side_effect, repository.glossary)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "check.pdf"
        press.write_pdf([Order("patient", (repository.drug(drug.id),))], repository.edition, Layout(), output)
        return f"a sheet of {output.stat().st_size // 1024} kB made"


def _clinic() -> str:
    """Which file holds the clinic's details. A wrong one is told and is no failure: the program prints without it."""
    kept = clinic_file.load(paths.clinic_files())
    if not kept.found:
        return f"no details yet; they would be kept in {kept.path}"
    return kept.wrong or f"details in {kept.path}"


def _qt(report: Report, qt_checks: Callable[[], dict[str, Callable[[], str]]]) -> str:
    for name, check in qt_checks().items():
        report.try_(name, check)
    return "its parts are there"
