"""Numbers in words: the house rules of `product.md`, one place for screen, paper and command line."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from mbc_desktop.data.records import Arm, Drug, Edition, Reaction, Share, Study, TreatmentEffect, number

NOT_IN_SOURCES = "Not in our sources."
NOT_KNOWN = "Reported; how often is not known"
DIFFERENT_STUDIES = "These come from different studies. The people were different, so small gaps mean little."
SUPPORTS = "This supports, and does not replace, the care team's advice."
#: Months after which the start page says how old the content is.
OLD_AFTER = 6
NO_MAIN_STUDY = "no main study"
NO_MAIN_STUDY_WHY = "This drug has no main study. What stands here are the best other figures, each with its study."
CALL_NOW = "Call now"
NOT_REPORTED = "not reported in our sources"
NOT_STATED = "not stated"
SOURCE_SAYS = "in the source's words"
TOLD_APART = "Told apart on pages of their own"
COUNTED_AS = "in the study:"

EMPTY_CELL = "\N{EN DASH}"
EMPTY_CELL_MEANS = f"{EMPTY_CELL} stands for: not stated."
ANY_NOT_STATED = "any grade not stated"
ARMS: tuple[Arm, Arm] = ("treatment", "comparator")

#: When a side effect of a treatment comes, as the content says it.
TIMING = {
    "early": "Early: during treatment or soon after it.",
    "late": "Late: months or years after it.",
    "early or late": "Early or late.",
    "any time": "At any time.",
    "varies": "The time varies.",
    "not stated": "When is not stated.",
}

#: The mark of a share that we added up from the source's shares by grade.
ADDED_UP = "†"

#: What a study's own severe share counts.
SEVERE = {"3-4": "grade 3 or 4", "3-5": "grade 3 or higher", "3": "grade 3", "not stated": "severe, grades not stated"}
SEVERE_ADDED_UP = "grade 3 or 4, added up"
ANY_ADDED_UP = "any grade, added up"

#: A share by grade, in words.
GRADE = {
    "all": "any grade",
    "grade1": "grade 1",
    "grade2": "grade 2",
    "grade3": "grade 3",
    "grade4": "grade 4",
    "grade1_2": "grade 1 or 2",
    "grade2plus": "grade 2 or higher",
    "grade3plus": "severe",
}

#: Settings that say more than "metastatic" stand wherever the number stands.
SETTING = {
    "metastatic": "metastatic breast cancer",
    "early": "early breast cancer, not metastatic",
    "other cancers": "other cancers, not breast cancer",
    "mixed": "metastatic breast cancer and other uses together",
    "not stated": "which stage of cancer is not stated",
}
SEVERITY = {
    "severe": "severe cases only",
    "serious": "serious cases only",
    "threshold": "beyond a limit that the row names",
    "outcome": "outcome",
}


def whole(share: Share) -> int:
    """The nearest whole number; halves round up."""
    return int(Decimal(str(number(share))).quantize(Decimal(1), ROUND_HALF_UP))


def percent(share: Share) -> str:
    """A share for staff, as its source gives it: "86%", "<1%"."""
    return f"{share}%"


def band(reaction: Reaction) -> str:
    """The limits that a source's words state, and no others: "more than 10 out of 100"."""
    limits = reaction.band
    words = {"more_than": "more than", "at_least": "at least", "up_to": "up to", "below": "fewer than"}
    told = [f"{words[key]} {limits[key]:g}" for key in ("more_than", "at_least", "up_to", "below") if key in limits]
    return f"{', '.join(told)} out of 100" if told else ""


def grades(reaction: Reaction, arm: Arm = "treatment") -> str:
    """The shares by grade as they stand: "grade 3: <1%, grade 4: 0%"."""
    return _told(reaction, arm, [grade for grade in GRADE if grade not in ("all", "grade3plus")])


def severe_grades(reaction: Reaction, arm: Arm = "treatment") -> str:
    """The same for grades 3 and 4 alone: what stands under "severe" where they cannot be added up."""
    return _told(reaction, arm, ["grade3", "grade4"])


