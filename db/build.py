"""Compile the content into one SQLite file: the same bytes for the same content.

    python -m db.build [--content FOLDER] [--output FILE]

Exit 1 with one line for each problem, naming file, line and rule.
"""

import argparse
import base64
import sys
from collections.abc import Sequence
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import Any, get_args

from sqlalchemy import Connection, create_engine, insert, text

from db import checks, documents
from db.files import DrugFile, FactorEntry, Reviewed, Row, Statement, Study
from db.reader import Content, ContentError, read
from mbc_desktop.data import schema
from mbc_desktop.data.records import Arm
from mbc_desktop.data.sections import DRUG_SECTIONS, OVERVIEW_SECTIONS, SIDE_EFFECT_SECTIONS, TREATMENT_SECTIONS
from mbc_desktop.search import index

HERE = Path(__file__).resolve().parent
CONTENT = HERE / "content"
TARGET = HERE / "mbc.sqlite3"

#: What a study's table row takes over from the content as it is.
STUDY_COLUMNS = (
    *("name", "trial", "regimen", "population", "setting", "n_total", "comparator", "comparator_n"),
    *("grading", "severe_means", "threshold", "overall", "note"),
    *("plain_name", "plain_regimen", "plain_comparator"),
)
#: The content's share keys -> the database's grades.
GRADES = {
    "all": "all",
    "g1": "grade1",
    "g2": "grade2",
    "g3": "grade3",
    "g4": "grade4",
    "g1_2": "grade1_2",
    "g2plus": "grade2plus",
    "g3plus": "grade3plus",
}


def build(content: Path = CONTENT, target: Path = TARGET) -> None:
    """Check the content of a folder and compile it; `target` is replaced only by a whole new file.

    Raises ContentError if the content breaks a rule.
    """
    whole = read(content)
    if problems := checks.problems(whole):
        raise ContentError("\n".join(problems))
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    engine = create_engine(f"sqlite:///{part}")
    with engine.begin() as connection:
        connection.execute(text(f"PRAGMA application_id = {schema.APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version = {schema.SCHEMA_VERSION}"))
        schema.metadata.create_all(connection)
        _Writer(connection, whole).write()
        index.fill(connection, documents.documents(whole))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))
    engine.dispose()
    part.replace(target)


def edition_code(content: Content) -> str:
    """A hash of the content's files, six letters and digits, short enough to read aloud."""
    digest = blake2b(digest_size=10)
    for name, words in sorted(content.texts.items()):
        digest.update(f"{name}\0{words}\0".encode())
    code = base64.b32encode(digest.digest()).decode().translate(str.maketrans("OISB", "9876"))
    return f"{code[:3]}-{code[3:6]}"


