"""A page as JSON for scripts and tests: the contract of `show ID --json` in architecture.md."""

from collections.abc import Iterable, Mapping
from typing import Any

from mbc_desktop.data.records import (
    GRADES,
    Derived,
    Drug,
    DrugOccurrences,
    Occurrence,
    Overview,
    Page,
    Place,
    Reaction,
    SideEffect,
    Source,
    Statement,
    Study,
    Treatment,
)


def json_of(page: Page) -> dict[str, Any]:
    """The page whole: strings, numbers, lists and dicts; unknown is null."""
    match page:
        case Drug():
            return _drug(page)
        case Treatment():
            return _treatment(page)
        case SideEffect():
            return _side_effect(page)
        case Overview():
            return _overview(page)


def places(cited: Iterable[Place]) -> list[dict[str, str]]:
    return [{"source": place.source, "code": place.code, "locator": place.locator} for place in cited]


def statements(told: Iterable[Statement]) -> dict[str, list[dict[str, Any]]]:
    """Section -> its statements."""
    found: dict[str, list[dict[str, Any]]] = {}
    for statement in told:
        found.setdefault(statement.section, []).append(_statement(statement))
    return found


def _statement(statement: Statement) -> dict[str, Any]:
    optional = {
        "topic": statement.topic,
        "call_now": statement.call_now,
        "side_effect": statement.side_effect,
        "treatment": statement.link,
        "grade": statement.grade,
    }
    told = {key: value for key, value in optional.items() if value}
    return {**told, "text": statement.text, "patient": statement.patient, "places": places(statement.places)}


def _sources(sources: Iterable[Source]) -> list[dict[str, str]]:
    keys = ("id", "title", "publisher", "url", "version", "kind")
    return [{key: getattr(source, key) for key in keys} for source in sources]


def _share(derived: Derived | None) -> tuple[Any, bool]:
    return (None, False) if derived is None else (derived.share, derived.derived)


def reaction(row: Reaction) -> dict[str, Any]:
    """A row: every share as its source gives it, and what was added up, marked as such."""
    shares = {f"{prefix}{grade}_pct": arm.get(grade) for prefix, arm in _arms(row) for grade in GRADES}
    severe, severe_derived = _share(row.severe())
    any_grade, all_derived = _share(row.any_grade())
    return {
        "term": row.term,
        "side_effects": list(row.side_effects),
        **shares,
        "any_pct": any_grade,
        "all_derived": all_derived,
        "severe_pct": severe,
        "severe_derived": severe_derived,
        "frequency_text": row.frequency_text or None,
        "band": dict(row.band) or None,
        "severity": row.severity or None,
        "kind": row.kind,
        "source_kind": row.source_kind,
        "n": row.n,
        "of_whom": row.of_whom or None,
        "note": row.note or None,
        "places": places(row.places),
    }


def _arms(row: Reaction) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    return ("", row.shares), ("comparator_", row.comparator)


def study(told: Study) -> dict[str, Any]:
    """A study without its rows."""
    return {
        "id": told.id,
        "study": told.name,
        "trial": told.trial or None,
        "main": told.main,
        "main_for": told.main_for or None,
        "main_reason": told.main_reason or None,
        "regimen": told.regimen,
        "population": told.population,
        "setting": told.setting,
        "n": told.n,
        "n_total": told.n_total,
        "comparator": told.comparator or None,
        "comparator_n": told.comparator_n,
        "grading": told.grading or None,
        "severe_means": told.severe_means,
        "threshold": told.threshold or None,
        "places": places(told.places),
        "overall": {"text": told.overall, "places": places(told.overall_places)} if told.overall else None,
        "note": told.note or None,
    }


