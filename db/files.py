"""What each content file may hold, as structs. A key that is not here is an error of the file."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

Below = Annotated[str, Meta(pattern=r"^<\d+(\.\d+)?$")]
Percent = Annotated[int, Meta(ge=0, le=100)] | Annotated[float, Meta(ge=0, le=100)] | Below | None
Count = Annotated[int, Meta(ge=1)]
Setting = Literal["metastatic", "early", "other cancers", "mixed", "not stated"]
Severity = Literal["", "severe", "serious", "threshold", "outcome"]
Route = Literal["by mouth", "into a vein", "under the skin", "into a muscle", "into the spinal fluid"]

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
    plain_name: str = ""
    plain_regimen: str = ""
    plain_comparator: str = ""


class FactorEntry(Struct, frozen=True, forbid_unknown_fields=True):
    kind: Literal["hormone_receptor", "her2", "biomarker", "menopause", "route", "site"]
    value: Annotated[str, Meta(min_length=2)]
    places: Annotated[list[str], Meta(min_length=1)]


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


class Reviewed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every file may say of its own state; without a reviewer it is a draft."""

    written: date
    reviewed_by: str = ""
    reviewed_on: date | None = None
    superseded: str = ""


class DrugFile(Reviewed, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="drug", kw_only=True):
    name: str
    brand_names: list[str]
    treatment: str
    drug_class: str
    routes: list[Route]
    not_found: list[str]
    eligibility: Eligibility
    study: list[Study]
    short_names: list[str] = []
    regimens: list[str] = []
    factor: list[FactorEntry] = []
    main_study: list[MainStudy] = []
    mechanism: list[Statement] = []
    benefit: list[Statement] = []
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


class TreatmentFile(Reviewed, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="treatment", kw_only=True):
    name: str
    not_found: list[str]
    other_names: list[str] = []
    factor: list[FactorEntry] = []
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


class SideEffectFile(Reviewed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: str
    clinical_term: str
    synonyms: list[str]
    body_system: str
    laboratory: bool
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


class ListedTerm(Reviewed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: str
    clinical_term: str
    synonyms: list[str]
    body_system: str
    laboratory: bool
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


class OverviewFile(Reviewed, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="overview", kw_only=True):
    title: str
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


class GlossaryEntry(Struct, frozen=True, forbid_unknown_fields=True):
    words: Annotated[list[str], Meta(min_length=1)]
    text: Annotated[str, Meta(min_length=2)]
    places: Annotated[list[str], Meta(min_length=1)]


class LexiconEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """What people say for a side effect, and its short forms."""

    says: list[Annotated[str, Meta(min_length=2)]] = []
    short: list[Annotated[str, Meta(min_length=2)]] = []


class SharedExpression(Struct, frozen=True, forbid_unknown_fields=True):
    """An expression that is meant to lead to more than one side effect."""

    says: Annotated[str, Meta(min_length=1)]
    pages: Annotated[list[str], Meta(min_length=2)]
    why: Annotated[str, Meta(min_length=2)]


class SharedFile(Struct, frozen=True, forbid_unknown_fields=True):
    shared: list[SharedExpression] = []


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
