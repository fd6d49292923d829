"""Which figures stand side by side, what stands in a gap, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbc_desktop.data.records import DrugOccurrences, Entry, Occurrence, Treatment, TreatmentEffect
from mbc_desktop.summary import phrases
from mbc_desktop.summary.comparison import (
    COUNTED_TOGETHER,
    IN_WARNINGS,
    Cell,
    Row,
    compare,
    compare_groups,
    ordered,
)
from tests.summary.made import PLACE, compared, drug, reaction, side_effect, statement

NAMES = ("drug-a", "drug-b", "drug-c")


def drugs(*keys, titles=("nausea",)):
    return [drug(id=key, name=key, side_effect_titles={title: title for title in titles}) for key in keys]


def occurrence(row, **more):
    return Occurrence(Entry("drug-a", "drug", "drug A"), compared(row, **more), row)


def known(key, row, **more):
    entry = Entry(key, "drug", key)
    return DrugOccurrences(entry, Occurrence(entry, compared(row, **more), row), (), has_main_study=True)


def row_of(*shares, key="nausea", title=None):
    """A row whose cells have these any-grade shares; None is a gap."""
    cells = tuple(Cell() if s is None else Cell(occurrence(reaction(shares={"all": s}))) for s in shares)
    return Row(side_effect(key, title=title or key), cells)


def keys(rows):
    return [row.side_effect.id for row in rows]


def test_each_drug_has_the_figure_that_lists_show_with_both_arms():
    page = side_effect(
        "nausea",
        known("drug-b", reaction(shares={"all": 30}, comparator={"all": 10})),
        known("drug-a", reaction(shares={"all": 20, "grade3": 2, "grade4": 1}, comparator={"all": 5})),
    )
    (row,) = compare(drugs("drug-a", "drug-b"), lambda _: page)
    assert [cell.shown.drug.id for cell in row.cells] == ["drug-a", "drug-b"]
    assert [cell.any_grade for cell in row.cells] == [20, 30]
    assert [cell.shown.reaction.any_grade("comparator").share for cell in row.cells] == [5, 10]
    assert (row.figures, row.difference) == (2, 10)


def test_gaps_say_what_is_known_and_never_that_it_is_not_caused():
    warning = statement("warnings", "Staff words.", "Plain words.")
    page = side_effect(
        "nausea",
        known("drug-a", reaction(shares={"all": 20})),
        composite=(known("drug-b", reaction("Nausea or vomiting", {"all": 40})),),
        warned=((Entry("drug-c", "drug", "drug-c"), warning),),
        related=(Entry("retching", "side_effect", "Retching"),),
        not_reported=(Entry("drug-e", "drug", "drug-e"),),
    )
    compared_ = [*drugs("drug-a", "drug-b", "drug-c"), *drugs("drug-d", "drug-e", titles=("retching",))]
    row = next(row for row in compare(compared_, lambda _: page) if row.side_effect is page)
    assert [cell.gap for cell in row.cells] == [
        "",
        COUNTED_TOGETHER,
        IN_WARNINGS,
        "told apart: Retching",
        phrases.NOT_REPORTED,
    ]
    assert [cell.any_grade for cell in row.cells] == [20, None, None, None, None]
    assert row.figures == 1
    assert row.difference is None


@pytest.mark.parametrize(
    ("shown", "any_grade", "has_figure"),
    [
        (reaction(shares={"all": "<1"}), 0.99, True),
        (reaction(shares={"grade3plus": 14}), None, True),
        (reaction(band={"more_than": 10}, frequency_text="very common"), None, True),
        (reaction(frequency_text="common"), None, False),
        (reaction(shares={"all": 33}, severity="serious"), None, False),
        (reaction(shares={"all": 33}, severity="threshold"), None, False),
    ],
)
def test_only_a_plain_share_is_any_grade(shown, any_grade, has_figure):
    cell = Cell(occurrence(shown))
    assert (cell.any_grade, cell.has_figure, cell.gap) == (any_grade, has_figure, "")


def test_a_row_of_the_comparator_alone_is_no_row():
    assert compare(drugs("drug-a", "drug-b"), lambda _: side_effect("nausea")) == ()


def test_the_largest_difference_stands_first_and_unknown_ones_last():
    rows = [
        row_of(90, None, key="one-alone"),
        row_of(50, 45, key="small"),
        row_of(10, 40, key="large"),
        row_of(None, None, key="none"),
        row_of(95, None, key="more-alone"),
    ]
    assert keys(ordered(rows, "difference")) == ["large", "small", "more-alone", "one-alone", "none"]
    assert keys(ordered(rows, "frequency")) == ["more-alone", "one-alone", "small", "large", "none"]
    assert keys(ordered(rows, "name")) == ["large", "more-alone", "none", "one-alone", "small"]


def test_what_counts_something_else_is_no_difference_and_comes_last():
    serious = Cell(occurrence(reaction(shares={"all": 99}, severity="serious")))
    apart = Row(side_effect("serious"), (serious, serious))
    assert apart.difference is None
    for order in ("difference", "frequency"):
        assert keys(ordered([apart, row_of(1, 1, key="rare")], order)) == ["rare", "serious"]


shares = st.one_of(st.none(), st.just("<1"), st.integers(0, 100), st.floats(0, 100).map(lambda share: round(share, 1)))


@given(st.lists(st.tuples(shares, shares, shares), max_size=12), st.randoms())
def test_orders_hold_for_any_shares(told, random):
    rows = [row_of(*three, key=f"effect-{index}") for index, three in enumerate(told)]
    for order in ("difference", "frequency", "name"):
        made = ordered(rows, order)
        assert sorted(keys(made)) == sorted(keys(rows))
        assert made == ordered(random.sample(rows, len(rows)), order), "the order depends on what came in first"
    gaps = [row.difference for row in ordered(rows, "difference")]
    plain = [gap for gap in gaps if gap is not None]
    assert gaps[: len(plain)] == sorted(plain, reverse=True)
    highest = [
        max((c.any_grade for c in row.cells if c.any_grade is not None), default=-1)
        for row in ordered(rows, "frequency")
    ]
    assert highest == sorted(highest, reverse=True)


def group(key, *effects):
    told = tuple(TreatmentEffect(term, timing, note, page, (PLACE,)) for term, timing, note, page in effects)
    return Treatment(key, key.title(), (), (), told, (), (), "2026-01-31")


def test_groups_stand_by_side_effect_then_by_term():
    one = group("one", ("Hair loss", "early", "a", "alopecia"), ("Odd", "late", "b", ""), ("Pain", "late", "c", "pain"))
    other = group("other", ("odd", "early", "d", ""), ("Chest pain", "late", "e", "pain"))
    rows = compare_groups([one, other], lambda key: side_effect(key, title=f"Page of {key}"))
    assert [(row.title, row.told) for row in rows] == [("Odd", 2), ("Page of pain", 2), ("Hair loss", 1)]
    assert [[effect.note for effect in cell] for cell in rows[1].cells] == [["c"], ["e"]]
    assert rows[2].cells[1] == ()


def test_the_built_content_shows_what_the_side_effects_pages_show(repository, side_effect_of):
    chosen = [repository.page(key) for key in ("abemaciclib", "palbociclib", "ribociclib")]
    for row in compare(chosen, side_effect_of):
        for one, cell in zip(chosen, row.cells, strict=True):
            listed = next((d.shown for d in row.side_effect.drugs if d.drug.id == one.id), None)
            assert cell.shown == listed
            silent = any(entry.id == one.id for entry in row.side_effect.not_reported)
            assert (cell.gap == phrases.NOT_REPORTED) == silent, (row.side_effect.id, one.id)
