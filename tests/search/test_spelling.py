import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from mbc_desktop.search import spelling
from mbc_desktop.search.spelling import Spelling

WORDS = [
    "diarrhea", "nausea", "nauseous", "hair", "itching", "pneumonia", "headache", "fatigue", "letrozole", "rash",
    "neuropathy", "numbness", "palbociclib", "ribociclib", "constipation", "vomiting",
]  # fmt: skip
KNOWN = Spelling({word: spelling.sound(word) for word in WORDS})


@given(st.text("abcdeh", max_size=9), st.text("abcdeh", max_size=9), st.integers(0, 4))
def test_letters_wrong_are_the_optimal_string_alignment(a: str, b: str, limit: int) -> None:
    expected = OSA.distance(a, b)
    wrong, cost = spelling.distance(a, b, limit)
    if expected <= limit:
        assert wrong == expected
        assert 0 <= cost <= wrong
    else:
        assert wrong > limit


def test_a_slip_that_is_easily_made_costs_less() -> None:
    assert spelling.distance("nausia", "nausea", 2) == (1, 0.5)  # a vowel for a vowel
    assert spelling.distance("hsir", "hair", 2) == (1, 0.5)  # the key beside it
    assert spelling.distance("vomitting", "vomiting", 2) == (1, 0.5)  # doubled
    assert spelling.distance("hiar", "hair", 2) == (1, 0.5)  # swapped
    assert spelling.distance("hpir", "hair", 2) == (1, 1.0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("diarhea", "diarrhea"),  # dropped
        ("diarrrhea", "diarrhea"),  # doubled
        ("diarrhae", "diarrhea"),  # swapped
        ("hiar", "hair"),  # swapped in the middle of four
        ("fstigue", "fatigue"),  # the key beside it
        ("geadache", "headache"),  # the first letter
        ("numbnes", "numbness"),
        ("diarea", "diarrhea"),  # two
        ("constapashun", "constipation"),  # as it is said
        ("neumonia", "pneumonia"),
        ("nawshus", "nauseous"),
        ("vommitting", "vomiting"),
    ],
)
def test_misspelt_words_are_recognised(typed: str, meant: str) -> None:
    assert KNOWN.near(typed)[0].word == meant


@pytest.mark.parametrize("typed", ["xylophone", "ha", "dash board", "ras", "wash", "air", "zzzzzzzz", ""])
def test_words_that_are_far_from_all_have_no_near_word(typed: str) -> None:
    assert [near.word for near in KNOWN.near(typed) if near.word != "rash"] == []


def test_nearest_comes_first() -> None:
    assert [near.word for near in KNOWN.near("palbocyclib")] == ["palbociclib"]
    assert [near.word for near in KNOWN.near("ribocyclib")] == ["ribociclib"]


def test_a_beginning_with_a_slip() -> None:
    assert [near.word for near in KNOWN.near_start("diahr")] == ["diarrhea"]
    assert KNOWN.near_start("di") == []


@given(st.text(max_size=40))
def test_any_text_has_a_sound_and_a_few_near_words(word: str) -> None:
    spelling.sound(word)
    near = KNOWN.near(word)
    assert len(near) <= spelling.MAX_NEAR
    assert near == KNOWN.near(word)
    assert word not in [one.word for one in near]
