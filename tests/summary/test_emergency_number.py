"""The clinic's own emergency number, on every real sentence that names one of the United States."""

import re
from dataclasses import fields, is_dataclass, replace

import pytest

from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.emergency_number import on_sheet, with_own_number
from mbc_desktop.summary.orders import Order, orders
from mbc_desktop.summary.sheets import Layout

US_NUMBER = re.compile(r"\b(?:911|9-1-1|988)\b")
#: How a number of the United States is labelled beside a call.
LABEL = re.compile(r"\(?(?:in the )?United States\)?")
#: Every sentence of the content with such a number, and how it reads in a clinic whose number is 112.
READS = {
    "Call the emergency number: 9-1-1 in the United States. If you have an auto-injector at hand, give the shot right "
    "away.": "Call the emergency number: 112. If you have an auto-injector at hand, give the shot right away.",
    "In an emergency, dial 911. This is the number in the United States.": "In an emergency, dial 112.",
    "In the United States, you can also call, text or chat 988. This is the Suicide and Crisis Lifeline. It is there "
    "24 hours a day, 7 days a week.": "",
    "Call, text or chat 988 (in the United States).": "",
    "Trouble breathing, or swelling of the face, lips, tongue or throat: call 911 (United States).": "Trouble "
    "breathing, or swelling of the face, lips, tongue or throat: call 112.",
    "You are short of breath, pass out or suddenly get dizzy. Get medical care or call 911 at once (United States).": (
        "You are short of breath, pass out or suddenly get dizzy. Get medical care or call 112 at once."
    ),
    "Your heart pounds or flutters. Or it beats fast or unevenly. Get medical care or call 911 at once (United "
    "States).": "Your heart pounds or flutters. Or it beats fast or unevenly. Get medical care or call 112 at once.",
    "You have a seizure: call 911 (United States).": "You have a seizure: call 112.",
    "You have chest pain or you faint: call 911 (United States).": "You have chest pain or you faint: call 112.",
    "You itch and have hives or trouble breathing: call 911 (United States).": "You itch and have hives or trouble "
    "breathing: call 112.",
    "You itch and your face or throat swells: call 911 (United States).": "You itch and your face or throat swells: "
    "call 112.",
    "Your heart flutters, or beats fast or slowly: call 911 (United States).": "Your heart flutters, or beats fast or "
    "slowly: call 112.",
    "You think of hurting yourself: call 988 or 911 (United States).": "You think of hurting yourself: call 112.",
    "You think of hurting yourself: call 988 or 911 (in the United States).": "You think of hurting yourself: call "
    "112.",
    "You think of suicide, or feel that you cannot go on: get help now. Call 988 or 911 (United States).": "You think "
    "of suicide, or feel that you cannot go on: get help now. Call 112.",
    "You think of suicide or of hurting yourself: get help now. In the United States, dial 911, or call, text or chat "
    "988. You can do this at any hour.": "You think of suicide or of hurting yourself: get help now. Dial 112. You can "
    "do this at any hour.",
}


def texts(value):
    """Every text of a record and the records in it, but what a source is called and where it is."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "sources":
                yield from texts(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


@pytest.fixture(scope="module")
def said(repository) -> set[str]:
    """Every text of the content that names a number of the United States; a help line's name is none."""
    told = {text for key in repository.entries for text in texts(repository.page(key)) if US_NUMBER.search(text)}
    return told - {line.name for line in repository.overview().help_lines}


def test_every_sentence_of_the_content_is_known(said):
    assert said == set(READS), "write down how a new sentence reads with a clinic's own number"


@pytest.mark.parametrize("text", READS)
def test_every_sentence_reads_right_with_the_clinics_number(text):
    told = with_own_number(text, "112")
    assert told == READS[text]
    assert not US_NUMBER.search(told)
    assert not LABEL.search(told)


@pytest.mark.parametrize("text", READS)
@pytest.mark.parametrize("number", ["", "  ", "911", "9-1-1", "911."])
def test_without_a_number_and_in_the_united_states_nothing_changes(text, number):
    assert with_own_number(text, number) == text


@pytest.mark.parametrize("number", ["112 or 999", r"\1", "(0) 112", "the hospital's own line: 555-0100."])
def test_any_number_stands_as_it_was_written(number):
    told = with_own_number("You faint: call 911 (United States).", number)
    assert told == f"You faint: call {number.rstrip('.')}."


@pytest.mark.parametrize(
    "text",
    [
        "It is approved in the United States.",
        "911 people were counted.",
        "The study had 988 people in the United States.",
        "Call 1-800-911-0000.",
    ],
)
def test_other_sentences_stay_as_they_are(text):
    assert with_own_number(text, "112") == text


def test_a_line_with_nothing_left_is_gone_and_sources_keep_their_words():
    left = {"text": "Call, text or chat 988 (in the United States).", "topic": "Lifeline"}
    source = {"part": "sources", "sources": [{"about": "When to call 911 (United States)."}]}
    sheet = {"kind": "patient", "parts": [{"part": "section", "items": [left, {"text": "Rest."}]}, source]}
    made = on_sheet(sheet, "112")
    assert made["parts"] == [{"part": "section", "items": [{"text": "Rest."}]}, source]
    assert on_sheet(sheet, "") == sheet


@pytest.fixture(scope="module")
def job(press, repository):
    def made(order: Order, clinic: Clinic) -> str:
        parts = press.job([order], repository.edition, Layout(clinic=clinic))["sheets"][0]["parts"]
        return str([part for part in parts if part["part"] not in ("sources", "short-sources")])

    return made


@pytest.mark.parametrize("key", ["overview", "depression", "anxiety", "infusion-reaction", "qt-prolongation"])
def test_the_whole_sheet_has_the_clinics_number_and_no_other(job, repository, key):
    (order,) = orders("patient", [repository.page(key)])
    assert US_NUMBER.search(job(order, BLANK))
    told = job(order, Clinic(emergency_number="112"))
    assert "112" in told
    assert not re.search(r"(?:[Cc]all|[Dd]ial)[^.]*\b(?:911|9-1-1|988)\b", told)


@pytest.mark.parametrize("kind", ["patient", "staff"])
def test_the_clinics_help_lines_stand_for_those_of_the_united_states(job, repository, kind):
    (order,) = orders(kind, [repository.page("overview")])
    own = Clinic(help_lines=("Cancer line of the region: 555-0100.",))
    assert "1-800-4-CANCER" in job(order, BLANK)
    told = job(order, own)
    assert "Cancer line of the region: 555-0100." in told
    assert "1-800" not in told
    assert "988 Suicide and Crisis Lifeline" not in told
    assert "988" not in job(order, replace(own, emergency_number="112"))
