"""The patient's sheet of a drug or a treatment: what to do first, numbers as "N out of 100 people"."""

from collections.abc import Iterable, Sequence

from mbc_desktop.data.records import Drug, Source, Statement, Study, Treatment
from mbc_desktop.data.sections import TREATMENT_SECTIONS
from mbc_desktop.summary import parts, phrases
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.most_frequent import Shown, most_frequent
from mbc_desktop.summary.parts import Part, Sheet, SideEffectOf

#: Side effects with a picture and what helps; side effects in all.
PICTURES = 3
SIDE_EFFECTS = 10
#: Lines of "what helps" under a picture: more stand on the side effect's own sheet.
HELPS = 2
#: Warnings told whole, the gravest first; the others are named.
WARNINGS = 6


def of_drug(drug: Drug, side_effect_of: SideEffectOf, clinic: Clinic = BLANK) -> Sheet:
    """The parts in the order of reading: call now, how to take it, side effects, warnings, advice, notes, sources."""
    shown = most_frequent(drug, side_effect_of, SIDE_EFFECTS)
    citations = Citations(_sources(drug, shown))
    felt = [one for one in shown if not one[0].laboratory][:PICTURES]
    rest = [one for one in shown if one not in felt]

    def section(heading: str, *keys: str, needed: bool = False) -> Part | None:
        statements = [s for key in keys for s in drug.statements if s.section == key]
        return parts.section(heading, statements, "patient", citations, needed=needed)

    return parts.sheet(
        "patient",
        label="For patients",
        title=phrases.first_upper(drug.name),
        subtitle=phrases.names(drug),
        lead=f"{phrases.drug_is(drug)} {phrases.given(drug.routes)}".strip(),
        parts=[
            parts.call_now(drug.call_now, drug.call_now_left, citations, clinic=clinic),
            section("How it works", "mechanism"),
            section(
                "How you take it" if drug.routes == ("by mouth",) else "How it is given", "usual_schedule", needed=True
            ),
            _pictures(felt, citations, phrases.no_main_study_plain(drug)),
            *_tables(rest, citations),
            _more(drug, shown, citations),
            _warnings(drug, citations),
            section("What you can do", "advice", needed=True),
            section("Other medicines and food", "interactions"),
            section("Pregnancy and fertility", "pregnancy_and_fertility", needed=True),
            parts.items_part("Tell us in your own words", [parts.item_of(question) for question in phrases.TEACH_BACK]),
            parts.writing("Notes", 3),
            parts.short_sources(citations),
        ],
    )


def of_treatment(treatment: Treatment, clinic: Clinic = BLANK) -> Sheet:
    """The treatment's own statements in the page's order; its side effects stand in words, with their timing."""
    citations = Citations(treatment.sources)
    first, others = _lead(treatment.statements)
    told: list[Part | None] = [
        parts.call_now(treatment.call_now, treatment.call_now_left, citations, clinic=clinic),
    ]
    for key, heading in TREATMENT_SECTIONS.items():
        if key == "effects_note":
            told.append(_effects(treatment, citations))
        told.append(parts.section(heading, [s for s in others if s.section == key], "patient", citations))
    drugs = [parts.item_of(f"{d.title} ({d.subtitle})" if d.subtitle else d.title) for d in treatment.drugs]
    return parts.sheet(
        "patient",
        label="For patients",
        title=treatment.name,
        subtitle=f"Also called: {', '.join(treatment.other_names)}" if treatment.other_names else "",
        lead=first,
        parts=[
            *told,
            parts.items_part("Its drugs in this reference", drugs),
            parts.writing("Notes", 3),
            parts.short_sources(citations),
        ],
    )


def _lead(statements: Sequence[Statement]) -> tuple[str, list[Statement]]:
    """The main message, and the statements that are left: the first plain words on what it is."""
    for statement in statements:
        if statement.section == "what_it_is" and statement.patient:
            return statement.patient, [s for s in statements if s is not statement]
    return "", list(statements)


def _sources(drug: Drug, shown: Iterable[Shown]) -> list[Source]:
    return [*drug.sources, *(source for side_effect, _ in shown for source in side_effect.sources)]


def _warnings(drug: Drug, citations: Citations) -> Part | None:
    """Boxed warnings, then those that are a reason to call, then the rest: the first ones whole, others by topic."""
    told = [s for s in drug.statements if s.section in ("boxed_warnings", "warnings") and s.patient]
    gravest = sorted(told, key=lambda s: (s.section != "boxed_warnings", not s.call_now))
    whole = [s for s in told if s in gravest[:WARNINGS]]
    part = parts.section("Warnings", whole, "patient", citations)
    topics = [s.topic for s in told if s not in whole and s.topic]
    if part and topics:
        part["items"].append(parts.item_of(f"{'; '.join(topics)}.", phrases.ALSO_WARNED))
    return part


