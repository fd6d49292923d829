"""Patients can read what is written for them: grade 8 or below, and 6 or below where they must call at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest
import textstat

from mbc_desktop.data.records import Drug, Overview, Page, SideEffect, Statement, Treatment
from mbc_desktop.data.repository import Repository
from mbc_desktop.summary import phrases

GRADE = 8.0
#: A page's section may be harder than the page, but not by much: a long page would hide it.
SECTION_GRADE = 13.0
SECTION_WORDS = 12
CALL_NOW_GRADE = 6.0
CALL_NOW_WORDS = 15
#: What a patient's sheet of a side effect does not tell.
CLINICAL = ("grades",)
WORST = 4
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def grade(text: str) -> float:
    return float(textstat.flesch_kincaid_grade(text))


def full(text: str) -> str:
    """A text as one or more full sentences, so that joining does not make one of two."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text.rstrip(':;,')}."


def joined(texts: Iterable[str]) -> str:
    return " ".join(full(text) for text in texts if text.strip())


def worst(text: str) -> str:
    sentences = sorted(set(SENTENCE_END.split(text)), key=grade, reverse=True)[:WORST]
    return "".join(f"\n    {grade(sentence):.1f}: {sentence}" for sentence in sentences)


def read_by_patients(page: Page) -> list[str]:
    """Everything on a page that a patient's sheet can tell in sentences."""
    statements = [s for s in page.statements if s.section not in CLINICAL]
    if any(s.section == "what_it_is" for s in statements) and isinstance(page, SideEffect):
        statements = [s for s in statements if s.section != "definition"]  # told where nothing plainer is
    told = [s.patient for s in statements]
    if isinstance(page, Treatment):
        told += [phrases.effect_in_words(e) for e in page.effects]
    if isinstance(page, Overview):
        told += [s.patient for s in emergency_lines(page)]
        told += [s.patient for emergency in page.emergencies for s in emergency.notes]
        told += [line.text for line in page.help_lines]
    return [text for text in told if text]


def emergency_lines(page: Overview) -> Iterator[Statement]:
    for emergency in page.emergencies:
        yield from (*emergency.signs, *emergency.what_to_do)


def call_now_lines(page: Page) -> list[str]:
    """The lines under "Call now", as a page and its sheets tell them."""
    if isinstance(page, Drug | Treatment):
        lines = list(page.call_now)
        lines += [s for s in page.statements if s.call_now and s not in lines]  # also those beyond the eighth
    elif isinstance(page, SideEffect):
        lines = [s for s in page.statements if s.section == "get_help_now"]
    else:
        lines = list(emergency_lines(page))
    return [line.call_now or line.patient or line.text for line in lines]


@pytest.fixture(scope="module")
def pages(repository: Repository) -> dict[str, Page]:
    return {key: repository.page(key) for key in repository.entries}


@pytest.fixture(scope="module")
def names(pages: dict[str, Page]) -> re.Pattern[str]:
    """The names of drugs and side effects: long as they are, nobody can choose shorter ones."""
    found: set[str] = set()
    for page in pages.values():
        if isinstance(page, Drug):
            found |= {page.name, *page.brand_names, *page.short_names}
        elif isinstance(page, SideEffect):
            found |= {page.title, page.clinical_term, *page.other_terms}
    ordered = sorted(filter(None, found), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b", re.IGNORECASE)


def too_hard(texts: list[str], limit: float) -> str:
    """What is wrong with texts read one after the other; "" if they can be read."""
    text = joined(texts)
    reached = grade(text) if text else 0.0
    return f"grade {reached:.1f}, the limit is {limit:g}{worst(text)}" if reached > limit else ""


def without(names: re.Pattern[str], texts: Iterable[str]) -> list[str]:
    """Texts without names; a text that is nothing but names is left out."""
    shorter = (re.sub(r"\s+", " ", names.sub("", text)) for text in texts)
    return [text for text in shorter if re.search(r"\w", text)]


def too_long(texts: Iterable[str]) -> list[str]:
    sentences = [sentence for text in texts for sentence in SENTENCE_END.split(full(text))]
    return [sentence for sentence in sentences if len(sentence.split()) > CALL_NOW_WORDS]


def test_each_page_reads_at_grade_8_or_below(pages: dict[str, Page]) -> None:
    wrong = []
    read = 0
    for key, page in pages.items():
        if texts := read_by_patients(page):
            read += 1
            if problem := too_hard(texts, GRADE):
                wrong.append(f"{key}: {problem}")
    assert read > 150
    assert not wrong, "\n".join(wrong)


def test_no_section_hides_behind_an_easy_page(pages: dict[str, Page]) -> None:
    wrong = []
    for key, page in pages.items():
        sections: dict[str, list[str]] = defaultdict(list)
        for statement in page.statements:
            if statement.section not in ("definition", *CLINICAL):
                sections[statement.section].append(statement.patient)
        for section, texts in sections.items():
            problem = too_hard(texts, SECTION_GRADE)
            if problem and len(joined(texts).split()) >= SECTION_WORDS:
                wrong.append(f"{key}, {section}: {problem}")
    assert not wrong, "\n".join(wrong)


def test_call_now_lines_read_at_grade_6_or_below(pages: dict[str, Page], names: re.Pattern[str]) -> None:
    wrong = []
    read = 0
    for key, page in pages.items():
        if texts := without(names, call_now_lines(page)):
            read += 1
            if problem := too_hard(texts, CALL_NOW_GRADE):
                wrong.append(f"{key}: {problem}")
    assert read > 100
    assert not wrong, "\n".join(wrong)


def test_no_sentence_to_call_by_is_long(pages: dict[str, Page]) -> None:
    wrong = [f"{key}: {sentence}" for key, page in pages.items() for sentence in too_long(call_now_lines(page))]
    assert not wrong, "\n".join(wrong)


def test_every_drug_with_a_dangerous_side_effect_has_lines_that_are_read(pages: dict[str, Page]) -> None:
    drugs = [page for page in pages.values() if isinstance(page, Drug)]
    assert sum(bool(call_now_lines(drug)) for drug in drugs) > len(drugs) * 0.9


def test_hard_texts_are_seen() -> None:
    hard = "Concomitant administration of moderate inhibitors necessitates individualized dosage modification."
    assert too_hard([hard], GRADE).startswith("grade ")
    assert hard in too_hard(["Drink water", hard], GRADE)
    assert too_hard(["Drink water", "Rest when you are tired"], CALL_NOW_GRADE) == ""
    sixteen = "Call now if you have a fever or chills or a cough or feel short of breath"
    assert too_long([sixteen, "Call now. You have a fever."]) == [f"{sixteen}."]


def test_names_do_not_count() -> None:
    names = re.compile(r"\b(?:pneumonitis|abemaciclib)\b")
    assert without(names, ["Call now: abemaciclib can bring pneumonitis.", "pneumonitis"]) == ["Call now: can bring ."]
