from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbc_desktop.data.listing import (
    ANY,
    KINDS,
    Known,
    Standing,
    filtered,
    least_often,
    offered,
    standing,
    value_name,
)
from mbc_desktop.data.occurrences import by_drug
from mbc_desktop.data.records import Entry, Factor, Occurrence, number
from tests.summary.made import reaction, side_effect, statement, study

MATCHES, NOT_STATED, STATES_OTHER = Standing


def entry(key: str, kind: str = "drug") -> Entry:
    return Entry(key, kind, key)


def her2(*values: str) -> tuple[Factor, ...]:
    return tuple(Factor("her2", value) for value in values)


# Filtering


@pytest.mark.parametrize(
    ("stated", "chosen", "stands"),
    [
        (["negative"], "negative", MATCHES),
        (["negative"], "positive", STATES_OTHER),
        (["negative"], "low", NOT_STATED),
        (["negative"], "ultralow", NOT_STATED),
        (["negative", "low"], "low", MATCHES),
        (["negative", "low"], "ultralow", NOT_STATED),
        (["positive"], "low", STATES_OTHER),
        (["positive"], "negative", STATES_OTHER),
        (["positive", "low", "ultralow"], "negative", NOT_STATED),
        (["positive", "low", "ultralow"], "ultralow", MATCHES),
        (["any"], "ultralow", MATCHES),
        (["negative", "any"], "positive", MATCHES),
        ([], "positive", NOT_STATED),
    ],
)
def test_her2_is_told_as_the_record_tells_it(stated: list[str], chosen: str, stands: Standing):
    assert standing(her2(*stated), "her2", (chosen,)) == stands


@pytest.mark.parametrize(
    ("stated", "kind", "chosen", "stands"),
    [
        (Factor("menopause", "post"), "menopause", "pre-with-suppression", NOT_STATED),
        (Factor("menopause", "pre-with-suppression"), "menopause", "post", STATES_OTHER),
        (Factor("route", "by mouth"), "route", "into a vein", STATES_OTHER),
        (Factor("hormone_receptor", "positive"), "hormone_receptor", "negative", STATES_OTHER),
        (Factor("site", "brain"), "site", "bone", NOT_STATED),
        (Factor("biomarker", "ESR1 mutation"), "biomarker", "PIK3CA mutation", NOT_STATED),
        (Factor("biomarker", "PD-L1 (first line)"), "biomarker", "PD-L1", MATCHES),
        (Factor("biomarker", "PD-L1 (first line)"), "route", "by mouth", NOT_STATED),
    ],
)
def test_what_is_open_is_no_no(stated: Factor, kind: str, chosen: str, stands: Standing):
    assert standing((stated,), kind, (chosen,)) == stands


GROUPS = [
    (entry("hormone", "treatment"), (entry("a"), entry("b"))),
    (entry("surgery", "treatment"), ()),
    (entry("chemo", "treatment"), (entry("c"), entry("d"))),
]
FACTORS = {
    "a": (*her2("negative"), Factor("route", "by mouth")),
    "b": (*her2("positive"), Factor("route", "by mouth")),
    "c": (*her2("any"), Factor("route", "into a vein")),
    "surgery": (Factor("site", "bone"),),
    "chemo": her2("positive", "negative"),
}


def ids(entries) -> list[str]:
    return [one.id for one in entries]


def test_values_of_a_kind_mean_or_and_kinds_mean_and():
    both = filtered(GROUPS, FACTORS, {"her2": ("negative", "positive")})
    assert ids(both.drugs) == ["a", "b", "c"]
    assert ids(both.treatments) == ["chemo"]
    narrower = filtered(GROUPS, FACTORS, {"her2": ("negative", "positive"), "route": ("by mouth",)})
    assert ids(narrower.drugs) == ["a", "b"]
    assert "c" in ids(narrower.left_out)


def test_what_is_not_stated_stands_apart_and_what_is_stated_otherwise_is_left_out():
    found = filtered(GROUPS, FACTORS, {"her2": ("negative",)})
    assert [(group.id, matches, ids(drugs)) for group, matches, drugs in found.places] == [
        ("hormone", False, ["a"]),
        ("chemo", True, ["c"]),
    ]
    assert ids(found.not_stated) == ["hormone", "surgery", "d"]
    assert ids(found.left_out) == ["b"]


def test_a_treatment_without_drugs_is_found_by_its_own_record():
    found = filtered(GROUPS, FACTORS, {"site": ("bone",)})
    assert [(group.id, matches) for group, matches, _ in found.places] == [("surgery", True)]
    assert found.left_out == ()


def test_without_a_choice_everything_is_there():
    found = filtered(GROUPS, FACTORS, {})
    assert ids(found.drugs) == ["a", "b", "c", "d"]
    assert ids(found.treatments) == ["hormone", "surgery", "chemo"]


