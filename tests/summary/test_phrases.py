import pytest

from mbc_desktop.data.records import Edition
from mbc_desktop.summary import phrases, plain
from tests.summary.made import EDITION, compared, drug, reaction, study


@pytest.mark.parametrize(
    ("share", "n", "words"),
    [
        (0, 441, "0 of 441 people"),
        (0, None, "none of the people counted"),
        ("<1", 441, "fewer than 1 out of 100 people"),
        ("<5", 441, "fewer than 5 out of 100 people"),
        (0.4, 441, "fewer than 1 out of 100 people"),
        (0.9, 441, "fewer than 1 out of 100 people"),
        (1, 441, "about 1 out of 100 people"),
        (2.5, 441, "about 3 out of 100 people"),
        (12.5, 441, "about 13 out of 100 people"),
        (13.49, 441, "about 13 out of 100 people"),
        (86, 441, "about 86 out of 100 people"),
        (99.4, 441, "about 99 out of 100 people"),
        (99.5, 441, "more than 99 out of 100 people"),
        (99.9, 441, "more than 99 out of 100 people"),
        (100, 441, "all of 441 people"),
    ],
)
def test_a_share_out_of_100(share, n, words):
    assert plain.out_of_100(share, n) == words


@pytest.mark.parametrize(
    ("share", "people"),
    [(0, None), ("<1", None), (0.9, None), (1, 1), (2.5, 3), (86, 86), (99.5, 99), (99.9, 99), (100, 100)],
)
def test_a_picture_crosses_all_only_where_everyone_had_it_and_nobody_is_never_drawn(share, people):
    assert plain.crossed(share) == people


def test_a_patients_sentence_has_study_regimen_and_the_other_group():
    row = reaction(shares={"all": 86}, comparator={"all": 24.5})
    assert plain.sentence(compared(row, name="MONARCH 2"), row) == (
        "About 86 out of 100 people taking drug A with drug B in the study MONARCH 2 had this; "
        "about 25 out of 100 people taking drug B with a placebo."
    )


@pytest.mark.parametrize(
    ("regimen", "words"),
    [
        ("drug A", "drug A"),
        ("drug A + drug B", "drug A with drug B"),
        ("drug A + drug B + drug C", "drug A with drug B and drug C"),
        ("placebo", "a placebo"),
        ("placebo + drug B", "drug B with a placebo"),
        ("drug B + placebo + drug C", "drug B with drug C and a placebo"),
    ],
)
def test_a_regimen_in_words_loses_no_partner(regimen, words):
    assert plain.regimen(study(regimen=regimen)) == words


def test_where_the_content_has_plain_words_for_a_study_patients_read_those():
    row = reaction(shares={"all": 70}, comparator={"all": 46})
    told = compared(
        row, regimen="drug A 175 mg/m2", plain_regimen="drug A every 3 weeks", plain_comparator="less of drug A",
        plain_name="a study in the US label",
    )  # fmt: skip
    assert plain.sentence(told, row) == (
        "About 70 out of 100 people taking drug A every 3 weeks in a study in the US label had this; "
        "about 46 out of 100 people taking less of drug A."
    )


@pytest.mark.parametrize(("letters", "told"), [(1, "One. "), (8, "One. "), (9, "One. Two."), (99, "One. Two. Three?")])
def test_an_opening_is_whole_sentences_and_at_least_the_first(letters, told):
    assert plain.opening("One. Two. Three?", letters) == told.strip()


def test_a_comparator_that_was_not_counted_is_not_told():
    row = reaction(shares={"all": 86})
    assert plain.sentence(compared(row), row).endswith("ONE had this.")


@pytest.mark.parametrize(
    ("setting", "words"), [("early", "early breast cancer, not metastatic"), ("other cancers", "not breast cancer")]
)
def test_another_setting_stands_with_the_number(setting, words):
    row = reaction(shares={"all": 5})
    assert words in plain.sentence(study(row, setting=setting), row)


def test_shares_by_grade_are_at_least_and_say_the_grade_in_both_arms():
    row = reaction(shares={"grade3": 16}, comparator={"grade3": 4})
    assert plain.sentence(compared(row), row) == (
        "At least about 16 out of 100 people taking drug A with drug B in the study ONE had this, counting severe ones "
        "only (grade 3); at least about 4 out of 100 people taking drug B with a placebo."
    )


def test_a_severe_share_never_reads_as_any_grade():
    row = reaction(shares={"grade3plus": 16})
    said = plain.sentence(study(row, severe_means="3-5"), row)
    assert said.startswith("At least about 16")
    assert "counting severe ones only (grade 3 or higher)" in said


def test_a_band_tells_its_own_limits_and_no_bare_word():
    row = reaction(frequency_text="common (may affect up to 1 in 10)", band={"up_to": 10.0})
    said = plain.sentence(study(row), row)
    assert said == "Up to 10 out of 100 people taking drug A with drug B in the study ONE had this."
    assert phrases.source_words(row) == "in the source's words: common (may affect up to 1 in 10)"


