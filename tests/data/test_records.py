from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbc_desktop.data.records import GRADES, Derived, Edition, Reaction, Study, number
from tests.summary.made import reaction, study

shares = st.integers(0, 100) | st.floats(0, 100).map(lambda share: round(share, 1)) | st.sampled_from(["<1", "<0.5"])
by_grade = st.dictionaries(st.sampled_from(GRADES), shares, max_size=4)


@pytest.mark.parametrize(("share", "value"), [(86, 86.0), (22.0, 22.0), (0, 0.0), ("<1", 0.99), ("<0.5", 0.49)])
def test_a_share_as_a_number(share, value: float) -> None:
    assert number(share) == pytest.approx(value)


def test_less_than_one_lies_between_nothing_and_one() -> None:
    assert 0 < number("<0.5") < number("<1") < number(1)


def test_the_sources_own_shares_come_before_sums() -> None:
    row = reaction("x", {"all": 40, "grade1": 1, "grade2": 1, "grade3": 1, "grade4": 1, "grade3plus": 9})
    assert row.any_grade() == Derived(40)
    assert row.severe() == Derived(9)


@pytest.mark.parametrize(
    ("given_", "any_grade", "severe"),
    [
        ({"grade1": 10, "grade2": 5, "grade3": 3, "grade4": 2}, Derived(20, derived=True), Derived(5, derived=True)),
        (
            {"grade1": 0.1, "grade2": 0.2, "grade3": 0.3, "grade4": 0},
            Derived(0.6, derived=True),
            Derived(0.3, derived=True),
        ),
        ({"grade3": 3, "grade4": 0}, None, Derived(3, derived=True)),
        ({"grade3": 3, "grade4": "<1"}, None, None),
        ({"grade3": 3}, None, None),
        ({"grade1": 10, "grade2": 5, "grade3": 3}, None, None),
        ({"grade1": 10, "grade2": "<1", "grade3": 3, "grade4": 2}, None, Derived(5, derived=True)),
        ({"grade1_2": 30, "grade3": 3, "grade4": 1}, None, Derived(4, derived=True)),
        ({}, None, None),
    ],
)
def test_shares_by_grade_are_added_up_only_where_all_are_plain_numbers(given_, any_grade, severe) -> None:
    for arm in ("treatment", "comparator"):
        row = reaction("x", given_) if arm == "treatment" else reaction("x", {"all": 99}, given_)
        assert row.any_grade(arm) == any_grade
        assert row.severe(arm) == severe


def test_the_arms_are_never_mixed() -> None:
    row = reaction("x", {"all": 40, "grade3": 3}, {"grade4": 4})
    assert row.any_grade() == Derived(40)
    assert row.any_grade("comparator") is None
    assert row.severe() is None
    assert row.severe("comparator") is None


def test_the_order_of_a_list_by_frequency() -> None:
    ordered = [
        reaction("86", {"all": 86}),
        reaction("added up 20", {"grade1": 10, "grade2": 5, "grade3": 3, "grade4": 2}),
        reaction("<1", {"all": "<1"}),
        reaction("0", {"all": 0}),
        reaction("at least 60", {"grade3": 60, "grade4": "<1"}),
        reaction("at least 3", {"grade3": 3}),
        reaction("more than 10", band={"more_than": 10.0}),
        reaction("1 to 10", band={"at_least": 1.0, "below": 10.0}),
        reaction("1 to 5", band={"at_least": 1.0, "up_to": 5.0}),
        reaction("up to 1", band={"up_to": 1.0}),
        reaction("reported", frequency_text="reported"),
        reaction("serious 99", {"all": 99}, severity="serious"),
    ]
    turned = ordered[::-1]
    assert sorted(turned, key=lambda row: row.order) == ordered


@given(by_grade, by_grade)
def test_any_grade_always_stands_before_what_is_not_known(one: dict, other: dict) -> None:
    first, second = reaction("x", one), reaction("x", other)
    if first.any_grade() is not None and second.any_grade() is None:
        assert first.order < second.order


@given(by_grade, by_grade)
def test_the_comparator_never_moves_a_row(treatment: dict, comparator: dict) -> None:
    assert reaction("x", treatment).order == reaction("x", treatment, comparator).order


@given(by_grade)
def test_a_sum_is_never_less_than_one_of_its_parts(given_: dict) -> None:
    row: Reaction = reaction("x", given_)
    if (severe := row.severe()) and severe.derived:
        assert number(severe.share) >= max(number(given_["grade3"]), number(given_["grade4"])) - 1e-9


def test_a_study_is_main_at_position_0_too() -> None:
    made: Study = study(main_position=0)
    assert made.main
    assert not study().main


def test_who_has_reviewed_is_said_and_nobody_otherwise() -> None:
    assert Edition("2026-01-31", "ABC").review == "No clinician has reviewed this content yet."
    assert Edition("2026-01-31", "ABC", "Dr. A", "2026-02-01").review == "Reviewed by Dr. A on 2026-02-01."


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        reaction().term = "another"


def test_an_outcomes_grades_are_never_added_up() -> None:
    """A person can have one event of grade 3 and another of grade 4: capecitabine's trial would come to 105.6%."""
    event = Reaction("Any adverse event", (), "clinical", "clinical", {"all": 99, "grade3": 76.5, "grade4": 29.1}, {})
    assert event.severe() is None
    assert replace(event, shares={"all": 99, "grade3": 6, "grade4": 9}, severity="outcome").severe() is None
    assert replace(event, shares={"all": 14, "grade3": 6, "grade4": 9}).severe() == Derived(15, derived=True)
    assert replace(event, shares={"all": 10, "grade3": 6, "grade4": 9}).severe() is None
