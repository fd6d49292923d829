"""A page as readable plain text: for the command line, and to copy a page or a row into a letter."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from mbc_desktop.data.records import (
    Arm,
    Drug,
    DrugOccurrences,
    Edition,
    Overview,
    Page,
    Place,
    Reaction,
    SideEffect,
    Statement,
    Study,
    Treatment,
)
from mbc_desktop.data.sections import DRUG_SECTIONS, OVERVIEW_SECTIONS, SIDE_EFFECT_SECTIONS, TREATMENT_SECTIONS
from mbc_desktop.summary import phrases
from mbc_desktop.summary.citations import Citations

Cite = Callable[[Sequence[Place]], str]


def text_of(page: Page, edition: Edition) -> str:
    """The page whole, for staff: call-now lines first, every study with both arms, sources with their places."""
    citations = Citations(page.sources)
    match page:
        case Drug():
            lines = _drug(page, citations.cite)
        case Treatment():
            lines = _treatment(page, citations.cite)
        case SideEffect():
            lines = _side_effect(page, citations.cite)
        case Overview():
            lines = _overview(page, citations.cite)
    lines += _part("Not in our sources", page.not_found)
    lines += _sources(citations)
    lines += ["", phrases.SUPPORTS, phrases.edition_line(edition)]
    return "\n".join(lines) + "\n"


def row_line(study: Study, reaction: Reaction, cite: Cite | None = None) -> str:
    """One row by itself, with all that must stand beside its numbers: study, both arms, people, grades, place."""
    where = [f"study {study.name}", phrases.main_use(study), phrases.setting(study), phrases.counted(study, reaction)]
    told = [f"{reaction.term}: {_arm(study, reaction)} with {study.regimen} ({', '.join(filter(None, where))})"]
    if study.comparator and reaction.comparator:
        told.append(
            f"{_arm(study, reaction, 'comparator')} with {study.comparator} ({phrases.people(study.comparator_n)})"
        )
    return "; ".join(told) + _remarks(reaction) + _cited(reaction.places or study.places, cite)


def _arm(study: Study, reaction: Reaction, arm: Arm = "treatment") -> str:
    """One arm's shares: `86%, severe: 13% grade 3 or 4, added up`; bands and words as they are."""
    severe = phrases.severe(reaction, study, arm)
    if severe and reaction.any_grade(arm) is None:
        return f"{phrases.ANY_NOT_STATED}, severe: {severe}"
    often = phrases.frequency(reaction, arm) or phrases.NOT_STATED
    return often + (f", severe: {severe}" if severe else "")


def _remarks(reaction: Reaction) -> str:
    told = [
        phrases.SEVERITY.get(reaction.severity, ""),
        phrases.lower_grades_of_both(reaction),
        phrases.source_words(reaction) if reaction.band else "",
        reaction.of_whom and f"among people with {reaction.of_whom}",
        phrases.plain_note(reaction.note),
    ]
    return "".join(f"; {remark}" for remark in told if remark)


def _cited(places: Sequence[Place], cite: Cite | None) -> str:
    if cite is None:
        return f" [{'; '.join(f'{place.source}: {place.locator}' for place in places)}]" if places else ""
    mark = cite(places)
    return f" {mark}" if mark else ""


def _part(heading: str, lines: Iterable[str]) -> list[str]:
    """A heading with its lines, and an empty line before it; nothing for no lines."""
    told = [f"- {line}" for line in lines]
    return ["", heading, *told] if told else []


def _title(*lines: str) -> list[str]:
    first, *rest = lines
    return [first, "=" * len(first), *(line for line in rest if line)]


def _statement(statement: Statement, cite: Cite) -> str:
    head = f"Grade {statement.grade}: " if statement.grade else f"{statement.topic}: " if statement.topic else ""
    return head + statement.text + _cited(statement.places, cite)


def _call_now(lines: Sequence[Statement], left: int, cite: Cite) -> list[str]:
    told = [(line.call_now or line.patient or line.text) + _cited(line.places, cite) for line in lines]
    return _part(phrases.CALL_NOW, [*told, *filter(None, [phrases.more_to_call(left)])])


def _sections(statements: Sequence[Statement], headings: Mapping[str, str], cite: Cite) -> list[str]:
    found: list[str] = []
    for section, heading in headings.items():
        found += _part(heading, [_statement(s, cite) for s in statements if s.section == section])
    return found


def _sources(citations: Citations) -> list[str]:
    lines = ["", "Sources"]
    for source in citations.listed():
        lines.append(f"{source['number']}. {source['about']}")
        lines += [f"   {place['mark']}: {place['locator']}" for place in source["places"]]
    return lines if len(lines) > 2 else []