def lower_grades(reaction: Reaction, arm: Arm = "treatment") -> str:
    """The shares of grades below 3, which never stand under "severe"; "" where they are added up to any grade."""
    share = reaction.any_grade(arm)
    if share and share.derived:
        return ""
    return _told(reaction, arm, ["grade1", "grade2", "grade1_2", "grade2plus"])


def lower_grades_of_both(reaction: Reaction) -> str:
    """The same for both arms: "grade 1 or 2: 74%; comparison group, grade 1 or 2: 80%"."""
    other = lower_grades(reaction, "comparator")
    return "; ".join(filter(None, (lower_grades(reaction), f"comparison group, {other}" if other else "")))


def plain_note(note: str) -> str:
    """A note on a table in words: the pack's names of its columns are not for readers."""
    return re.sub(r"g3plus(?:_pct)?", "the severe share", re.sub(r"\ball_pct\b", "the any-grade share", note))


def _told(reaction: Reaction, arm: Arm, wanted: Sequence[str]) -> str:
    shares = reaction.shares_of(arm)
    return ", ".join(f"{GRADE[grade]}: {percent(shares[grade])}" for grade in wanted if grade in shares)


def severe_grades_cell(reaction: Reaction, arm: Arm) -> str:
    """The shares by grade for a table's cell: "3: <1%, 4: 0%"; the table's legend says what 3 and 4 are."""
    return severe_grades(reaction, arm).replace("grade ", "").replace(": ", ":\N{NO-BREAK SPACE}")


def frequency(reaction: Reaction, arm: Arm = "treatment") -> str:
    """How often, any grade, in few words for staff."""
    if share := reaction.any_grade(arm):
        return percent(share.share) + (f" ({ANY_ADDED_UP})" if share.derived else "")
    if shares := reaction.shares_of(arm):
        grade, most = max(shares.items(), key=lambda item: number(item[1]))
        return f"at least {percent(most)} ({GRADE[grade]})"
    if arm == "comparator":
        return ""
    if reaction.band:
        return band(reaction)
    return reaction.frequency_text or NOT_KNOWN


def severe(reaction: Reaction, study: Study, arm: Arm = "treatment") -> str:
    """How often severe, with what counts as severe; "" where the source does not say."""
    share = reaction.severe(arm)
    if share is None:
        return severe_grades(reaction, arm)
    means = SEVERE_ADDED_UP if share.derived else SEVERE[study.severe_means]
    return f"{percent(share.share)} {means}"


def people(n: int | None, n_total: int | None = None) -> str:
    """How many were counted; said plainly where the source is silent."""
    if n is not None:
        return f"{n:,} people"
    if n_total is not None:
        return f"{n_total:,} people, both groups together"
    return "number of people not stated"


def counted(study: Study, reaction: Reaction | None = None) -> str:
    """The people counted for a row: its own number where it has one."""
    own = reaction.n if reaction else None
    told = people(own or study.n, None if own else study.n_total)
    return f"{told} ({reaction.of_whom})" if reaction and reaction.of_whom else told


def source_words(reaction: Reaction) -> str:
    """What the source says where it gives no share: "in the source's words: common (may affect up to 1 in 10)"."""
    return f"{SOURCE_SAYS}: {reaction.frequency_text}" if reaction.frequency_text else ""


def setting(study: Study) -> str:
    """The setting where it is another than metastatic breast cancer, which stands wherever the number stands."""
    return "" if study.setting == "metastatic" else SETTING[study.setting]


def when(effect: TreatmentEffect) -> str:
    """When a side effect of a treatment comes."""
    return TIMING.get(effect.timing, effect.timing)


def effect_in_words(effect: TreatmentEffect) -> str:
    """When a side effect of a treatment comes, and what is known of it."""
    return f"{when(effect)} {effect.note}".strip()


def first_upper(words: str) -> str:
    """The words with a capital first letter; "iPhone" style names are not in the content."""
    return words[:1].upper() + words[1:]


def main_use(study: Study) -> str:
    """Of which use a study is the main one: "main study: with fulvestrant"; "" for the others."""
    return f"main study: {study.main_for}" if study.main else ""


