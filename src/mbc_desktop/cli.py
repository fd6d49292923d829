"""The command line: search, show, print, list and check, without a window. The contract: architecture.md."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mbc_desktop import __version__, paths
from mbc_desktop.errors import UserError

if TYPE_CHECKING:
    from mbc_desktop.data.repository import Repository
    from mbc_desktop.search.engine import SearchEngine

#: Checks that need Qt: name -> a function that raises where something is wrong. Handed in by app.py.
QtChecks = Callable[[], dict[str, Callable[[], str]]]

COMMANDS = ("list", "search", "show", "print", "check")
SHEETS = ("patient", "staff", "side-effect", "comparison", "card")
SIZES = (12, 14, 16, 20)
PAPERS = ("a4", "letter")


def parser() -> argparse.ArgumentParser:
    """Every command with its options; a wrong one exits with 2."""
    top = argparse.ArgumentParser(
        prog="mbc-desktop",
        description="Treatments for metastatic breast cancer and their side effects, offline. Without a command, the "
        "window opens.",
    )
    top.add_argument("--version", action="version", version=f"mbc-desktop {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, words in (("list", "every treatment and drug"), ("check", "is everything there and working?")):
        commands.add_parser(name, help=words).add_argument("--json", action="store_true")
    search = commands.add_parser("search", help="find side effects, drugs and treatments")
    search.add_argument("words", nargs="*")
    search.add_argument("--from", dest="file", type=Path, help="one question a line in, one JSON object a line out")
    search.add_argument("--limit", type=int, default=10)
    search.add_argument("--json", action="store_true")
    show = commands.add_parser("show", help="a treatment, drug or side effect, whole")
    show.add_argument("id")
    show.add_argument("--json", action="store_true")
    printed = commands.add_parser("print", help="make a PDF of sheets")
    printed.add_argument("ids", nargs="+", metavar="ID")
    printed.add_argument("--output", type=Path, required=True)
    printed.add_argument("--sheet", choices=SHEETS, default="patient")
    printed.add_argument("--size", type=int, choices=SIZES, default=12)
    printed.add_argument("--paper", choices=PAPERS, help="the clinic's paper, or else a4")
    printed.add_argument(
        "--with", dest="chosen", type=_ids, default=(), metavar="ID,ID", help="side-effect: with these"
    )
    printed.add_argument("--all-studies", action="store_true", help="staff: every study, not the main one alone")
    return top


def run(arguments: argparse.Namespace, qt_checks: QtChecks) -> int:
    """Do what the arguments ask for.

    Returns the exit code. What the user can mend is told in a sentence on standard error, with exit code 1.
    """
    try:
        if arguments.command == "check":
            return check(qt_checks, as_json=arguments.json)
        return _command(arguments)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # `mbc-desktop list | head`
        sys.stderr.close()
        return 0
    except Exception as error:  # our own fault, whatever it is: no traceback ever reaches a user
        if os.environ.get("MBC_DESKTOP_TRACE") == "1":
            raise
        told = f"The program has a fault ({type(error).__name__}: {error})."
        print(f"{told} Try `mbc-desktop check`; MBC_DESKTOP_TRACE=1 shows an engineer more.", file=sys.stderr)
        return 1


def _command(arguments: argparse.Namespace) -> int:
    from mbc_desktop.data.connection import open_read_only
    from mbc_desktop.data.repository import Repository

    connection = open_read_only(paths.database())
    repository = Repository(connection)
    match arguments.command:
        case "list":
            list_pages(repository, as_json=arguments.json)
            _tell_edition(repository, arguments)
        case "search":
            from mbc_desktop.search.engine import SearchEngine

            search(SearchEngine(connection), arguments)
            _tell_edition(repository, arguments)
        case "show":
            show(repository, arguments.id, as_json=arguments.json)
        case "print":
            print_sheet(repository, arguments)
    return 0


def _tell_edition(repository: "Repository", arguments: argparse.Namespace) -> None:
    """Under an answer for people: which content it comes from, and who has reviewed it."""
    from mbc_desktop.summary.phrases import edition_line

    if not arguments.json and not getattr(arguments, "file", None):
        print(f"\n{edition_line(repository.edition)}")


def _out(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False))


def list_pages(repository: "Repository", *, as_json: bool) -> None:
    if as_json:
        _out(
            [
                {"id": e.id, "kind": e.kind, "title": e.title, "treatment": e.group or None}
                for group, drugs in repository.groups()
                for e in (group, *drugs)
            ]
        )
        return
    for group, drugs in repository.groups():
        print(f"{group.title}  ({group.id})")
        for drug in drugs:
            print(f"  {drug.title}  ({drug.id})" + (f"  {drug.subtitle}" if drug.subtitle else ""))


def search(engine: "SearchEngine", arguments: argparse.Namespace) -> None:
    if arguments.file is not None:
        try:
            lines = arguments.file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError as error:
            raise UserError(f"{arguments.file} cannot be read ({error.strerror}). Check the path.") from error
        for line in lines:
            _out(_answer(engine, line, arguments.limit))
        return
    words = " ".join(arguments.words)
    if not words.strip():
        raise UserError("What shall be searched for? For example: mbc-desktop search hair falling out")
    answer = _answer(engine, words, arguments.limit)
    if arguments.json:
        _out(answer)
        return
    if answer["understood_as"]:
        print(f"Showing results for {answer['understood_as']}")
    for hit in answer["hits"]:
        clinical = f" ({hit['clinical_term']})" if hit["clinical_term"] not in ("", hit["title"]) else ""
        print(f"{hit['title']}{clinical}  [{hit['id']}]  {hit['why']}")
    if answer["suggestions"]:
        print("Did you mean: " + ", ".join(answer["suggestions"]) + "?")
    elif not answer["hits"]:
        print("Nothing found. Try fewer words, another word for it, or `mbc-desktop list`.")


def _answer(engine: "SearchEngine", words: str, limit: int) -> dict[str, Any]:
    results = engine.search(words, limit=limit)
    keys = ("kind", "id", "title", "clinical_term", "matched", "why", "score", "target_row")
    return {
        "query": results.query,
        "understood_as": results.understood_as,
        "confident": results.confident,
        "hits": [{key: getattr(hit, key) for key in keys} for hit in results.hits],
        "suggestions": [suggestion.text for suggestion in results.suggestions],
    }


def show(repository: "Repository", key: str, *, as_json: bool) -> None:
    from mbc_desktop.summary.page_json import json_of
    from mbc_desktop.summary.page_text import text_of

    page = repository.page(key)
    if as_json:
        _out(json_of(page))
    else:
        print(text_of(page, repository.edition), end="")


def _ids(told: str) -> tuple[str, ...]:
    """`abemaciclib, ribociclib` as ids."""
    return tuple(part for part in (part.strip() for part in told.split(",")) if part)


def print_sheet(repository: "Repository", arguments: argparse.Namespace) -> None:
    """A PDF of sheets, with the clinic's details. A patient's name has no option: a shell keeps what is typed."""
    from mbc_desktop.summary import clinic_file
    from mbc_desktop.summary.orders import orders
    from mbc_desktop.summary.sheets import Layout, Press

    pages = [repository.page(key) for key in arguments.ids]
    chosen = [repository.page(key) for key in arguments.chosen]
    wanted = orders(arguments.sheet, pages, chosen=chosen, all_studies=arguments.all_studies)
    press = Press(paths.resources() / "print", paths.fonts(), repository.side_effect, repository.glossary)
    kept = clinic_file.load(paths.clinic_files())
    if kept.wrong:  # the sheet is made all the same, with lines to write on
        print(kept.wrong, file=sys.stderr)
    layout = Layout(arguments.size, arguments.paper or kept.clinic.paper or "a4", kept.clinic)
    press.write_pdf(wanted, repository.edition, layout, arguments.output)


def check(qt_checks: QtChecks, *, as_json: bool) -> int:
    """Try everything that the program needs; one line each, or one JSON object."""
    from mbc_desktop import selfcheck

    report = selfcheck.run(qt_checks)
    if as_json:
        _out({"ok": report.ok, "counts": report.counts, "checks": report.results})
    else:
        for name, result in report.results.items():
            print(f"{'ok' if result['ok'] else 'FAILED'}  {name}: {result['says']}")
        print(", ".join(f"{count} {what}" for what, count in report.counts.items()))
    return 0 if report.ok else 1


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    return parser().parse_args(arguments)
