"""The words of a card: whole sentences of the page, in their order, and nothing that only explains."""

import re

import pytest

from mbc_desktop.data.records import Edition
from mbc_desktop.summary import card_sheet, phrases
from mbc_desktop.summary.clinic import BLANK, Clinic
from tests.summary.made import EDITION, drug, statement

#: All that the lines of the built database lose on a card.
EXPLAINS = {
    "Hard stool can block the bowel.",
    "It can threaten your life.",
    "It is an emergency (spinal cord compression).",
    "That can be life-threatening.",
    "That is life-threatening.",
    "These are signs of a stroke.",
    "These are signs of too little fluid (dehydration), which can threaten your life.",
    "These are signs of too little fluid (dehydration).",
    "These are signs of sepsis, an infection in the blood.",
    "This can be life-threatening.",
    "This is a medical emergency.",
    "This may be an infection of the skin (cellulitis).",
    "This may be too much acid in the blood and can threaten your life.",
    "Too little fluid (dehydration) can put your life at risk.",
}


def card(page, edition=EDITION, clinic=BLANK):
    (part,) = card_sheet.of_page(page, edition, clinic)["parts"]
    return part


def lines(*told):
    return card(drug(call_now=[statement("warnings", "staff", "patient", call_now=line) for line in told]))["lines"]


def sentences(line):
    return re.split(r"(?<=[.?!]) (?=[A-Z])", line)


def test_whose_card_it_is():
    made = card(drug(name="drug A", brand_names=("Aba", "Bab", "Cac")))
    assert (made["title"], made["brands"], made["says"]) == ("Drug A", "Aba, Bab", "I am having cancer treatment.")


def test_edition_date_and_notice_are_on_the_card():
    told = card(drug(), Edition("2026-01-31", "ABC-DEF"))["notice"]
    for needed in ("2026-01-31", "edition ABC-DEF", "No clinician has reviewed this content yet.", phrases.SUPPORTS):
        assert needed in told
    assert (
        "Reviewed by Dr. A on 2026-02-01." in card(drug(), Edition("2026-01-31", "X", "Dr. A", "2026-02-01"))["notice"]
    )


def test_what_the_clinic_has_filled_in():
    made = card(drug(), clinic=Clinic(" Hope ", "020 555 0134", "(555) 123-4567", emergency_number="112"))
    assert made["clinic"] == "Hope"
    assert [one["value"] for one in made["phones"]] == ["020\u00a0555\u00a00134", "(555)\u00a0123-4567"]
    assert made["emergency"]["value"] == "112"
    assert [one["value"] for one in card(drug())["phones"]] == ["", ""]


@pytest.mark.parametrize(
    ("line", "reasons"),
    [
        ("Fever of 38 °C or more: call. This is a medical emergency.", ["Fever of 38 °C or more: call."]),
        ("Call now for a fever. This can be life-threatening.", ["Call now for a fever."]),
        ("A rash: call. It may be sepsis. That can be life-threatening.", ["A rash: call."]),
        ("Get help now. These are signs of a stroke.", ["Get help now."]),
        (
            "No stool: get help now. Hard stool can block the bowel. That is life-threatening.",
            ["No stool: get help now."],
        ),
    ],
)
def test_sentences_at_the_end_that_only_explain_are_left_out(line, reasons):
    assert lines(line) == [reasons]


@pytest.mark.parametrize(
    "line",
    [
        "You bleed: get help now. This matters most if your platelets are low.",
        "Call for eye trouble. This can be eyes that hurt, water, or are dry. It can also be blurred sight.",
        "Tell the nurse if you shiver. Tell the nurse about a rash. This is for the time during and after a dose.",
        "Back pain with weak legs. Lie flat and get help at once. Also for loss of bladder control.",
        "Your heart pounds. Or it beats fast. Call 911 at once (United States).",
        "A swollen leg. Call right away.",
        "Call at 38 °C or higher: an emergency. Tell the emergency room that you are on chemo.",
        "This can be life-threatening.",
    ],
)
def test_a_line_whose_later_sentences_are_needed_stays_whole(line):
    assert lines(line) == [[line]]


def test_later_sentences_that_only_add_a_reason_are_reasons_of_their_own():
    line = "Call now if you have a fever. Call now for a rash. Do the same if you bleed. Also for chills."
    assert lines(line) == [sentences(line)]


def test_a_line_that_says_nothing_beyond_another_one_is_left_out():
    short, full = "Call at once if it hurts.", "Call at once if it hurts. Do the same if you feel hot."
    assert lines(short, full, "Call for a fever.", short) == [sentences(full), ["Call for a fever."]]


def test_lines_for_the_clinic_and_a_second_fever_come_last():
    clinic, fever, again, pain = (
        "Tell the nurse if the drip hurts.",
        "Fever: call.",
        "A high fever: call.",
        "Pain: call.",
    )
    assert lines(clinic, fever, again, pain) == [[fever], [pain], [again], [clinic]]


def test_every_card_says_the_page_s_own_sentences(drugs, treatments):
    for page in [*drugs, *treatments]:
        told = [s.call_now or s.patient or s.text for s in page.call_now]
        made = [" ".join(line) for line in card(page)["lines"]]
        found = [next((i for i, line in enumerate(told) if line.startswith(one)), None) for one in made]
        assert None not in found, page.id
        assert len(set(found)) == len(found), page.id
        assert bool(made) == bool(told), page.id


def test_what_is_left_out_of_lines_only_explains(drugs, treatments):
    """Who changes the content or the rule sees here what cards no longer say, and judges it."""
    left_out = set()
    for page in [*drugs, *treatments]:
        made = {sentence for line in card(page)["lines"] for reason in line for sentence in sentences(reason)}
        left_out |= {
            sentence for s in page.call_now for sentence in sentences(s.call_now or s.patient or s.text)
        } - made
    assert left_out <= EXPLAINS


def test_more_reasons_are_named_where_the_page_has_more():
    line = statement("warnings", "x", "Fever: call.")
    assert card(drug(call_now=(line,), call_now_left=3))["more"]
    assert not card(drug(call_now=(line,), call_now_left=0))["more"]


def test_the_clinic_s_own_fever_rule_goes_first():
    assert card(drug())["rule"] == ""
    assert card(drug(), clinic=Clinic(fever="38.3 °C or higher."))["rule"].startswith(
        "Call for a fever of 38.3 °C or higher. This rule of my clinic"
    )