def arms(study: Study) -> str:
    """Who was compared with whom, and the people counted: one line for staff."""
    if not study.comparator:
        return f"{study.regimen}: {people(study.n, study.n_total)}"
    if study.n is None and study.n_total is not None:
        return f"{study.regimen} against {study.comparator}: {people(None, study.n_total)}"
    return f"{study.regimen}: {people(study.n)}; {study.comparator}: {people(study.comparator_n)}"


def against(study: Study) -> str:
    """The comparison group and its people; "" where there is none."""
    return f"against {study.comparator}, {people(study.comparator_n)}" if study.comparator else ""


def severe_legend(study: Study) -> str:
    """What counts as severe in a study's table, in words, for the line under the table's head."""
    means = SEVERE[study.severe_means]
    rows = study.reactions
    shares = [share for row in rows for arm in ARMS if (share := row.severe(arm))]
    own = any(not share.derived for share in shares)
    added = any(share.derived for share in shares)
    told = [f"Severe: {means}." if own else ""]
    if added:
        told.append(f"{ADDED_UP} {SEVERE_ADDED_UP} by us, from the source's two shares.")
    if any(share.derived for row in rows for arm in ARMS if (share := row.any_grade(arm))):
        told.append(f"{ADDED_UP} Under any grade: {ANY_ADDED_UP} by us, from the source's shares of grades 1 to 4.")
    if any(row.severe(arm) is None and severe_grades(row, arm) for row in rows for arm in ARMS):
        told.append("Where shares by grade cannot be added up, they stand apart: 3: is grade 3, 4: is grade 4.")
    return " ".join(filter(None, told))


def more_to_call(left: int) -> str:
    """Where the rest of the "call now" lines stands."""
    if left == 0:
        return ""
    reasons = "1 more reason" if left == 1 else f"{left} more reasons"
    stand = "stands" if left == 1 else "stand"
    return f"{reasons} to call {stand} on the sheets of the single side effects. Ask your care team for them."


#: Kinds of factors, as staff read them.
FACTOR = {
    "her2": "HER2",
    "hormone_receptor": "Hormone receptors",
    "menopause": "Menopause",
    "biomarker": "Marker",
    "route": "Route",
}


def factors(drug: Drug) -> list[tuple[str, str]]:
    """What decides for the drug, by kind: [("HER2", "low or positive"), ...]; the route is told elsewhere."""
    kinds = dict.fromkeys(factor.kind for factor in drug.factors if factor.kind != "route")
    return [
        (FACTOR.get(kind, first_upper(kind)), " or ".join(f.value for f in drug.factors if f.kind == kind))
        for kind in kinds
    ]


def group_title(group: str) -> str:
    """A treatment's name by its id: `targeted-therapy` as "Targeted therapy"."""
    return first_upper(group.replace("-", " "))


def names(drug: Drug) -> str:
    """Brand names, other short names and regimens in one line under the title; "" where there are none."""
    also = f"Also called: {', '.join(drug.short_names)}" if drug.short_names else ""
    regimens = f"Part of the regimens {', '.join(drug.regimens)}" if drug.regimens else ""
    return " · ".join(filter(None, (brands(drug.brand_names), also, regimens)))


def brands(brand_names: Sequence[str]) -> str:
    """The brand names as they are said on a sheet; "" where there are none."""
    if not brand_names:
        return ""
    return f"Brand name{'s' if len(brand_names) > 1 else ''}: {', '.join(brand_names)}"


def age(edition: Edition, today: date) -> str:
    """How old the content is, once that is more than six months; "" before, and where a clock runs behind."""
    made = date.fromisoformat(edition.content_date)
    months = (today.year - made.year) * 12 + today.month - made.month - (today.day < made.day)
    if months < OLD_AFTER:
        return ""
    return f"This content is {months} months old. Ask whoever looks after this program for a newer edition."


def edition_line(edition: Edition) -> str:
    """Which content this is, for the foot of every page."""
    return f"Content of {edition.content_date} · edition {edition.code} · {edition.review}"
