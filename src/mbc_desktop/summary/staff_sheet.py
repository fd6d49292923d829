"""The staff sheet of a drug or a treatment: numbers with their study, both arms and places."""

from mbc_desktop.data.records import Drug, Study, Treatment
from mbc_desktop.data.sections import TREATMENT_SECTIONS
from mbc_desktop.summary import parts, phrases
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.parts import Part, Sheet
from mbc_desktop.summary.study_table import others_part, study_part

LABEL = "For staff"
#: Settings, the nearest to metastatic breast cancer first.
NEAREST = ("metastatic", "mixed", "not stated", "early", "other cancers")


def of_drug(drug: Drug, *, all_studies: bool = False) -> Sheet:
    """Uses and schedule, the main study's table (`all_studies`: every table), then all of the safety, then sources."""
    citations = Citations(drug.sources)
    printed = drug.studies if all_studies else _main(drug.studies)

    def section(heading: str, *keys: str, needed: bool = False) -> Part | None:
        statements = [s for key in keys for s in drug.statements if s.section == key]
        return parts.section(heading, statements, "staff", citations, needed=needed)

    has_main = any(study.main for study in drug.studies)
    several = phrases.DIFFERENT_STUDIES if len(printed) > 1 else ""
    note = " ".join(filter(None, ("" if has_main or not drug.studies else phrases.NO_MAIN_STUDY_WHY, several)))
    lead = "; ".join(filter(None, (drug.treatment.title, drug.drug_class, ", ".join(drug.routes))))
    factors = [parts.item_of(f"{value}.", kind) for kind, value in phrases.factors(drug)]
    used = [section("Used for", "indications", "eligibility_notes", needed=True)]
    given = [
        parts.items_part("What decides", factors),
        section("How it is given", "forms", "usual_schedule", needed=True),
    ]
    return parts.sheet(
        "staff",
        label=LABEL,
        title=phrases.first_upper(drug.name),
        subtitle=phrases.names(drug),
        lead=f"{lead}.",
        parts=[
            parts.side_by_side(used, given),
            parts.dense([section("Boxed warnings", "boxed_warnings")]),
            parts.columns(
                [
                    {"part": "heading", "heading": "Side effects", "note": note},
                    *(study_part(study, citations) for study in printed),
                    section("Warnings", "warnings"),
                    section("Monitoring", "monitoring", needed=True),
                    section("When not to use it", "contraindications", needed=True),
                    section("Interactions", "interactions", needed=True),
                    section("Pregnancy and fertility", "pregnancy_and_fertility", needed=True),
                    *(_rest(drug, citations) if all_studies else ()),
                    parts.not_found(drug.not_found),
                    others_part([study for study in drug.studies if study not in printed]),
                    parts.full_sources(citations, whole=all_studies),
                ]
            ),
        ],
    )


def _rest(drug: Drug, citations: Citations) -> list[Part | None]:
    """What is not needed at a glance: how it works, what patients are told, status and evidence."""

    def section(heading: str, *keys: str) -> Part | None:
        return parts.section(
            heading, [s for key in keys for s in drug.statements if s.section == key], "staff", citations
        )

    return [
        section("How it works", "mechanism"),
        parts.call_now(drug.call_now, drug.call_now_left, citations, heading="Patients are told: call now"),
        section("Advice for the patient", "advice"),
        section("Status and evidence of benefit", "status", "evidence_of_benefit"),
    ]


def _main(studies: tuple[Study, ...]) -> tuple[Study, ...]:
    """The most important use's main study; else the fullest table nearest to metastatic breast cancer."""
    if not studies or studies[0].main:
        return studies[:1]
    rows = {study.id: sum(row.severity != "outcome" for row in study.reactions) for study in studies}
    nearest = min(studies, key=lambda study: (not rows[study.id], NEAREST.index(study.setting), -rows[study.id]))
    return (nearest,)


def of_treatment(treatment: Treatment, *, all_studies: bool = False) -> Sheet:
    """Every statement with its places, the side effects in words, and the sources (`all_studies`: whole)."""
    citations = Citations(treatment.sources)
    told = parts.sections(treatment.statements, TREATMENT_SECTIONS, "staff", citations)
    effects = [
        parts.item_of(f"{effect.timing}. {effect.note}".strip(), effect.term, citations.cite(effect.places))
        for effect in treatment.effects
    ]
    drugs = [parts.item_of(f"{d.title} ({d.subtitle})" if d.subtitle else d.title) for d in treatment.drugs]
    return parts.sheet(
        "staff",
        label=LABEL,
        title=treatment.name,
        subtitle=f"Also called: {', '.join(treatment.other_names)}" if treatment.other_names else "",
        lead="",
        parts=[
            parts.columns(
                [
                    *told,
                    parts.items_part("Side effects, with their timing", effects),
                    parts.items_part("Its drugs in this reference", drugs),
                    parts.not_found(treatment.not_found),
                    parts.full_sources(citations, whole=all_studies),
                ]
            )
        ],
    )