def _pictures(felt: Sequence[Shown], citations: Citations, no_main_study: str) -> Part | None:
    entries = []
    for side_effect, occurrence in felt:
        citations.cite(occurrence.reaction.places or occurrence.study.places)
        helps = [s for s in side_effect.statements if s.section == "what_helps" and s.patient][:HELPS]
        for statement in helps:
            citations.cite(statement.places)
        entries.append(parts.picture(side_effect, occurrence, [s.patient for s in helps]))
    if not entries:
        return None
    pictures = parts.PICTURE_NOTE if any(entry["crossed"] is not None for entry in entries) else ""
    note = " ".join(filter(None, (no_main_study, pictures)))
    return {"part": "pictures", "heading": "The side effects that come most often", "note": note, "entries": entries}


def _tables(rest: Sequence[Shown], citations: Citations) -> list[Part | None]:
    """The other side effects, a table for each study, so that study, arms and people counted are always in sight."""
    tables: dict[str, list[Shown]] = {}
    for one in rest:
        tables.setdefault(one[1].study.id, []).append(one)
    if not tables:
        return []
    made = [_table(rows[0][1].study, rows, citations) for rows in tables.values()]
    note = phrases.DIFFERENT_STUDIES if len(made) > 1 else ""
    return [{"part": "counts", "heading": "Other side effects", "note": note, "tables": made}]


def _table(study: Study, rows: Sequence[Shown], citations: Citations) -> Part:
    """`{"caption", "head": [...], "rows": [[side effect, with the treatment, with the comparator], ...]}`"""
    compared = bool(study.comparator) and any(occurrence.reaction.comparator for _, occurrence in rows)
    head = ["Side effect", f"With {study.regimen} ({phrases.people(study.n, study.n_total)})"]
    if compared:
        head.append(f"With {study.comparator} ({phrases.people(study.comparator_n)})")
    cells = []
    for side_effect, occurrence in rows:
        reaction = occurrence.reaction
        citations.cite(reaction.places or study.places)
        own = f" ({phrases.counted(study, reaction)})" if reaction.n or reaction.of_whom else ""
        grade = phrases.grade_counted(study, reaction)
        told = phrases.patient_share(study, reaction) + (f", {grade}" if grade else "") + own
        term = parts.counted_as(side_effect, occurrence)
        row = [side_effect.title + (f" ({term})" if term else ""), told]
        if compared:
            row.append(phrases.patient_share(study, reaction, "comparator") or phrases.NOT_STATED)
        cells.append(row)
    setting = phrases.setting(study)
    caption = f"Study: {study.name}" + (f" ({setting})" if setting else "")
    return {"caption": caption, "head": head, "rows": cells}


def _more(drug: Drug, shown: Sequence[Shown], citations: Citations) -> Part | None:
    """The rest by name, so that nothing reported is left out; first those that a source tells in words alone."""
    told = {side_effect.id for side_effect, _ in shown}
    counted = {key for study in drug.studies for row in study.reactions if row.shares for key in row.side_effects}
    words: dict[str, str] = {}
    for study in drug.studies:
        for row in study.reactions:
            if row.frequency_text and not row.band and not row.shares and not row.severity:
                for key in set(row.side_effects) - told - counted:  # words never stand in for a figure
                    citations.cite(row.places or study.places)
                    words[key] = f"{phrases.source_words(row)}. With {study.regimen}, in the study {study.name}."
    items = [parts.item_of(phrases.first_upper(said), drug.side_effect_titles[key]) for key, said in words.items()]
    names = [title for key, title in drug.side_effect_titles.items() if key not in told and key not in words]
    if names:
        items.append(parts.item_of(f"{'; '.join(sorted(names, key=str.casefold))}.", phrases.ALSO_REPORTED))
    return parts.items_part("More side effects in our sources", items)


def _effects(treatment: Treatment, citations: Citations) -> Part | None:
    items = []
    for effect in treatment.effects:
        citations.cite(effect.places)
        timing = phrases.TIMING.get(effect.timing, effect.timing)
        items.append(parts.item_of(" ".join(filter(None, (timing, effect.note))), effect.term))
    return parts.items_part("Side effects", items)
