"""Numbers in words: the house rules of `product.md`, one place for screen, paper and command line."""

from decimal import ROUND_HALF_UP, Decimal

from mbc_desktop.data.records import Arm, Edition, Reaction, Share, Study, number

NOT_IN_SOURCES = "Not in our sources."
NOT_KNOWN = "Reported; how often is not known"
DIFFERENT_STUDIES = (
    "These come from different studies. The people were different, so small gaps mean little."
)
SUPPORTS = "This supports, and does not replace, the care team's advice."
NO_MAIN_STUDY = "no main study"

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


def out_of_100(share: Share, n: int | None = None) -> str:
    """A share for patients: "about 86 out of 100 people". A measured 0 names the people counted."""
    value = number(share)
    if isinstance(share, str):
        return f"fewer than {share[1:]} out of 100 people"
    if value == 0:
        return f"0 of {n} people" if n else "none of the people counted"
    if value < 1:
        return "fewer than 1 out of 100 people"
    if value == 100:
        return f"all of {n} people" if n else "all of the people counted"
    if value >= 99.5:
        return "more than 99 out of 100 people"
    return f"about {whole(share)} out of 100 people"


def band(reaction: Reaction) -> str:
    """The limits that a source's words state, and no others: "more than 10 out of 100"."""
    limits = reaction.band
    words = {"more_than": "more than", "at_least": "at least", "up_to": "up to", "below": "fewer than"}
    told = [f"{words[key]} {limits[key]:g}" for key in ("more_than", "at_least", "up_to", "below") if key in limits]
    return f"{', '.join(told)} out of 100" if told else ""


def grades(reaction: Reaction, arm: Arm = "treatment") -> str:
    """The shares by grade as they stand: "grade 3: <1%, grade 4: 0%"."""
    shares = reaction.shares_of(arm)
    told = (g for g in GRADE if g in shares and g not in ("all", "grade3plus"))
    return ", ".join(f"{GRADE[grade]}: {percent(shares[grade])}" for grade in told)


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
        return grades(reaction, arm)
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


def patient_sentence(study: Study, reaction: Reaction) -> str:
    """A row for patients: how many of 100, with which regimen, in which study, and the other group."""
    where = f"taking {study.regimen} in the study {study.name}"
    if study.setting != "metastatic":
        where += f" ({SETTING[study.setting]})"
    share = reaction.any_grade()
    if share is None:
        told = frequency(reaction)
        return f"{told[0].upper()}{told[1:]}, {where}."
    said = out_of_100(share.share, reaction.n or study.n)
    sentence = f"{said[0].upper()}{said[1:]} {where} had this"
    other = reaction.any_grade("comparator")
    if other and study.comparator:
        sentence += f"; {out_of_100(other.share, study.comparator_n)} taking {study.comparator}"
    return sentence + "."


def edition_line(edition: Edition) -> str:
    """Which content this is, for the foot of every page."""
    return f"Content of {edition.content_date} · edition {edition.code} · {edition.review}"
