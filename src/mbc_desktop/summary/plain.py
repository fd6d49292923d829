"""Numbers and studies in a patient's words: the house rules of `product.md` for what patients read."""

import re
from collections.abc import Sequence

from mbc_desktop.data.records import Arm, Drug, Reaction, Share, Study, number
from mbc_desktop.summary import phrases

#: What the grades of CTCAE mean, as the glossary tells it.
GRADE = {
    "grade1": "mild ones only (grade 1)",
    "grade2": "moderate ones only (grade 2)",
    "grade3": "severe ones only (grade 3)",
    "grade4": "those that threatened life only (grade 4)",
    "grade1_2": "mild and moderate ones only (grade 1 or 2)",
    "grade2plus": "moderate ones and worse (grade 2 or higher)",
}


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
    return f"about {phrases.whole(share)} out of 100 people"


def share_of(study: Study, reaction: Reaction, arm: Arm = "treatment") -> str:
    """How many of 100 in one arm, for patients; "" where that arm was not counted.

    "about 86 out of 100 people", "at least about 16 out of 100 people", "more than 10 out of 100 people". Of a row with
    shares by single grade only, both arms tell the same grade: see `grade_counted`.
    """
    treated = arm == "treatment"
    n = (reaction.n or study.n) if treated else study.comparator_n
    if reaction.any_grade() is not None:
        share = reaction.any_grade(arm)
        return out_of_100(share.share, n) if share else ""
    if grade := _most_frequent_grade(reaction):
        shares = reaction.shares_of(arm)
        return f"at least {out_of_100(shares[grade], n)}" if grade in shares else ""
    if not treated:
        return ""
    return (
        f"{phrases.band(reaction)} people"
        if reaction.band
        else phrases.source_words(reaction) or phrases.NOT_KNOWN.lower()
    )


def grade_counted(study: Study, reaction: Reaction) -> str:
    """Which grade a patient's "at least" counts: "counting severe ones only (grade 3)"; "" for any grade and bands."""
    if reaction.any_grade() is not None:
        return ""
    grade = _most_frequent_grade(reaction)
    severe = f"severe ones only ({phrases.SEVERE[study.severe_means].removeprefix('severe, ')})"
    return f"counting {GRADE.get(grade, severe)}" if grade else ""


def crossed(share: Share) -> int | None:
    """How many of 100 people a picture crosses; None below 1, where a picture would say "nobody".

    All 100 are crossed only where everyone had it: 99.5 and more, but not all, is "more than 99".
    """
    value = number(share)
    if value < 1:
        return None
    return 100 if value == 100 else min(99, phrases.whole(share))


def _most_frequent_grade(reaction: Reaction) -> str:
    shares = reaction.shares
    return max(shares, key=lambda grade: number(shares[grade])) if shares else ""


def sentence(study: Study, reaction: Reaction) -> str:
    """A row for patients: how many of 100, with which regimen, in which study, and the other group."""
    taken = regimen(study)
    where = f"{taken}{',' if ',' in taken else ''} in {study_name(study)}"
    if other_setting := phrases.setting(study):
        where += f" ({other_setting})"
    said = share_of(study, reaction)
    if not (reaction.shares or reaction.band):
        return f"With {where}: {said}."
    told = f"{phrases.first_upper(said)} taking {where} had this"
    if grade := grade_counted(study, reaction):
        told += f", {grade}"
    if study.comparator and (other := share_of(study, reaction, "comparator")):
        told += f"; {other} taking {comparator(study)}"
    return told + "."


def regimen(study: Study) -> str:
    """What was taken, for patients: "abemaciclib with fulvestrant"."""
    return study.plain_regimen or _in_words(study.regimen)


def comparator(study: Study) -> str:
    """What the other group took, for patients: "fulvestrant with a placebo"; "" where there was none."""
    return study.plain_comparator or _in_words(study.comparator)


def _in_words(drugs_joined: str) -> str:
    """`A + B + C` as "A with B and C"; a placebo comes last."""
    drugs = drugs_joined.split(" + ")
    placebo = ["a placebo"] if "placebo" in drugs else []
    first, *others = [drug for drug in drugs if drug != "placebo"] + placebo
    return f"{first} with {' and '.join(others)}" if others else first


def opening(text: str, letters: int) -> str:
    """As many whole sentences from a text's beginning as have so many letters at most; at least the first one."""
    told, *others = re.split(r"(?<=[.?!]) ", text)
    for sentence in others:
        if len(told) + 1 + len(sentence) > letters:
            break
        told = f"{told} {sentence}"
    return told


def study_name(study: Study) -> str:
    """A study's name within a sentence: the study MONARCH 2; “Study 5 of the label” says by itself what it is."""
    if study.plain_name:
        return study.plain_name
    says_what = re.search(r"\b(?:stud(?:y|ies)|trials?|leaflet|label|pooled|arm)\b", study.name, re.IGNORECASE)
    return f"“{study.name}”" if says_what else f"the study {study.name}"


def counted(study: Study, reaction: Reaction) -> str:
    """The people behind a patient's sentence: `Counted: 441 people, 223 people in the other group.`"""
    told = f"Counted: {phrases.counted(study, reaction)}"
    if study.comparator and study.comparator_n is not None and share_of(study, reaction, "comparator"):
        told += f"; {phrases.people(study.comparator_n)} in the other group"
    return told + "."


def given(routes: Sequence[str]) -> str:
    """How a drug comes into the body: `You get it into a vein or under the skin.`"""
    if not routes:
        return ""
    verb = "take" if list(routes) == ["by mouth"] else "get"
    return f"You {verb} it {' or '.join(routes)}."


def drug_is(drug: Drug) -> str:
    """What a drug is, for patients: `Abemaciclib is a drug. It belongs to: targeted therapy.`"""
    group = drug.treatment.title
    return f"{phrases.first_upper(drug.name)} is a drug. It belongs to: {group[:1].lower()}{group[1:]}."


def no_main_study(drug: Drug) -> str:
    """For patients: that no main study stands behind the numbers; "" where one does."""
    if any(study.main for study in drug.studies):
        return ""
    return "This drug has no main study in breast cancer that has spread. The best other numbers stand here."