class _Writer:
    """Writes content into the tables, in an order that depends on nothing but the content."""

    def __init__(self, connection: Connection, content: Content) -> None:
        self.connection = connection
        self.content = content
        self.place_ids: dict[str, int] = {}
        self.statement_ids = count(1)
        self.laboratory = {
            key for group in (content.side_effects, content.listed) for key, page in group.items() if page.laboratory
        }

    def insert(self, table: Any, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self.connection.execute(insert(table), list(rows))

    def write(self) -> None:
        self.edition()
        self.sources()
        self.pages()
        for key, drug in self.content.drugs.items():
            self.sections(key, drug, DRUG_SECTIONS)
            self.factors(key, drug)
            self.studies(key, drug)
        for key, treatment in self.content.treatments.items():
            self.sections(key, treatment, TREATMENT_SECTIONS)
            for factor in treatment.factor:
                self.factor(key, factor)
        for key, side_effect in self.content.side_effects.items():
            self.sections(key, side_effect, SIDE_EFFECT_SECTIONS)
        for key, listed in self.content.listed.items():
            if listed.definition:
                self.statement(key, key, "definition", listed.definition)
        self.sections("overview", self.content.overview, OVERVIEW_SECTIONS)
        self.effects()
        self.emergencies()
        self.glossary()

    def edition(self) -> None:
        edition = self.content.edition
        row = {
            "content_date": edition.content_date.isoformat(),
            "code": edition_code(self.content),
            "reviewed_by": edition.reviewed_by,
            "reviewed_on": edition.reviewed_on.isoformat() if edition.reviewed_on else "",
        }
        self.insert(schema.edition, [row])

    def sources(self) -> None:
        ids = count(1)
        for key, source in sorted(self.content.sources.items()):
            fields = {name: getattr(source, name) for name in ("title", "publisher", "url", "version", "kind")}
            self.insert(schema.source, [{"id": key, **fields}])
            for code, locator in source.places.items():
                self.place_ids[f"{key}#{code}"] = place = next(ids)
                row = {"id": place, "source": key, "code": code, "locator": locator}
                self.insert(schema.place, [row])

    def pages(self) -> None:
        content = self.content
        overview = content.overview
        self.page("overview", "overview", overview.title, 0, overview)
        self.names("overview", not_found=overview.not_found)
        for position, key in enumerate(content.edition.treatments):
            treatment = content.treatments[key]
            self.page(key, "treatment", treatment.name, position, treatment)
            self.names(key, other=treatment.other_names, not_found=treatment.not_found)
        by_name = sorted(content.drugs.items(), key=lambda item: item[1].name.casefold())
        for position, (key, drug) in enumerate(by_name):
            more = {"treatment": drug.treatment, "drug_class": drug.drug_class}
            self.page(key, "drug", drug.name, position, drug, **more)
            self.names(key, brand=drug.brand_names, short=drug.short_names, regimen=drug.regimens)
            self.names(key, route=drug.routes, not_found=drug.not_found)
        for position, (key, page) in enumerate(sorted(content.side_effects.items())):
            fields = {"clinical_term": page.clinical_term, "body_system": page.body_system}
            self.page(
                key,
                "side_effect",
                page.title,
                position,
                page,
                **fields,
                laboratory=page.laboratory,
                danger=page.danger or 0,
            )
            self.names(key, other=page.other_terms, synonym=page.synonyms, not_found=page.not_found)
        for position, (key, listed) in enumerate(sorted(content.listed.items()), len(content.side_effects)):
            fields = {"clinical_term": listed.clinical_term, "body_system": listed.body_system}
            self.page(
                key,
                "side_effect",
                listed.title,
                position,
                listed,
                **fields,
                laboratory=listed.laboratory,
                listed=True,
                see=listed.see or None,
            )
            self.names(key, other=listed.other_terms, synonym=listed.synonyms)

    def page(self, key: str, kind: str, title: str, position: int, file: Reviewed, **fields: Any) -> None:
        state = {
            "written": file.written.isoformat(),
            "reviewed_by": file.reviewed_by,
            "reviewed_on": file.reviewed_on.isoformat() if file.reviewed_on else "",
            "superseded": file.superseded,
        }
        row = {"id": key, "kind": kind, "title": title, "position": position}
        self.insert(schema.page, [{**row, **state, **fields}])

    def names(self, key: str, **kinds: Sequence[str]) -> None:
        for kind, texts in kinds.items():
            rows = [{"page": key, "kind": kind, "position": i, "text": words} for i, words in enumerate(texts)]
            self.insert(schema.name, rows)

    def factors(self, key: str, drug: DrugFile) -> None:
        eligibility = drug.eligibility
        pairs: list[tuple[str, str]] = [
            ("hormone_receptor", eligibility.hormone_receptor),
            ("menopause", eligibility.menopause),
        ]
        pairs += [("her2", value) for value in eligibility.her2]
        pairs += [("biomarker", value) for value in eligibility.biomarkers]
        for kind, value in pairs:
            self.factor(key, FactorEntry(kind=kind, value=value, places=eligibility.places))  # type: ignore[arg-type]
        for route in drug.routes:
            self.insert(schema.factor, [{"page": key, "kind": "route", "value": route}])
        for factor in drug.factor:
            self.factor(key, factor)

    def factor(self, key: str, factor: FactorEntry) -> None:
        row = {"page": key, "kind": factor.kind, "value": factor.value}
        self.insert(schema.factor, [row])
        cited = dict.fromkeys(self.place_ids[place] for place in factor.places)
        rows = [{**row, "position": position, "place": place} for position, place in enumerate(cited)]
        self.insert(schema.factor_place, rows)

    def glossary(self) -> None:
        for key, entry in sorted(self.content.glossary.items()):
            self.insert(schema.glossary, [{"id": key, "text": entry.text}])
            self.insert(schema.glossary_word, [{"entry": key, "word": word} for word in entry.words])
            self.insert(schema.glossary_place, self.placed("entry", key, entry.places))

    def sections(self, key: str, file: object, sections: dict[str, str]) -> None:
        for section in sections:
            for statement in getattr(file, section):
                self.statement(key, key, section, statement)

    def statement(self, page: str, owner: str, section: str, statement: Statement) -> int:
        number = next(self.statement_ids)
        row = {
            "id": number,
            "page": page,
            "owner": owner,
            "section": section,
            "topic": statement.topic or statement.population,
            "text": statement.text,
            "patient": statement.text if statement.patient is None else statement.patient,
            "call_now": statement.call_now,
            "side_effect": statement.side_effect or None,
            "link": statement.treatment or None,
            "grade": statement.grade,
        }
        self.insert(schema.statement, [row])
        self.insert(schema.statement_place, self.placed("statement", number, statement.places))
        return number

    def placed(self, column: str, number: int | str, places: Sequence[str], **more: str) -> list[dict[str, Any]]:
        cited = dict.fromkeys(places)
        return [{column: number, "position": i, "place": self.place_ids[p], **more} for i, p in enumerate(cited)]

    def studies(self, key: str, drug: DrugFile) -> None:
        mains = {main.study: (position, main) for position, main in enumerate(drug.main_study)}
        for study in drug.study:
            number = self.next_id("study")
            position, main = mains.get(study.id, (None, None))
            row = {
                "id": number,
                "drug": key,
                "slug": study.id,
                "main_position": position,
                "main_for": main.use if main else "",
                "main_reason": main.reason if main else "",
                "n": study.n if isinstance(study.n, int) else None,
            }
            self.insert(schema.study, [{**row, **{column: getattr(study, column) for column in STUDY_COLUMNS}}])
            self.insert(schema.study_place, self.placed("study", number, study.places, kind="study"))
            self.insert(schema.study_place, self.placed("study", number, study.overall_places, kind="overall"))
            for reaction in study.rows:
                self.reaction(number, study, reaction)

    def next_id(self, table: str) -> int:
        counters = self.__dict__.setdefault("_counters", {})
        counters[table] = counters.get(table, 0) + 1
        return int(counters[table])

    def reaction(self, study_id: int, study: Study, row: Row) -> None:
        number = self.next_id("reaction")
        homes = [home for home in checks.home(self.content, row) if home != checks.OUTCOME]
        laboratory = bool(homes) and all(home in self.laboratory for home in homes)
        fields = {
            "id": number,
            "study": study_id,
            "term": row.term,
            "kind": "laboratory" if laboratory else "clinical",
            "source_kind": row.kind,
            "severity": row.severity,
            "frequency_text": row.frequency_text,
            "n": row.n,
            "of_whom": row.of_whom,
            "note": row.note,
        }
        band = {name: getattr(row.band, name) for name in ("more_than", "at_least", "up_to", "below")}
        self.insert(schema.reaction, [{**fields, **band}])
        self.insert(schema.reaction_side_effect, [{"reaction": number, "side_effect": home} for home in homes])
        for arm in get_args(Arm):
            shares = row.shares(arm)
            rows = [
                {"reaction": number, "arm": arm, "grade": GRADES[key], "text": str(value)}
                for key, value in shares.items()
            ]
            self.insert(schema.share, rows)
        self.insert(schema.reaction_place, self.placed("reaction", number, row.places or study.places))

    def effects(self) -> None:
        for key in self.content.edition.treatments:
            for effect in self.content.treatments[key].effect:
                number = self.next_id("effect")
                row = {"id": number, "treatment": key, "term": effect.term, "timing": effect.timing}
                row |= {"note": effect.note, "side_effect": effect.side_effect or None}
                self.insert(schema.effect, [row])
                self.insert(schema.effect_place, self.placed("effect", number, effect.places))

    def emergencies(self) -> None:
        overview = self.content.overview
        for position, emergency in enumerate(overview.emergency):
            row = {"id": emergency.id, "position": position, "name": emergency.name}
            self.insert(schema.emergency, [{**row, "side_effect": emergency.side_effect}])
            for section in ("signs", "what_to_do", "note"):
                for statement in getattr(emergency, section):
                    self.statement("overview", emergency.id, section, statement)
        for line in overview.help_line:
            statement = Statement(text=line.text, places=line.places)
            number = self.statement("overview", "help_line", "help_line", statement)
            row = {"id": self.next_id("help_line"), "name": line.name, "country": line.country}
            self.insert(schema.help_line, [{**row, "statement": number}])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m db.build", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--content", type=Path, default=CONTENT, help="the folder with the content files")
    parser.add_argument("--output", type=Path, default=TARGET, help="the database to write")
    options = parser.parse_args()
    try:
        build(options.content, options.output)
    except ContentError as error:
        print(error, file=sys.stderr)
        found = len(str(error).splitlines())
        print(f"{found} problem{'s' if found > 1 else ''}; nothing was built.", file=sys.stderr)
        return 1
    print(f"{options.output}: {options.output.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
