import pytest

from mbc_desktop.data.records import DrugOccurrences, Entry, Occurrence
from mbc_desktop.summary import phrases
from mbc_desktop.summary.page_text import row_line, text_of
from tests.summary.made import EDITION, compared, drug, reaction, side_effect, statement, study


def test_a_row_stands_by_itself():
    row = reaction(shares={"all": 86, "grade3": 13, "grade4": 0}, comparator={"all": 25})
    assert row_line(compared(row, main_position=0, main_for="alone", setting="early"), row) == (
        "Nausea: 86%, severe: 13% grade 3 or 4, added up with drug A + drug B (study ONE, main study: alone, "
        "early breast cancer, not metastatic, 441 people); 25% with placebo + drug B (223 people) [label: Table 1]"
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (reaction(shares={"all": 2}, severity="serious"), "serious cases only"),
        (reaction(shares={"grade3plus": 2}), "any grade not stated, severe: 2% grade 3 or 4 with"),
        (reaction(shares={"all": 2}, note="fatal in 1%"), "fatal in 1%"),
        (reaction(frequency_text="common", band={"up_to": 10.0}), "up to 10 out of 100 with"),
        (reaction(frequency_text="common", band={"up_to": 10.0}), "in the source's words: common"),
        (reaction(), phrases.NOT_KNOWN),
    ],
)
def test_a_row_says_what_it_counts(row, words):
    assert words in row_line(study(row), row)


def test_call_now_comes_first_and_the_edition_last():
    danger = statement("warnings", "Sepsis can kill.", call_now="Call for fever.")
    page = drug(study(reaction(shares={"all": 5})), statements=[danger], call_now=(danger,), call_now_left=2)
    lines = text_of(page, EDITION).splitlines()
    headings = [lines.index(heading) for heading in ("Call now", "Warnings", "Study: ONE [1a]", "Sources")]
    assert headings == sorted(headings)
    assert lines[lines.index("Call now") + 1] == "- Call for fever. [1a]"
    assert "2 more reasons to call" in lines[lines.index("Call now") + 2]
    assert lines[-2:] == [phrases.SUPPORTS, phrases.edition_line(EDITION)]


def test_outcomes_stand_under_overall_and_not_among_side_effects():
    page = drug(study(reaction(shares={"all": 5}), reaction("Stopped", {"all": 9}, severity="outcome")))
    text = text_of(page, EDITION)
    assert text.index("  - Nausea") < text.index("  Overall") < text.index("  - Stopped")


def test_a_side_effects_page_warns_that_studies_differ_and_names_a_missing_main_study():
    row = reaction(shares={"all": 5})
    entry = Entry("drug-a", "drug", "drug A", "Aba", "chemotherapy")
    page = side_effect("nausea", DrugOccurrences(entry, Occurrence(entry, study(row), row), (), has_main_study=False))
    text = text_of(page, EDITION)
    assert phrases.DIFFERENT_STUDIES in text
    assert "- drug A (Aba) (no main study)" in text


def test_every_page_is_text_with_all_of_its_rows(repository):
    for key in repository.entries:
        page = repository.page(key)
        text = text_of(page, repository.edition)
        assert text.endswith(phrases.edition_line(repository.edition) + "\n")
        assert "{" not in text
        for told in getattr(page, "studies", ()):
            for row in told.reactions:
                assert f"  - {row.term}: " in text
        for left in page.not_found:
            assert left in text