def test_words_alone_are_quoted_and_nothing_at_all_is_said_plainly():
    row = reaction(frequency_text="almost always")
    assert "in the source's words: almost always" in plain.sentence(study(row), row)
    assert plain.share_of(study(), reaction()) == "reported; how often is not known"


@pytest.mark.parametrize(
    ("shares", "any_grade", "severe"),
    [
        ({"all": 86, "grade3": 13, "grade4": 0}, "86%", "13% grade 3 or 4, added up"),
        ({"all": 43, "grade3": 5, "grade4": "<1"}, "43%", "grade 3: 5%, grade 4: <1%"),
        ({"all": 43, "grade3": 5}, "43%", "grade 3: 5%"),
        ({"all": 70, "grade3plus": 7}, "70%", "7% grade 3 or higher"),
        (
            {"grade1": 1, "grade2": 2, "grade3": 3, "grade4": 4},
            "10% (any grade, added up)",
            "7% grade 3 or 4, added up",
        ),
        ({"grade1": 1, "grade2": 2, "grade3": 3, "grade4": "<1"}, "at least 3% (grade 3)", None),
        ({"all": "<1"}, "<1%", ""),
        ({"all": 22.0}, "22.0%", ""),
    ],
)
def test_staff_read_each_share_as_the_source_gives_it(shares, any_grade, severe):
    row = reaction(shares=shares)
    assert phrases.frequency(row) == any_grade
    if severe is not None:
        assert phrases.severe(row, study(row, severe_means="3-5")) == severe


def test_grades_below_3_never_stand_under_severe():
    row = reaction(shares={"all": 8, "grade2": 6.2, "grade3": 0.1})
    assert phrases.severe(row, study(row)) == "grade 3: 0.1%"
    assert phrases.lower_grades(row) == "grade 2: 6.2%"
    assert phrases.severe(reaction(shares={"all": 8, "grade2": 6.2}), study(row)) == ""


def test_people_counted_or_said_not_to_be_stated():
    assert phrases.people(2901) == "2,901 people"
    assert phrases.people(None, 612) == "612 people, both groups together"
    assert phrases.people(None) == "number of people not stated"
    assert phrases.counted(study(n=None)) == "number of people not stated"
    assert phrases.counted(study(), reaction(n=200, of_whom="normal ECG")) == "200 people (normal ECG)"


def test_both_arms_are_counted_for_patients():
    row = reaction(shares={"all": 5}, comparator={"all": 4})
    assert plain.counted(compared(row), row) == "Counted: 441 people; 223 people in the other group."
    assert plain.counted(study(n=None), row) == "Counted: number of people not stated."


def test_the_legend_says_what_is_severe_and_what_was_added_up():
    added = reaction(shares={"grade3": 1, "grade4": 2})
    apart = reaction(shares={"grade3": 1, "grade4": "<1"})
    own = reaction(shares={"grade3plus": 1})
    assert "added up" in phrases.severe_legend(study(added))
    assert "Severe:" not in phrases.severe_legend(study(added))
    assert "stand apart" in phrases.severe_legend(study(apart))
    assert phrases.severe_legend(study(own)) == "Severe: grade 3 or 4."
    assert phrases.severe_legend(study(reaction(shares={"all": 3}))) == ""


@pytest.mark.parametrize(
    ("routes", "words"),
    [
        (("by mouth",), "You take it by mouth."),
        (("into a vein", "under the skin"), "You get it into a vein or under the skin."),
        ((), ""),
    ],
)
def test_how_a_drug_is_given(routes, words):
    assert plain.given(routes) == words


def test_what_is_left_to_call_for_says_where_it_stands():
    assert phrases.more_to_call(0) == ""
    assert phrases.more_to_call(1).startswith("1 more reason to call stands on the sheets")
    assert phrases.more_to_call(17).startswith("17 more reasons to call stand on the sheets")


def test_brand_names_and_what_a_drug_is():
    assert phrases.brands(()) == ""
    assert phrases.brands(("A", "B")) == "Brand names: A, B"
    assert phrases.names(drug(short_names=("a",), regimens=("AC", "EC"))) == (
        "Brand name: Aba · Also called: a · Part of the regimens AC, EC"
    )
    assert plain.drug_is(drug()) == "Drug A is a drug. It belongs to: chemotherapy."


def test_the_edition_says_that_nobody_has_reviewed_it_until_somebody_has():
    assert phrases.edition_line(EDITION) == (
        "Content of 2026-01-31 · edition ABC-DEF · No clinician has reviewed this content yet."
    )
    reviewed = Edition("2026-01-31", "ABC-DEF", "Dr. No", "2026-02-01")
    assert phrases.edition_line(reviewed).endswith("Reviewed by Dr. No on 2026-02-01.")
