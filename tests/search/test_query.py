import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbc_desktop.search import query


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("diarrhoea", "diarrhea"),
        ("Anaemia", "anemia"),
        ("oedema", "edema"),
        ("tumour", "tumor"),
        ("tumours", "tumors"),
        ("dyspnoea", "dyspnea"),
        ("oesophagus", "esophagus"),
        ("leucopenia", "leukopenia"),
        ("haemorrhage", "hemorrhage"),
        ("discolouration", "discoloration"),
        ("hospitalised", "hospitalized"),
        ("naïve", "naive"),
        ("\uff28\uff21\uff29\uff32", "hair"),
    ],
)
def test_one_spelling_for_both_sides_of_the_sea(british: str, american: str) -> None:
    assert query.words(british) == [american]


@pytest.mark.parametrize("word", ["toes", "shoes", "four", "hours", "sour"])
def test_ordinary_words_stay_as_they_are(word: str) -> None:
    assert query.normal(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("headaches", "headache"),
        ("losing", "lost"),
        ("swollen", "swelling"),
        ("feet", "foot"),
        ("rashes", "rash"),
        ("itchy", "itching"),
        ("bruised", "bruising"),
        ("constipated", "constipation"),
        ("allergies", "allergy"),
        ("numbness", "numb"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert query.stem(one) == query.stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("sleepless", "sleeping"), ("mouth", "month"), ("nails", "nausea"), ("loose", "lose")]
)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert query.stem(one) != query.stem(other)


def test_words_that_may_stand_for_each_other_have_one_sense() -> None:
    assert query.sense("tummy") == query.sense("bellies") == query.sense("abdominal")
    assert query.sense("tummy") != query.sense("chest")


def test_abbreviations_with_strokes_and_dots_are_one_word() -> None:
    assert query.words("N/V") == query.words("n & v") == query.words("N.V") == ["nv"]
    assert query.words("S.O.B.") == ["sob"]
    assert query.words("CDK4/6") == ["cdk4", "6"]


def test_apostrophes_however_they_are_typed() -> None:
    assert query.words("can't") == query.words("can\u2019t") == ["cant"]
    assert query.words("patient's") == ["patient"]


def test_a_question_keeps_what_is_meant() -> None:
    asked = query.parse("which drugs don't cause hair loss")
    assert [token.normal for token in asked.meaningful] == ["hair", "loss"]
    assert "dont" not in [token.normal for token in asked.tokens]
    # The same word is no part of the frame where it turns round what is meant.
    assert "cant" in [token.normal for token in query.parse("can't sleep").tokens]


def test_a_question_of_little_words_keeps_them() -> None:
    assert [token.normal for token in query.parse("the").meaningful] == ["the"]


def test_only_the_word_being_typed_may_be_a_beginning() -> None:
    assert [token.last for token in query.parse("hair lo").tokens] == [False, True]
    assert [token.last for token in query.parse("hair lo ").tokens] == [False, False]


def test_long_input_is_cut() -> None:
    asked = query.parse("hair loss " * 10_000)
    assert len(asked.text) <= query.MAX_LETTERS
    assert len(asked.tokens) <= query.MAX_TOKENS
    # One character can fold into eighteen: the cut holds after folding too.
    assert len(query.parse("\ufdfa" * 240).text) <= query.MAX_LETTERS


def test_match_expression_quotes_every_word() -> None:
    assert query.match_expression([["hair"], ["loss", "losing"]], typing=True) == '"hair" AND ("loss" * OR "losing" *)'
    assert query.match_expression([['a"b']], typing=False) == '"a""b"'
    assert query.match_expression([], typing=True) == query.match_expression([[""]], typing=True) == ""


def _fts() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(a)")
    return connection


FTS = _fts()


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3), max_size=4), st.booleans())
def test_fts5_accepts_every_match_expression(groups: list[list[str]], typing: bool) -> None:  # noqa: FBT001
    if expression := query.match_expression(groups, typing=typing):
        FTS.execute("SELECT count(*) FROM t WHERE t MATCH ?", (expression,)).fetchall()


@given(st.text(max_size=400))
def test_any_text_can_be_parsed(text: str) -> None:
    for token in query.parse(text).tokens:
        assert token.normal == query.normal(token.typed)
        assert len(token.typed) <= query.MAX_WORD
        query.stem(token.normal)
        query.sense(token.normal)
