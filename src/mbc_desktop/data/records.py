"""What the program knows, as frozen records: the only form in which facts leave the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: A share in per cent, as its source gives it: `86`, `22.0` or `"<1"`.
Share = int | float | str
Arm = Literal["treatment", "comparator"]
Kind = Literal["drug", "treatment", "side_effect", "overview"]

#: The grades that a share can count. `grade3plus` is the source's own "severe": see `Study.severe_means`.
GRADES = ("all", "grade1", "grade2", "grade3", "grade4", "grade1_2", "grade2plus", "grade3plus")


#: Shares are rounded one by one, so that parts may add up to a little more than the whole.
ROUNDING = 1.0


def number(share: Share) -> float:
    """A share as a number to sort and draw by; `"<1"` lies just below 1."""
    return float(share[1:]) - 0.01 if isinstance(share, str) else float(share)


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts were read. `version` is the source's own date, or says that it is undated or a copy."""

    id: str
    title: str
    publisher: str
    url: str
    version: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """A section or table of a source."""

    source: str
    code: str
    locator: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact in words. `text` is for staff; `patient` is plain, and empty where patients are not told."""

    section: str
    text: str
    patient: str
    places: tuple[Place, ...]
    topic: str = ""
    call_now: str = ""
    side_effect: str = ""
    link: str = ""
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A share, and whether we added it up from shares by single grade."""

    share: Share
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    """One row of a study's table: a side effect under its source's own term, with shares in per cent."""

    term: str
    side_effects: tuple[str, ...]
    kind: Literal["clinical", "laboratory"]
    source_kind: Literal["clinical", "laboratory"]
    shares: Mapping[str, Share]
    comparator: Mapping[str, Share]
    severity: Literal["", "severe", "serious", "threshold", "outcome"] = ""
    frequency_text: str = ""
    band: Mapping[str, float] = field(default_factory=dict)
    n: int | None = None
    of_whom: str = ""
    note: str = ""
    places: tuple[Place, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether the row says something about the treatment, and not of the comparator alone."""
        return bool(self.shares or self.frequency_text)

    def shares_of(self, arm: Arm) -> Mapping[str, Share]:
        return self.shares if arm == "treatment" else self.comparator

    def any_grade(self, arm: Arm = "treatment") -> Derived | None:
        """The share with any grade; added up from grades 1 to 4 only where all four are plain numbers."""
        shares = self.shares_of(arm)
        if "all" in shares:
            return Derived(shares["all"])
        return self._sum(shares, "grade1", "grade2", "grade3", "grade4")

    def severe(self, arm: Arm = "treatment") -> Derived | None:
        """The source's own severe share; else grade 3 and grade 4 added up, where both are plain numbers."""
        shares = self.shares_of(arm)
        if "grade3plus" in shares:
            return Derived(shares["grade3plus"])
        return self._sum(shares, "grade3", "grade4")

    def _sum(self, shares: Mapping[str, Share], *grades: str) -> Derived | None:
        """Grades added up. Not for outcomes, and not above the whole: there a person counts in several grades."""
        parts = [shares.get(grade) for grade in grades]
        plain = [part for part in parts if isinstance(part, int | float)]
        total = round(sum(plain), 2)
        most = number(shares.get("all", 100)) + ROUNDING
        if len(plain) < len(parts) or self.severity == "outcome" or total > most:
            return None
        return Derived(int(total) if total == int(total) else total, derived=True)

    @property
    def order(self) -> tuple[int, float, float]:
        """Sort key of the house rule, most frequent first: any grade, "at least", bands, reported."""
        if self.severity:
            return (4, 0.0, 0.0)
        if share := self.any_grade():
            return (0, -number(share.share), 0.0)
        if self.shares:
            return (1, -max(map(number, self.shares.values())), 0.0)
        if self.band:
            lower = self.band.get("more_than", self.band.get("at_least", 0.0))
            return (2, -lower, -self.band.get("up_to", self.band.get("below", 100.0)))
        return (3, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Study:
    """One study, pool or leaflet with its table. `n` is None where the source does not count its people."""

    id: str
    name: str
    regimen: str
    population: str
    setting: Literal["metastatic", "early", "other cancers", "mixed", "not stated"]
    severe_means: str
    places: tuple[Place, ...]
    trial: str = ""
    main_position: int | None = None
    main_for: str = ""
    main_reason: str = ""
    n: int | None = None
    n_total: int | None = None
    comparator: str = ""
    comparator_n: int | None = None
    grading: str = ""
    threshold: str = ""
    overall: str = ""
    overall_places: tuple[Place, ...] = ()
    note: str = ""
    #: For patients, where the study's own words are technical; "" where they are plain.
    plain_name: str = ""
    plain_regimen: str = ""
    plain_comparator: str = ""
    reactions: tuple[Reaction, ...] = ()

    @property
    def main(self) -> bool:
        """Whether this is the drug's main study for a use; `main_position` 0 is its most important use."""
        return self.main_position is not None


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that decides between treatments: ("her2", "negative")."""

    kind: str
    value: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """How far a page has come: a draft until a reviewer's name stands in its file. `superseded` says by what."""

    written: str = ""
    reviewed_by: str = ""
    reviewed_on: str = ""
    superseded: str = ""

    @property
    def told(self) -> str:
        if self.superseded:
            return f"Superseded: {self.superseded}. Written {self.written}."
        if self.reviewed_by:
            return f"Reviewed by {self.reviewed_by} on {self.reviewed_on}. Written {self.written}."
        return f"Draft, written {self.written}, not reviewed by a clinician."


@dataclass(frozen=True, slots=True)
class Explained:
    """A technical word of staff's texts, in the forms in which it stands there, and what it means."""

    id: str
    words: tuple[str, ...]
    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the treatment list, or a link to a page. `group` is a drug's treatment."""

    id: str
    kind: Kind
    title: str
    subtitle: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Drug:
    id: str
    name: str
    brand_names: tuple[str, ...]
    short_names: tuple[str, ...]
    treatment: Entry
    drug_class: str
    routes: tuple[str, ...]
    factors: tuple[Factor, ...]
    statements: tuple[Statement, ...]
    studies: tuple[Study, ...]
    not_found: tuple[str, ...]
    written: str
    call_now: tuple[Statement, ...] = ()
    call_now_left: int = 0
    side_effect_titles: Mapping[str, str] = field(default_factory=dict)
    regimens: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    state: State = State()


@dataclass(frozen=True, slots=True)
class TreatmentEffect:
    """A side effect as a treatment's page tells it: in words, with its timing."""

    term: str
    timing: str
    note: str
    side_effect: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Treatment:
    id: str
    name: str
    other_names: tuple[str, ...]
    statements: tuple[Statement, ...]
    effects: tuple[TreatmentEffect, ...]
    drugs: tuple[Entry, ...]
    not_found: tuple[str, ...]
    written: str
    call_now: tuple[Statement, ...] = ()
    call_now_left: int = 0
    sources: tuple[Source, ...] = ()
    state: State = State()
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One side effect with one drug, in one study (whose `reactions` are left out)."""

    drug: Entry
    study: Study
    reaction: Reaction


@dataclass(frozen=True, slots=True)
class DrugOccurrences:
    """All that is known of one side effect with one drug. `shown` is what lists sort and show.

    `has_main_study`: the drug has a main study, whether or not that is the one shown.
    """

    drug: Entry
    shown: Occurrence
    others: tuple[Occurrence, ...]
    has_main_study: bool


@dataclass(frozen=True, slots=True)
class SideEffect:
    """A side effect. `listed` ones have a name, a definition and rows, but no advice in our sources.

    `see` is the page with the nearest advice; `related` are the listed ones that point here in turn: parts of this
    side effect that sources tell apart. `warned` are the drugs whose warnings name it but no row; `not_reported` the
    drugs that neither a row nor a warning names, here or there. `danger` ranks those
    that can need help at once: 1 is an emergency or threatens life, 3 the least; 0 is not ranked.
    """

    id: str
    title: str
    clinical_term: str
    other_terms: tuple[str, ...]
    synonyms: tuple[str, ...]
    body_system: str
    laboratory: bool
    listed: bool
    see: Entry | None
    related: tuple[Entry, ...]
    statements: tuple[Statement, ...]
    drugs: tuple[DrugOccurrences, ...]
    composite: tuple[DrugOccurrences, ...]
    not_reported: tuple[Entry, ...]
    treatments: tuple[tuple[Entry, TreatmentEffect], ...]
    not_found: tuple[str, ...]
    written: str
    sources: tuple[Source, ...] = ()
    state: State = State()
    warned: tuple[tuple[Entry, Statement], ...] = ()
    danger: int = 0


@dataclass(frozen=True, slots=True)
class Emergency:
    id: str
    name: str
    side_effect: str
    signs: tuple[Statement, ...]
    what_to_do: tuple[Statement, ...]
    notes: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpLine:
    name: str
    text: str
    country: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What metastatic breast cancer is, what decides, emergencies and help lines."""

    id: str
    title: str
    statements: tuple[Statement, ...]
    emergencies: tuple[Emergency, ...]
    help_lines: tuple[HelpLine, ...]
    not_found: tuple[str, ...]
    written: str
    sources: tuple[Source, ...] = ()
    state: State = State()


@dataclass(frozen=True, slots=True)
class Edition:
    """Which content this is. `code` is a hash of the content, short enough to read aloud."""

    content_date: str
    code: str
    reviewed_by: str = ""
    reviewed_on: str = ""

    @property
    def review(self) -> str:
        if self.reviewed_by:
            return f"Reviewed by {self.reviewed_by} on {self.reviewed_on}."
        return "No clinician has reviewed this content yet."


Page = Drug | Treatment | SideEffect | Overview
