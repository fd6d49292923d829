"""Which of a drug's figures a list shows: each test sets the better one against one that looks more frequent."""

import pytest

from mbc_desktop.data.occurrences import by_drug, shown_study
from mbc_desktop.data.records import Entry, Occurrence
from tests.summary.made import reaction, study

DRUG = Entry("drug-a", "drug", "Drug A")


def occurrence(shares=None, drug: Entry = DRUG, **more) -> Occurrence:
    """`more` are fields of the row, or else of the study."""
    row = {key: more.pop(key) for key in ("severity", "frequency_text", "band", "comparator") if key in more}
    return Occurrence(drug, study(**more), reaction("Nausea", shares, **row))


MAIN = {"main_position": 0, "main_for": "alone"}


@pytest.mark.parametrize(
    ("better", "other"),
    [
        (occurrence({"all": 10}, **MAIN), occurrence({"all": 90}, n=9000)),
        (occurrence({"all": 10}, **MAIN), occurrence({"all": 90}, main_position=1)),
        (occurrence({"all": 10}), occurrence({"all": 90}, setting="early", main_position=0)),
        (occurrence({"all": 10}), occurrence({"all": 90}, setting="other cancers")),
        (occurrence({"all": 10}), occurrence({"all": 90}, setting="mixed")),
        (occurrence({"all": 10}, setting="early"), occurrence({"all": 90}, setting="other cancers")),
        (occurrence({"all": 10}), occurrence({"grade3": 90}, **MAIN)),
        (occurrence({"grade3": 10}), occurrence(frequency_text="common", band={"more_than": 10.0})),
        (occurrence(frequency_text="rare", band={"up_to": 1.0}), occurrence(frequency_text="reported")),
        (occurrence({"all": 10}), occurrence({"all": 90}, severity="serious", **MAIN)),
        (occurrence(frequency_text="reported"), occurrence({"all": 90}, severity="threshold")),
        (occurrence({"all": 10}, comparator={"all": 5}), occurrence({"all": 90}, n=9000)),
        (occurrence({"all": 10}, n=500), occurrence({"all": 90}, n=400)),
        (occurrence({"all": 10}, n=1), occurrence({"all": 90}, n=None)),
        (occurrence({"all": 90}), occurrence({"all": 10})),
    ],
)
def test_the_better_figure_is_shown(better: Occurrence, other: Occurrence) -> None:
    for given in ([better, other], [other, better]):
        (shown,) = by_drug(given, {"drug-a"})
        assert shown.shown is better
        assert shown.others == (other,)


def test_main_study_first_else_the_best_other_one() -> None:
    """The main study does not report this side effect: the best other one is shown, and the drug still has a main."""
    (shown,) = by_drug([occurrence({"all": 12}), occurrence({"all": 30}, setting="early")], {"drug-a"})
    assert shown.shown.reaction.shares == {"all": 12}
    assert shown.has_main_study
    (shown,) = by_drug([occurrence({"all": 12})], set())
    assert not shown.has_main_study


def test_drugs_stand_most_frequent_first_by_what_is_shown() -> None:
    often, seldom, banded = (Entry(key, "drug", key) for key in ("often", "seldom", "banded"))
    found = by_drug(
        [
            occurrence({"all": 5}, seldom, **MAIN),
            occurrence({"all": 99}, seldom),  # not shown, so it does not count
            occurrence({"all": 60}, often, **MAIN),
            occurrence(drug=banded, frequency_text="common", band={"more_than": 50.0}),
        ],
        {"often", "seldom"},
    )
    assert [one.drug.id for one in found] == ["often", "seldom", "banded"]


def test_equal_shares_stand_by_name() -> None:
    entries = [Entry(key, "drug", key) for key in ("b", "C", "a")]
    found = by_drug([occurrence({"all": 5}, entry) for entry in entries], set())
    assert [one.drug.id for one in found] == ["a", "b", "C"]


def test_a_row_of_the_comparator_alone_says_nothing_about_the_drug() -> None:
    assert by_drug([occurrence(comparator={"all": 30})], set()) == ()


def test_no_figure_is_lost() -> None:
    given = [occurrence({"all": share}, id=str(share)) for share in range(10)]
    (found,) = by_drug(given, set())
    assert {id(one) for one in (found.shown, *found.others)} == {id(one) for one in given}


def test_the_study_for_a_drugs_side_effect_is_the_one_that_its_page_shows(repository):
    """Every pair of the book: a way to a row never leads to early disease where metastatic disease has the same."""
    drugs = [repository.drug(entry.id) for entry in repository.entries.values() if entry.kind == "drug"]
    pairs = 0
    for drug in drugs:
        for key in drug.side_effect_titles:
            shown = next((d.shown for d in repository.side_effect(key).drugs if d.drug.id == drug.id), None)
            if shown:
                pairs += 1
                assert shown_study(drug, key) == shown.study.id, (drug.id, key)
    assert pairs > 1000
    assert shown_study(drugs[0], "no-such-side-effect") == ""