factors = st.lists(
    st.sampled_from([Factor(kind, value) for kind, values in KINDS.items() for value in (*values, ANY, "x", "x (y)")]),
    max_size=5,
).map(tuple)
choices = st.dictionaries(
    st.sampled_from(sorted(KINDS)), st.lists(st.sampled_from(["positive", "low", "post", "x"]), min_size=1).map(tuple)
)


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "hormone", "surgery", "chemo"]), factors), choices)
def test_every_page_stands_in_one_part_and_what_matches_states_it(stated, chosen):
    found = filtered(GROUPS, stated, chosen)
    parts = [*ids(found.drugs), *ids(found.treatments), *ids(found.not_stated), *ids(found.left_out)]
    assert sorted(parts) == sorted(one.id for group, drugs in GROUPS for one in (group, *drugs))
    for one in (*found.drugs, *found.treatments):
        for kind, values in chosen.items():
            own = {value_name(f) for f in stated.get(one.id, ()) if f.kind == kind}
            assert own & {ANY, *values}, "it matches and does not state it"
    for one in found.left_out:
        own = stated.get(one.id, ())
        assert any(kind in {f.kind for f in own} for kind in chosen), "silence was read as no"


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), factors), choices, st.sampled_from(sorted(KINDS)))
def test_one_more_kind_never_adds_a_match_and_one_more_value_never_takes_one_away(stated, chosen, kind):
    found = set(ids(filtered(GROUPS, stated, chosen).drugs))
    wider = {**chosen, kind: (*chosen.get(kind, ()), "x")}
    after = set(ids(filtered(GROUPS, stated, wider).drugs))
    assert found <= after if kind in chosen else after <= found


def test_what_is_offered_is_what_records_state(repository):
    choices = offered(repository.factors)
    assert list(choices) == list(KINDS)
    assert choices["her2"] == ("positive", "low", "ultralow", "negative")
    for kind, values in choices.items():
        assert ANY not in values
        assert len(values) == len(set(values))
        for value in values:
            found = filtered(repository.groups(), repository.factors, {kind: (value,)})
            assert found.drugs or found.treatments, f"{kind} {value} finds nothing"
    assert all(" (" not in marker for marker in choices["biomarker"])


def test_the_book_filtered_by_her2_low(repository):
    """By the content's own files: low is stated for three drugs, and for those whose record says "any"."""
    found = filtered(repository.groups(), repository.factors, {"her2": ("low",)})
    named = [d for d in found.drugs if Factor("her2", "any") not in _bare(repository.factors[d.id])]
    assert ids(named) == ["datopotamab-deruxtecan", "fam-trastuzumab-deruxtecan", "sacituzumab-govitecan"]
    assert "abemaciclib" in ids(found.not_stated), "its label says negative, and not whether that includes low"
    assert "pertuzumab" in ids(found.left_out)


def _bare(stated: tuple[Factor, ...]) -> list[Factor]:
    return [Factor(factor.kind, factor.value) for factor in stated]


def test_factors_of_all_are_those_of_each_page(repository):
    for key, one in repository.entries.items():
        if one.kind in ("drug", "treatment"):
            assert repository.page(key).factors == repository.factors.get(key, ())


# Sorting


def figures(*rows, of="one"):
    """Each row for a drug of its own: d0, d1, ..."""
    return by_drug([Occurrence(entry(f"d{n}"), study(id=of), row) for n, row in enumerate(rows)], ())


def test_least_often_first_and_what_is_known_less_well_apart():
    drugs = figures(
        reaction(shares={"all": 40}),
        reaction(shares={"all": "<1"}),
        reaction(shares={"all": 7.5}),
        reaction(shares={"grade3": 2}),
        reaction(band={"more_than": 10}, frequency_text="very common"),
        reaction(band={"up_to": 10, "more_than": 1}, frequency_text="common"),
        reaction(frequency_text="reported"),
        reaction(shares={"all": 1}, severity="serious"),
    )
    warned = ((entry("w"), statement("warnings", "It can.")),)
    page = side_effect("nausea", *drugs, warned=warned, not_reported=(entry("n"),))
    every = [*(entry(f"d{n}") for n in range(8)), entry("w"), entry("n"), entry("elsewhere")]
    found = {known: [drug.id for drug, _ in told] for known, told in least_often(page, every).items()}
    assert found == {
        Known.ANY_GRADE: ["d1", "d2", "d0"],
        Known.AT_LEAST: ["d3"],
        Known.BAND: ["d5", "d4"],
        Known.REPORTED: ["d6"],
        Known.SOME_CASES: ["d7"],
        Known.WARNED: ["w"],
        Known.ELSEWHERE: ["elsewhere"],
        Known.NOT_REPORTED: ["n"],
    }
    assert list(found) == sorted(found)


def test_a_row_that_counts_several_side_effects_together_is_no_figure_for_one():
    both = figures(reaction(shares={"all": 3}, side_effects=("nausea", "vomiting")))
    page = side_effect("nausea", composite=both)
    assert list(least_often(page, [entry("d0")])) == [Known.TOGETHER]


def test_only_the_drugs_asked_for_are_listed():
    page = side_effect("nausea", *figures(reaction(shares={"all": 4}), reaction(shares={"all": 2})))
    assert [[d.id for d, _ in told] for told in least_often(page, [entry("d0")]).values()] == [["d0"]]


def test_the_figures_are_those_of_the_side_effects_page(repository):
    drugs = [one for one in repository.entries.values() if one.kind == "drug"]
    for key in ("diarrhea", "alopecia", "neutropenia", "nausea", "qt-prolongation"):
        if key not in repository.entries:
            continue
        page = repository.side_effect(key)
        shown = {figure.drug.id: figure for figure in page.drugs}
        found = least_often(page, drugs)
        listed = [drug.id for told in found.values() for drug, _ in told]
        assert sorted(listed) == sorted(one.id for one in drugs), "each drug once"
        for known, told in found.items():
            if known <= Known.SOME_CASES:
                assert all(figure is shown[drug.id] for drug, figure in told)
        shares = [number(figure.shown.reaction.any_grade().share) for _, figure in found.get(Known.ANY_GRADE, ())]
        assert all(a <= b for a, b in pairwise(shares))
