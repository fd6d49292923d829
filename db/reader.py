"""Read the content files into structs. A wrong key or type is an error with file and line."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from db.files import (
    DrugFile,
    EditionFile,
    GlossaryEntry,
    LexiconEntry,
    ListedTerm,
    OverviewFile,
    SharedExpression,
    SharedFile,
    SideEffectFile,
    SourceEntry,
    TreatmentFile,
)


class ContentError(Exception):
    """What is wrong with the content: one line each, with file, line and rule."""


@dataclass(frozen=True)
class Content:
    """All content files, by id; `texts` are the files as they stand, to tell a problem's line."""

    edition: EditionFile
    overview: OverviewFile
    sources: dict[str, SourceEntry]
    drugs: dict[str, DrugFile]
    treatments: dict[str, TreatmentFile]
    side_effects: dict[str, SideEffectFile]
    listed: dict[str, ListedTerm]
    terms: dict[str, list[str]]
    glossary: dict[str, GlossaryEntry]
    texts: dict[str, str] = field(default_factory=dict)
    #: File -> side effect -> what people say for it.
    lexicon: dict[str, dict[str, LexiconEntry]] = field(default_factory=dict)
    shared: list[SharedExpression] = field(default_factory=list)

    def line(self, file: str, *path: str | int) -> int:
        return line_of(self.texts[file], *path)


def line_of(text: str, *path: str | int) -> int:
    """The line that a path such as ("study", 1, "rows", 3) stands on; the nearest one above where it is not clear.

    Knows the way our files are written: a table's header or a key opens a line, a row has a line of its own.
    """
    lines = text.split("\n")
    at, low, inside = 1, 0, ""
    for number, step in enumerate(path):
        if isinstance(step, str):
            following = path[number + 1] if number + 1 < len(path) else 0
            count = following if isinstance(following, int) else 0
            name = f"{inside}.{step}" if inside else step
            headers = [i for i in range(low, len(lines)) if re.match(rf"\[\[?{re.escape(name)}\]", lines[i])]
            end = next((i for i in range(low + bool(inside), len(lines)) if lines[i].startswith("[")), len(lines))
            keys = [i for i in range(low, end) if re.match(rf'"?{re.escape(step)}"?\s*=', lines[i], re.IGNORECASE)]
            if len(headers) > count:
                low, inside = headers[count], name
                at = low + 1
            elif keys:
                low = keys[0]
                at = low + 1
        elif re.match(r"\w+\s*=\s*\[\s*$", lines[low]):
            return min(low + 2 + step, len(lines))  # what is inside the row stands on the row's line
    return at


#: The lexicon's list of expressions that are meant to lead to more than one side effect.
SHARED = "lexicon/shared.toml"

T = TypeVar("T")


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.problems: list[str] = []

    def table(self, name: str) -> dict[str, object] | None:
        """What a file holds; None, and a problem told, if it cannot be read."""
        path = self.folder / name
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            self.problems.append(f"{name}: the file is missing; put it back")
            return None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.problems.append(f"{name}:{line}: not UTF-8 at byte {error.start}; save it as UTF-8")
            return None
        if not text.strip():
            self.problems.append(f"{name}:1: the file is empty; see db/content/README.md for what it holds")
            return None
        self.texts[name] = text
        try:
            return tomllib.loads(text)
        except RecursionError:
            self.problems.append(f"{name}:1: not TOML: brackets inside brackets without end; close them")
        except ValueError as error:  # tomllib's own error, or Python's for a number of thousands of digits
            found = re.search(r"line (\d+)", str(error))
            line = int(found[1]) if found else text.count("\n") + 1 if "end of document" in str(error) else 1
            self.problems.append(f"{name}:{line}: not TOML: {error}; mend this line or the one above")
        return None

    def convert(self, name: str, value: object, kind: type[T], *inside: str) -> T | None:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            message, _, where = str(error).partition(" - at `$")
            path = [*inside, *(key or int(i) for key, i in re.findall(r"\.([\w-]+)|\[(\d+)\]", where))]
            told = ".".join(map(str, path)) or "the file"
            unknown = re.findall(r"unknown field `(.+)`", message)
            line = line_of(self.texts[name], *path, *unknown)
            self.problems.append(f"{name}:{line}: {told}: {message}; see db/content/README.md")
            return None

    def whole(self, name: str, kind: type[T]) -> T | None:
        table = self.table(name)
        return None if table is None else self.convert(name, table, kind)

    def each(self, name: str, kind: type[T]) -> dict[str, T]:
        entries = {key: self.convert(name, value, kind, key) for key, value in (self.table(name) or {}).items()}
        return {key: entry for key, entry in entries.items() if entry is not None}

    def terms(self, name: str) -> dict[str, list[str]]:
        """Term, without case -> its homes."""
        found: dict[str, list[str]] = {}
        for term, home in self.each(name, str | list[str]).items():  # type: ignore[arg-type]
            if term.casefold() in found:
                line = line_of(self.texts[name], term)
                self.problems.append(f"{name}:{line}: '{term}' stands twice (case does not count); take one out")
            found[term.casefold()] = [home] if isinstance(home, str) else home
        return found

    def files(self, folder: str) -> Iterator[str]:
        for path in sorted((self.folder / folder).glob("*.toml")):
            yield f"{folder}/{path.name}"


def read(folder: Path) -> Content:
    """All content of a folder.

    Raises ContentError with one line for each file, key or type that is wrong.
    """
    reader = _Reader(folder)
    edition = reader.whole("edition.toml", EditionFile)
    overview = reader.whole("overview.toml", OverviewFile)
    drugs: dict[str, DrugFile] = {}
    treatments: dict[str, TreatmentFile] = {}
    for name in reader.files("treatments"):
        file: object = reader.whole(name, DrugFile | TreatmentFile)  # type: ignore[arg-type]
        if isinstance(file, DrugFile):
            drugs[Path(name).stem] = file
        elif isinstance(file, TreatmentFile):
            treatments[Path(name).stem] = file
    side_effects = {
        Path(name).stem: side_effect
        for name in reader.files("side_effects")
        if (side_effect := reader.whole(name, SideEffectFile)) is not None
    }
    sources = reader.each("sources.toml", SourceEntry)
    listed = reader.each("listed_terms.toml", ListedTerm)
    glossary = reader.each("glossary.toml", GlossaryEntry)
    terms = reader.terms("terms.toml")
    lexicon = {name: reader.each(name, LexiconEntry) for name in reader.files("lexicon") if name != SHARED}
    shared = reader.whole(SHARED, SharedFile) if (folder / SHARED).exists() else None
    if reader.problems or edition is None or overview is None:
        raise ContentError("\n".join(reader.problems))
    return Content(
        edition,
        overview,
        sources,
        drugs,
        treatments,
        side_effects,
        listed,
        terms,
        glossary,
        reader.texts,
        lexicon,
        shared.shared if shared else [],
    )
