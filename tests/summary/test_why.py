"""Why this number: the right arm, the right grade, the right place, and nothing that is not known."""

import re

import pytest

from mbc_desktop.data.records import Edition, Entry, Occurrence, Place
from mbc_desktop.summary import phrases, plain
from mbc_desktop.summary.why import NO_COMPARISON, spoken, why
from tests.summary.made import EDITION, SOURCE, compared, reaction, study

DRUG = Entry("drug-a", "drug", "drug A")
PERCENT = re.compile(r"<?\d+(?:\.\d+)?%")


def told(row, of=None, edition: Edition = EDITION):
    return why(Occurrence(DRUG, of or compared(), row), (SOURCE,), edition)


def line(made, what: str) -> str:
    return dict(made.lines)[what]


BOTH = reaction("Nausea", {"all": 86, "grade3": 11, "grade4": 2}, {"all": 25, "grade3plus": 0})


def test_each_arm_and_grade_stands_under_its_own_name():
    made = told(BOTH)
    assert line(made, "How often") == "any grade 86%"
    assert line(made, "Severe") == "13% grade 3 or 4, added up"
    assert line(made, "Treatment") == "drug A + drug B"
    assert line(made, "People counted") == "441 people"
    assert line(made, "Comparison group") == "placebo + drug B, 223 people: any grade 25%, severe 0% grade 3 or 4"
    assert made.sentence == plain.sentence(compared(), BOTH)
    assert made.title == "Nausea: drug A"


def test_the_setting_the_study_the_source_and_the_place_are_told():
    made = told(BOTH, compared(setting="early", main_position=0, main_for="with drug B"))
    assert line(made, "Setting") == "early breast cancer, not metastatic"
    assert line(made, "Study") == "ONE (main study: with drug B)"
    assert line(made, "Study").count("main") == 1
    assert "A label. A maker; text as held in a copy. 2025." in line(made, "Source")
    assert line(made, "Source").endswith("Place: Table 1")
    assert EDITION.code in line(made, "Edition")
    assert EDITION.content_date in line(made, "Edition")
    assert line(told(BOTH), "Study") == "ONE (not a main study)"


def test_a_rows_own_people_and_place_come_before_the_studys():
    row = reaction("Nausea", {"all": 5}, n=40, of_whom="women", places=(Place("label", "E1", "Table 9"),))
    made = told(row)
    assert line(made, "People counted") == "40 people (women)"
    assert "Table 9" in line(made, "Source")
    assert "Table 1" not in line(made, "Source")
    assert "Table 1" in line(told(reaction("Nausea", {"all": 5}, places=())), "Source")


def test_severe_alone_is_never_told_as_any_grade():
    made = told(reaction("Nausea", {"grade3plus": 5}), study(severe_means="3-5"))
    assert line(made, "How often") == "at least 5% (severe)"
    assert line(made, "Severe") == "5% grade 3 or higher"
    assert made.crossed is None, "no picture of people with any grade"
    assert "any grade" not in spoken(Occurrence(DRUG, study(), reaction("Nausea", {"grade3plus": 5})))


@pytest.mark.parametrize(
    ("share", "crossed"), [(86, 86), (0.4, None), ("<1", None), (0, None), (100, 100), (99.7, 99), (12.5, 13)]
)
def test_so_many_are_crossed_as_on_paper(share, crossed):
    assert told(reaction("Nausea", {"all": share})).crossed == crossed


def test_what_is_not_known_is_said_not_to_be():
    made = told(reaction("Nausea", frequency_text="common"), study(n=None))
    assert line(made, "How often") == "common"
    assert line(made, "Severe") == "not stated"
    assert line(made, "Comparison group") == NO_COMPARISON
    assert line(made, "People counted") == "number of people not stated"
    assert line(told(reaction("Nausea", {"all": 5})), "Comparison group").endswith("223 people: not stated")


def test_rows_that_count_not_every_case_say_so():
    made = told(reaction("Bleeding", {"all": 7}, severity="serious"))
    assert line(made, "How often") == "serious cases only 7%"
    assert made.sentence.endswith("Counted: serious cases only.")
    assert "any grade" not in made.citation
    outcome = told(reaction("Stopped", {"all": 16}, severity="outcome"))
    assert line(outcome, "How often") == "16%"
    assert outcome.crossed is None


def test_the_citation_is_one_paragraph_with_all_that_carries_the_number():
    made = told(BOTH)
    assert "\n" not in made.citation
    for words in (
        "Nausea with drug A + drug B: any grade 86%, severe 13% grade 3 or 4, added up.",
        "ONE, 441 people, metastatic breast cancer.",
        "Compared with placebo + drug B, 223 people: any grade 25%, severe 0% grade 3 or 4.",
        "A label. A maker; text as held in a copy. 2025. https://example.org/label Place: Table 1.",
        "Content of 2026-01-31 · edition ABC-DEF",
    ):
        assert words in made.citation


def test_a_row_is_spoken_as_a_sentence():
    row = Occurrence(DRUG, compared(), BOTH)
    assert spoken(row) == (
        "drug A + drug B, ONE: any grade 86%, severe 13% grade 3 or 4, added up; "
        "comparison group any grade 25%, severe 0% grade 3 or 4."
    )
    assert spoken(row, with_term=True).startswith("Nausea, drug A + drug B, ONE: ")
    silent = Occurrence(DRUG, compared(setting="early"), reaction("Nausea", {"all": 5}))
    assert spoken(silent) == (
        "drug A + drug B, ONE, early breast cancer, not metastatic: any grade 5%, severe not stated; "
        "comparison group not stated."
    )


def test_every_shipped_row_tells_its_own_shares_and_no_others(repository):
    """Every percentage in a line is one of that arm's shares, or the sum of grades that the records themselves make."""
    checked = 0
    for entry in repository.entries.values():
        if entry.kind != "drug":
            continue
        drug = repository.drug(entry.id)
        for of in drug.studies:
            for row in of.reactions:
                if not (row.shares or row.frequency_text):
                    continue
                lines = dict(why(Occurrence(entry, of, row), drug.sources, repository.edition).lines)
                own = allowed(row, "treatment")
                words = row.frequency_text if not row.shares else ""
                assert set(PERCENT.findall(lines["How often"])) <= own | set(PERCENT.findall(words)), (entry.id, row)
                assert set(PERCENT.findall(lines["Severe"])) <= severe(row, "treatment"), (entry.id, row)
                if of.comparator:
                    other = lines["Comparison group"].rpartition(": ")[2] if not row.comparator else None
                    compared_ = lines["Comparison group"].removeprefix(of.comparator)
                    assert other == phrases.NOT_STATED or set(PERCENT.findall(compared_)) <= allowed(row, "comparator")
                assert "Place: " in lines["Source"], (entry.id, row)
                checked += 1
    assert checked > 1500


def allowed(row, arm) -> set[str]:
    sums = {f"{share.share}%" for share in (row.any_grade(arm), row.severe(arm)) if share}
    return {f"{share}%" for share in row.shares_of(arm).values()} | sums


def severe(row, arm) -> set[str]:
    shares = row.shares_of(arm)
    share = row.severe(arm)
    return {f"{share.share}%"} if share else {f"{shares[g]}%" for g in ("grade3", "grade4") if g in shares}