def _drug(drug: Drug, cite: Cite) -> list[str]:
    lines = _title(
        drug.name,
        phrases.names(drug),
        "; ".join(filter(None, (drug.treatment.title, drug.drug_class, ", ".join(drug.routes)))),
    )
    lines += _call_now(drug.call_now, drug.call_now_left, cite)
    lines += _sections(drug.statements, DRUG_SECTIONS, cite)
    if drug.studies:
        lines += ["", "Side effects, study by study", phrases.DIFFERENT_STUDIES if len(drug.studies) > 1 else ""]
        if not any(study.main for study in drug.studies):
            lines.append(phrases.NO_MAIN_STUDY_WHY)
        for study in drug.studies:
            lines += _study(study, cite)
    return lines


def _study(study: Study, cite: Cite) -> list[str]:
    heading = ", ".join(filter(None, (study.name, phrases.main_use(study))))
    rows = [row for row in study.reactions if row.severity != "outcome"]
    outcomes = [row for row in study.reactions if row.severity == "outcome"]
    about = [
        phrases.arms(study),
        f"People: {study.population} ({phrases.SETTING[study.setting]})",
        f"Grading: {phrases.plain_note(study.grading)}" if study.grading else "",
        f"Listed in the source: {study.threshold}" if study.threshold else "",
        phrases.plain_note(study.note),
    ]
    lines = ["", f"Study: {heading}{_cited(study.places, cite)}", *(f"  {line}" for line in about if line)]
    lines += [f"  - {row_line(study, row, cite)}" for row in sorted(rows, key=lambda row: row.order)]
    if outcomes or study.overall:
        lines.append("  Overall")
        lines += [f"  - {row_line(study, row, cite)}" for row in outcomes]
        if study.overall:
            lines.append(f"  - {study.overall}{_cited(study.overall_places, cite)}")
    return lines


def _treatment(treatment: Treatment, cite: Cite) -> list[str]:
    also = f"Also called: {', '.join(treatment.other_names)}" if treatment.other_names else ""
    lines = _title(treatment.name, also)
    lines += _call_now(treatment.call_now, treatment.call_now_left, cite)
    lines += _sections(treatment.statements, TREATMENT_SECTIONS, cite)
    told = [
        f"{effect.term} ({effect.timing})" + (f": {effect.note}" if effect.note else "") + _cited(effect.places, cite)
        for effect in treatment.effects
    ]
    lines += _part("Side effects", told)
    return lines + _part("Its drugs", [_named(drug.title, drug.subtitle) for drug in treatment.drugs])


def _named(title: str, subtitle: str) -> str:
    return f"{title} ({subtitle})" if subtitle and subtitle.casefold() != title.casefold() else title


def _side_effect(page: SideEffect, cite: Cite) -> list[str]:
    lines = _title(
        _named(page.title, page.clinical_term),
        f"Also called: {', '.join(page.other_terms)}" if page.other_terms else "",
        f"People say: {', '.join(page.synonyms)}" if page.synonyms else "",
        f"The nearest advice: {page.see.title}" if page.see else "",
        f"{phrases.TOLD_APART}: {', '.join(entry.title for entry in page.related)}" if page.related else "",
    )
    lines += _sections(page.statements, SIDE_EFFECT_SECTIONS, cite)
    if page.drugs or page.composite:
        lines += ["", "Treatments that bring it, most frequent first", phrases.DIFFERENT_STUDIES]
        lines += _occurrences(page.drugs, cite)
    if page.composite:
        lines += ["", "Told together with other side effects", *_occurrences(page.composite, cite)]
    lines += _part(
        "In words, by treatment",
        [
            f"{entry.title}: {effect.term} ({effect.timing})"
            + (f": {effect.note}" if effect.note else "")
            + _cited(effect.places, cite)
            for entry, effect in page.treatments
        ],
    )
    lines += _part(
        "Named in a drug's warnings, without a row in its tables",
        [f"{entry.title}: {warning.text}{_cited(warning.places, cite)}" for entry, warning in page.warned],
    )
    names = ", ".join(drug.title for drug in page.not_reported)
    return lines + _part(phrases.first_upper(phrases.NOT_REPORTED), [names] if names else [])


def _occurrences(drugs: Sequence[DrugOccurrences], cite: Cite) -> list[str]:
    lines: list[str] = []
    for drug in drugs:
        without = "" if drug.has_main_study else f" ({phrases.NO_MAIN_STUDY})"
        lines.append(f"- {_named(drug.drug.title, drug.drug.subtitle)}{without}")
        lines += [f"    {row_line(o.study, o.reaction, cite)}" for o in (drug.shown, *drug.others)]
    return lines


def _overview(page: Overview, cite: Cite) -> list[str]:
    lines = _title(page.title)
    for emergency in page.emergencies:
        heading = f"{phrases.CALL_NOW}: {emergency.name}"
        told = (*emergency.signs, *emergency.what_to_do, *emergency.notes)
        lines += _part(heading, [_statement(statement, cite) for statement in told])
    lines += _sections(page.statements, OVERVIEW_SECTIONS, cite)
    helped = [f"{line.name} ({line.country}): {line.text}{_cited(line.places, cite)}" for line in page.help_lines]
    return lines + _part("Help lines", helped)