def _drug(drug: Drug) -> dict[str, Any]:
    return {
        "id": drug.id,
        "kind": "drug",
        "name": drug.name,
        "brand_names": list(drug.brand_names),
        "short_names": list(drug.short_names),
        "regimens": list(drug.regimens),
        "treatment": drug.treatment.id,
        "drug_class": drug.drug_class,
        "routes": list(drug.routes),
        "factors": [{"kind": factor.kind, "value": factor.value} for factor in drug.factors],
        "call_now": [_statement(line) for line in drug.call_now],
        "sections": statements(drug.statements),
        "studies": [{**study(s), "reactions": [reaction(row) for row in s.reactions]} for s in drug.studies],
        "not_found": list(drug.not_found),
        "written": drug.written,
        "sources": _sources(drug.sources),
    }


def _treatment(treatment: Treatment) -> dict[str, Any]:
    return {
        "id": treatment.id,
        "kind": "treatment",
        "name": treatment.name,
        "other_names": list(treatment.other_names),
        "drugs": [drug.id for drug in treatment.drugs],
        "call_now": [_statement(line) for line in treatment.call_now],
        "sections": statements(treatment.statements),
        "side_effects": [
            {
                "term": effect.term,
                "timing": effect.timing,
                "note": effect.note,
                "side_effect": effect.side_effect or None,
                "places": places(effect.places),
            }
            for effect in treatment.effects
        ],
        "not_found": list(treatment.not_found),
        "written": treatment.written,
        "sources": _sources(treatment.sources),
    }


def _occurrence(occurrence: Occurrence) -> dict[str, Any]:
    row = reaction(occurrence.reaction)
    told = {f"row_{key}" if key in ("n", "note") else key: value for key, value in row.items()}
    return {
        "name": occurrence.drug.title,
        "treatment": occurrence.drug.group,
        **study(occurrence.study),
        **told,
        "study_id": occurrence.study.id,
        "id": occurrence.drug.id,  # study() has an id of its own
    }


def _occurrences(drugs: Iterable[DrugOccurrences]) -> list[dict[str, Any]]:
    return [
        {
            **_occurrence(drug.shown),
            "has_main_study": drug.has_main_study,
            "others": [_occurrence(other) for other in drug.others],
        }
        for drug in drugs
    ]


def _side_effect(page: SideEffect) -> dict[str, Any]:
    return {
        "id": page.id,
        "kind": "side_effect",
        "title": page.title,
        "clinical_term": page.clinical_term,
        "other_terms": list(page.other_terms),
        "synonyms": list(page.synonyms),
        "body_system": page.body_system,
        "laboratory": page.laboratory,
        "listed": page.listed,
        "see": page.see.id if page.see else None,
        "related": [entry.id for entry in page.related],
        "sections": statements(page.statements),
        "treatments": _occurrences(page.drugs),
        "composite": _occurrences(page.composite),
        "warned": [{"id": entry.id, **_statement(warning)} for entry, warning in page.warned],
        "not_reported": [entry.id for entry in page.not_reported],
        "told_by_treatments": [
            {"treatment": entry.id, "term": effect.term, "timing": effect.timing, "note": effect.note}
            for entry, effect in page.treatments
        ],
        "not_found": list(page.not_found),
        "written": page.written,
        "sources": _sources(page.sources),
    }


def _overview(page: Overview) -> dict[str, Any]:
    return {
        "id": page.id,
        "kind": "overview",
        "title": page.title,
        "sections": statements(page.statements),
        "emergencies": [
            {
                "id": emergency.id,
                "name": emergency.name,
                "side_effect": emergency.side_effect,
                "signs": [_statement(sign) for sign in emergency.signs],
                "what_to_do": [_statement(step) for step in emergency.what_to_do],
                "notes": [_statement(note) for note in emergency.notes],
            }
            for emergency in page.emergencies
        ],
        "help_lines": [
            {"name": line.name, "text": line.text, "country": line.country, "places": places(line.places)}
            for line in page.help_lines
        ],
        "not_found": list(page.not_found),
        "written": page.written,
        "sources": _sources(page.sources),
    }
