"""Read the content files into structs. A wrong key or type is an error with file and line."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

Below = Annotated[str, Meta(pattern=r"^<\d+(\.\d+)?$")]
Percent = Annotated[int, Meta(ge=0, le=100)] | Annotated[float, Meta(ge=0, le=100)] | Below | None
Count = Annotated[int, Meta(ge=1)]
Setting = Literal["metastatic", "early", "other cancers", "mixed", "not stated"]
Severity = Literal["", "severe", "serious", "threshold", "outcome"]
Route = Literal["by mouth", "into a vein", "under the skin", "into a muscle"]

SHARE_KEYS = ("all", "g1", "g2", "g3", "g4", "g1_2", "g2plus", "g3plus")


class Statement(Struct, frozen=True, forbid_unknown_fields=True):
    text: Annotated[str, Meta(min_length=2)]
    places: Annotated[list[str], Meta(min_length=1)]
    topic: str = ""
    patient: str | None = None
    call_now: str = ""
    side_effect: str = ""
    treatment: str = ""
    population: str = ""
    grade: Annotated[int, Meta(ge=1, le=5)] | None = None


class Band(Struct, frozen=True, forbid_unknown_fields=True):
    more_than: float | None = None
    at_least: float | None = None
    up_to: float | None = None
    below: float | None = None


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    term: str
    kind: Literal["clinical", "laboratory"]
    all: Percent = None
    g1: Percent = None
    g2: Percent = None
    g3: Percent = None
    g4: Percent = None
    g1_2: Percent = None
    g2plus: Percent = None
    g3plus: Percent = None
    c_all: Percent = None
    c_g1: Percent = None
    c_g2: Percent = None
    c_g3: Percent = None
    c_g4: Percent = None
    c_g1_2: Percent = None
    c_g2plus: Percent = None
    c_g3plus: Percent = None
    terms: list[str] = []
    severity: Severity = ""
    frequency_text: str = ""
    band: Band = Band()
    n: Count | None = None
    of_whom: str = ""
    note: str = ""
    places: list[str] = []

    def shares(self, arm: Literal["treatment", "comparator"]) -> dict[str, int | float | str]:
        """Our keys (`g3plus`) to the shares that the row gives for an arm."""
        prefix = "" if arm == "treatment" else "c_"
        found = {key: getattr(self, prefix + key) for key in SHARE_KEYS}
        return {key: value for key, value in found.items() if value is not None}


class Study(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    regimen: str
    population: str
    setting: Setting
    severe_means: Literal["3-4", "3-5", "3", "not stated"]
    places: Annotated[list[str], Meta(min_length=1)]
    rows: list[Row]
    n: Count | Literal["not stated"] | None = None
    n_total: Count | None = None
    trial: str = ""
    comparator: str = ""
    comparator_n: Count | None = None
    grading: str = ""
    threshold: str = ""
    overall: str = ""
    overall_places: list[str] = []
    note: str = ""


class MainStudy(Struct, frozen=True, forbid_unknown_fields=True):
    study: str
    use: Annotated[str, Meta(min_length=2)]
    reason: Annotated[str, Meta(min_length=2)]


class Eligibility(Struct, frozen=True, forbid_unknown_fields=True):
    hormone_receptor: Literal["positive", "negative", "any"]
    her2: list[Literal["positive", "low", "ultralow", "negative", "any"]]
    biomarkers: list[str]
    menopause: Literal["any", "post", "pre-with-suppression"]
    places: Annotated[list[str], Meta(min_length=1)]


class DrugFile(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="drug"):
    name: str
    brand_names: list[str]
    treatment: str
    drug_class: str
    routes: list[Route]
    written: date
    not_found: list[str]
    eligibility: Eligibility
    study: list[Study]
    short_names: list[str] = []
    regimens: list[str] = []
    main_study: list[MainStudy] = []
    mechanism: list[Statement] = []
    indications: list[Statement] = []
    eligibility_notes: list[Statement] = []
    forms: list[Statement] = []
    usual_schedule: list[Statement] = []
    boxed_warnings: list[Statement] = []
    warnings: list[Statement] = []
    monitoring: list[Statement] = []
    contraindications: list[Statement] = []
    interactions: list[Statement] = []
    pregnancy_and_fertility: list[Statement] = []
    advice: list[Statement] = []
    status: list[Statement] = []
    evidence_of_benefit: list[Statement] = []


class Effect(Struct, frozen=True, forbid_unknown_fields=True):
    term: str
    timing: str
    places: Annotated[list[str], Meta(min_length=1)]
    note: str = ""
    side_effect: str = ""


class TreatmentFile(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="treatment"):
    name: str
    written: date
    not_found: list[str]
    other_names: list[str] = []
    effect: list[Effect] = []
    what_it_is: list[Statement] = []
    how_it_works: list[Statement] = []
    how_it_is_given: list[Statement] = []
    used_for: list[Statement] = []
    not_usual: list[Statement] = []
    types: list[Statement] = []
    effects_note: list[Statement] = []
    who_delivers: list[Statement] = []
    combines_with: list[Statement] = []
    how_you_know_it_works: list[Statement] = []
    evidence_of_benefit: list[Statement] = []
    examples: list[Statement] = []
    placebo: list[Statement] = []
    how_to_find: list[Statement] = []
    cautions: list[Statement] = []
    questions: list[Statement] = []


class SideEffectFile(Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    clinical_term: str
    synonyms: list[str]
    body_system: str
    laboratory: bool
    written: date
    not_found: list[str]
    other_terms: list[str] = []
    danger: Annotated[int, Meta(ge=1, le=3)] | None = None
    definition: list[Statement] = []
    what_it_is: list[Statement] = []
    feels_like: list[Statement] = []
    causes: list[Statement] = []
    timing: list[Statement] = []
    what_helps: list[Statement] = []
    tell_team: list[Statement] = []
    get_help_now: list[Statement] = []
    grades: list[Statement] = []


class ListedTerm(Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    clinical_term: str
    synonyms: list[str]
    body_system: str
    laboratory: bool
    written: date
    other_terms: list[str] = []
    definition: Statement | None = None
    see: str = ""


class Emergency(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    side_effect: str
    signs: list[Statement]
    what_to_do: list[Statement]
    note: list[Statement] = []


class HelpLine(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    text: str
    country: str
    places: Annotated[list[str], Meta(min_length=1)]


class OverviewFile(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="overview"):
    title: str
    written: date
    not_found: list[str]
    emergency: list[Emergency] = []
    help_line: list[HelpLine] = []
    what_it_is: list[Statement] = []
    how_many: list[Statement] = []
    symptoms: list[Statement] = []
    tests: list[Statement] = []
    goals: list[Statement] = []
    factors: list[Statement] = []
    survival: list[Statement] = []
    bone_drugs: list[Statement] = []
    talking: list[Statement] = []
    article_notes: list[Statement] = []


class SourceEntry(Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    publisher: str
    url: str
    version: str
    kind: str
    places: dict[str, str]


class EditionFile(Struct, frozen=True, forbid_unknown_fields=True):
    content_date: date
    treatments: list[str]
    reviewed_by: str = ""
    reviewed_on: date | None = None


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
    texts: dict[str, str] = field(default_factory=dict)

    def line(self, file: str, *path: str | int) -> int:
        return line_of(self.texts[file], *path)


def line_of(text: str, *path: str | int) -> int:
    """The line that a path such as ("study", 1, "rows", 3) stands on; the nearest one above where it is not clear.

    Knows the way our files are written: a table's header or a key opens a line, a row has a line of its own.
    """
    lines = text.splitlines()
    at, low, inside = 1, 0, ""
    for number, step in enumerate(path):
        if isinstance(step, str):
            following = path[number + 1] if number + 1 < len(path) else 0
            count = following if isinstance(following, int) else 0
            name = f"{inside}.{step}" if inside else step
            headers = [i for i in range(low, len(lines)) if re.match(rf"\[\[?{re.escape(name)}\]", lines[i])]
            keys = [
                i for i in range(low, len(lines)) if re.match(rf'"?{re.escape(step)}"?\s*=', lines[i], re.IGNORECASE)
            ]
            if len(headers) > count:
                low, inside = headers[count], name
                at = low + 1
            elif keys:
                low = keys[0]
                at = low + 1
        elif lines and re.match(r"\w+\s*=\s*\[\s*$", lines[low]):
            low = min(low + 1 + step, len(lines) - 1)
            at = low + 1
    return at


T = TypeVar("T")


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.problems: list[str] = []

    def table(self, name: str) -> dict[str, object]:
        path = self.folder / name
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            self.problems.append(f"{name}: the file is missing")
            return {}
        except UnicodeDecodeError as error:
            self.problems.append(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8")
            return {}
        self.texts[name] = text
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            self.problems.append(f"{name}:{found[1] if found else 1}: not TOML: {error}")
            return {}

    def convert(self, name: str, value: object, kind: type[T], *inside: str) -> T | None:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            message, _, where = str(error).partition(" - at `$")
            path = [*inside, *(key or int(i) for key, i in re.findall(r"\.([\w-]+)|\[(\d+)\]", where))]
            told = ".".join(map(str, path)) or "the file"
            line = line_of(self.texts[name], *path)
            self.problems.append(f"{name}:{line}: {told}: {message}; see db/content/README.md")
            return None

    def whole(self, name: str, kind: type[T]) -> T | None:
        table = self.table(name)
        return self.convert(name, table, kind) if table else None

    def each(self, name: str, kind: type[T]) -> dict[str, T]:
        entries = {key: self.convert(name, value, kind, key) for key, value in self.table(name).items()}
        return {key: entry for key, entry in entries.items() if entry is not None}

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
    terms = {
        term.casefold(): [home] if isinstance(home, str) else home
        for term, home in reader.each("terms.toml", str | list[str]).items()  # type: ignore[arg-type]
    }
    if reader.problems or edition is None or overview is None:
        raise ContentError("\n".join(reader.problems))
    return Content(edition, overview, sources, drugs, treatments, side_effects, listed, terms, reader.texts)
