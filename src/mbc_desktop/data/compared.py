"""The side effects of a few drugs, as far as these drugs tell them: a comparison asks for dozens of them at once.

Figures and warnings stand in the drugs' records already. What is asked of the database is three questions, where the
whole pages of so many side effects are hundreds.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import RowMapping

from mbc_desktop.data import rows as to_record
from mbc_desktop.data import schema
from mbc_desktop.data.occurrences import by_drug
from mbc_desktop.data.records import Drug, Entry, Occurrence, Reaction, SideEffect, Statement
from mbc_desktop.data.tables import Tables


def side_effects(tables: Tables, entries: Mapping[str, Entry], drugs: Sequence[Drug]) -> dict[str, SideEffect]:
    """Each side effect that a table of one of the drugs names, by its id, in the order of the drugs' pages.

    These are no whole pages: `drugs`, `composite`, `warned` and `not_reported` tell of the given drugs alone, and there
    are no statements, no words on groups of treatments and no sources. What is there is what the whole page has.
    """
    keys = list(dict.fromkeys(key for drug in drugs for key in drug.side_effect_titles))
    pages = tables.by(schema.page, "id", keys)
    parts = tables.by(schema.page, "see", keys)
    names = tables.by(schema.name, "page", keys)
    return {
        key: _side_effect(pages[key][0], names[key], tuple(entries[row["id"]] for row in parts[key]), entries, drugs)
        for key in keys
    }


def _side_effect(
    row: RowMapping,
    names: Sequence[RowMapping],
    related: tuple[Entry, ...],
    entries: Mapping[str, Entry],
    drugs: Sequence[Drug],
) -> SideEffect:
    here = {row["id"], *(entry.id for entry in related)}
    reported = {drug.id for drug in drugs if any(here & set(row.side_effects) for row in _telling(drug))}
    warned = [(entries[drug.id], s) for drug in drugs if drug.id not in reported for s in _warnings(drug, here)]
    told = reported | {entry.id for entry, _ in warned}
    found = _occurrences(row["id"], entries, drugs)
    main = {drug.id for drug in drugs if any(study.main for study in drug.studies)}
    return SideEffect(
        id=row["id"],
        title=row["title"],
        clinical_term=row["clinical_term"],
        other_terms=tuple(name["text"] for name in names if name["kind"] == "other"),
        synonyms=tuple(name["text"] for name in names if name["kind"] == "synonym"),
        body_system=row["body_system"],
        laboratory=row["laboratory"],
        listed=row["listed"],
        see=entries[row["see"]] if row["see"] else None,
        related=related,
        statements=(),
        drugs=by_drug(found[True], main),
        composite=by_drug(found[False], main),
        not_reported=tuple(entries[drug.id] for drug in drugs if drug.id not in told),
        treatments=(),
        not_found=(),
        written=row["written"],
        state=to_record.state(row),
        warned=tuple(sorted(warned, key=lambda pair: (pair[0].title.casefold(), pair[1].text))),
        danger=row["danger"],
    )


def _occurrences(key: str, entries: Mapping[str, Entry], drugs: Sequence[Drug]) -> dict[bool, list[Occurrence]]:
    """The rows that name the side effect: True those that name it alone, False those that name others as well."""
    found: dict[bool, list[Occurrence]] = defaultdict(list)
    for drug in drugs:
        for study in drug.studies:
            told = [row for row in study.reactions if key in row.side_effects]
            bare = replace(study, reactions=()) if told else study
            for row in told:
                found[len(row.side_effects) == 1].append(Occurrence(entries[drug.id], bare, row))
    return found


def _telling(drug: Drug) -> list[Reaction]:
    return [row for study in drug.studies for row in study.reactions if row.tells]


def _warnings(drug: Drug, side_effects: set[str]) -> list[Statement]:
    wanted = ("boxed_warnings", "warnings")
    return [s for s in drug.statements if s.section in wanted and s.side_effect in side_effects]
