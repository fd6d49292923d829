"""The card that a patient carries: treatment, when to come, phones."""

import re
from collections.abc import Iterable, Sequence

from mbc_desktop.data.records import Drug, Edition, Statement, Treatment
from mbc_desktop.summary import parts, phrases
from mbc_desktop.summary.clinic import Clinic
from mbc_desktop.summary.parts import Part, Sheet

#: Brand names beside a drug's name, the first ones: a card is small.
BRANDS = 2
IN_TREATMENT = "I am having cancer treatment."
LEFT_OUT = "More reasons stand on my sheet."
MORE = "There are more reasons. Ask my care team."
#: Lines may give another fever number: thresholds are the clinic's to set.
OWN_FEVER = "Call for a fever of {}. This rule of my clinic goes before any other."
NO_LINES = "Ask when to call. Write it here:"

#: A later sentence that says why, and neither what to watch for nor what to do: whole sentences of these forms only.
_WHY = re.compile(
    r"(This|That|It|These) (is|are|can be) (a medical emergency|an emergency( \([^)]*\))?|life-threatening"
    r"|signs of [\w ()]+(, (which can threaten your life|an infection in the blood))?)\."
    r"|(This|It) may be [\w ()]+\."
    r"|[A-Z][\w ()]* can (block the bowel|threaten your life|put your life at risk)\."
)
#: A line for the time in the clinic, where a nurse is near: a card is for the way and for home, so it comes last.
_IN_CLINIC = re.compile(r"\b(?:drip|nurse|needle|infusion)\b")
#: A later sentence that adds one more reason to those before it, and changes nothing in them.
_FURTHER = re.compile(r"(Do the same|Also) (if|for|to|when) ")


def of_page(page: Drug | Treatment, edition: Edition, clinic: Clinic) -> Sheet:
    """One page of cards, all the same. How much of its one part fits is the template's to measure: `card.typ`."""
    title = phrases.first_upper(page.name)
    card: Part = {
        "part": "card",
        "title": title,
        "brands": ", ".join(page.brand_names[:BRANDS]) if isinstance(page, Drug) else "",
        "says": IN_TREATMENT,
        "heading": phrases.CALL_NOW,
        "rule": OWN_FEVER.format(clinic.fever.strip().rstrip(".")) if clinic.fever.strip() else "",
        "lines": _lines(page.call_now),
        "no_lines": NO_LINES,
        "left_out": LEFT_OUT,
        "more": MORE if page.call_now_left else "",
        "clinic_name": "Clinic",
        "clinic": clinic.name.strip(),
        "phones": [
            {"name": "Phone by day", "value": _unbroken(clinic.phone_day)},
            {"name": "Night, weekends", "value": _unbroken(clinic.phone_night)},
        ],
        "emergency": {"name": "Emergency", "value": _unbroken(clinic.emergency_number)},
        "notice": f"{phrases.edition_line(edition)} {phrases.SUPPORTS}",
        "cut": "Cut along the broken lines.",
        "fold": "Cut along the broken lines. Fold each card in the middle, with the print outside.",
        "fold_here": "fold here",
    }
    return parts.sheet("card", [card], label="", title=title, subtitle="", lead="")


def _unbroken(number: str) -> str:
    """A phone number whose digits stay together on one line."""
    return re.sub(r"(?<=[\d)]) (?=[\d(])", "\N{NO-BREAK SPACE}", number.strip())


def _lines(statements: Sequence[Statement]) -> list[list[str]]:
    """Each "call now" line as its reasons, in order: the first stands alone, each further one adds to it.

    A card that is full leaves out reasons from the end, never words of one. A line that says nothing beyond another one
    is left out.
    """
    lines = [_sentences(line) for line in _for_the_way(s.call_now or s.patient or s.text for s in statements)]
    return [_reasons(line) for line in lines if not any(set(line) < set(other) for other in lines)]


def _for_the_way(lines: Iterable[str]) -> list[str]:
    """The lines with those for the clinic last, and before them those that tell of fever once more."""
    told = list(dict.fromkeys(lines))
    fever = [line for line in told if "fever" in line.casefold()]
    return sorted(told, key=lambda line: (bool(_IN_CLINIC.search(line)), line in fever[1:]))


def _sentences(line: str) -> list[str]:
    """The line's sentences, without those at its end that only say why."""
    told = re.split(r"(?<=[.?!]) (?=[A-Z])", line.strip())
    while len(told) > 1 and _WHY.fullmatch(told[-1]):
        told.pop()
    return told


def _reasons(line: Sequence[str]) -> list[str]:
    """One reason for each sentence, where every later one only adds a reason; else the line is one reason, whole.

    A later sentence adds a reason where it says so ("Do the same for ..."), or where it begins as the first one does
    and names its own sign ("Call now if ... Call now for ...").
    """
    first, *later = line
    word = first.split(" ", 1)[0]
    if all(_FURTHER.match(s) or (s.startswith(f"{word} ") and re.search(r" (if|for|about) ", s)) for s in later):
        return [first, *later]
    return [" ".join(line)]
