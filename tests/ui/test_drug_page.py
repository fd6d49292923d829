"""A drug's page: every number in its own column, the main study first, what is apart stands apart."""

import pytest

from mbc_desktop.data.records import (
    Drug,
    Reaction,
)
from mbc_desktop.summary import phrases
from mbc_desktop.ui.html.choice import Choice
from mbc_desktop.ui.html.pages import page_html
from tests.summary.made import compared, drug, reaction, statement, study
from tests.ui.reading import Reader
from tests.ui.told import (
    ANY,
    CITED,
    FIRST,
    NARROW,
    OTHER,
    SEVERE,
    drugs,
    lines,
    numbers,
    of,
    shown,
    standardised,
    told_by,
    under,
)


def test_every_number_of_every_study_stands_in_its_column(repository):
    """The treatment's numbers in the treatment's columns, the comparator's in its own, for every row of every drug."""
    checked = 0
    for page in drugs(repository):
        for study_ in page.studies:
            alone = Drug(**{field: getattr(page, field) for field in Drug.__slots__} | {"studies": (study_,)})
            told = [row for table in of(alone).tables for row in lines(table)]
            for row in study_.reactions:
                if not (row.shares or row.frequency_text):
                    continue
                any_grade, severe = map(standardised, told_by(row, "treatment"))
                other = set().union(*map(standardised, told_by(row, "comparator")))
                rows = [
                    r
                    for r in told
                    if CITED.sub("", r[FIRST]) == row.term
                    and (not row.shares or numbers(r[ANY]) == any_grade)
                    and numbers(r[SEVERE]) == severe
                    and numbers(r[OTHER]) == other
                ]
                assert rows, (page.id, study_.id, row.term, any_grade, severe, other)
                checked += len(any_grade | severe | other)
    assert checked > 3000


def test_grades_below_3_never_stand_under_severe_and_are_told_below():
    rows = (
        reaction("Rash", {"all": 30, "grade1_2": 26, "grade3": 4}),
        reaction("Nausea", {"grade1_2": 19, "grade3": 1, "grade4": "<0.5"}),
        reaction("Fever", {"grade1": 1, "grade2": 2, "grade3": 3, "grade4": 4}),
    )
    (table,) = of(drug(study(*rows))).tables
    told = {row[FIRST]: (numbers(row[ANY]), numbers(row[SEVERE]), number_) for number_, row in enumerate(lines(table))}
    assert told["Rash"][:2] == ({"30%"}, {"4%"})
    assert "grade 1 or 2: 26%" in under(table)[told["Rash"][2]]
    assert told["Nausea"][:2] == ({"19%"}, {"1%", "<0.5%"})
    assert told["Nausea"][2] not in under(table), "it stands under any grade already"
    assert told["Fever"][:2] == ({"10%"}, {"7%"})


def test_the_main_study_stands_first_and_unfolded(repository):
    for page in drugs(repository):
        if not page.studies:
            continue
        html = page_html(page, shown())
        first = page.studies[0]
        assert Reader(html).text.count(first.name)
        for study_ in page.studies[1:]:
            assert html.index(f'name="study-{first.id}"') < html.index(f'name="study-{study_.id}"')
            assert f'href="unfold:{study_.id}"' in html
        rows = [row for table in of(page).tables for row in lines(table)]
        known = [row for row in first.reactions if row.shares or row.frequency_text]
        assert len(rows) == len(known), page.id


def test_the_comparators_numbers_never_stand_in_the_treatments_columns():
    row = reaction("Nausea", {"all": 41, "grade3": 42, "grade4": "<1"}, {"all": 51, "grade3": 52, "grade4": "<2"})
    ((_, _, any_grade, severe, other),) = lines(of(drug(compared(row))).tables[-1])
    assert numbers(any_grade) == {"41%"}
    assert numbers(severe) == {"42%", "<1%"}
    assert numbers(other) == {"51%", "52%", "<2%"}


def test_no_share_of_the_comparator_is_lost_or_said_twice():
    rows = (
        reaction("Fatigue", {"all": 74}, {"grade1_2": 80, "grade3": 10, "grade4": "<0.5"}),
        reaction("Nausea", {"all": 30}, {"grade3": 12.5}),
        reaction("Rash", {"all": 20}, {"all": 7}),
        reaction("Fever", {"all": 10}),
    )
    others = [row[OTHER] for row in lines(of(drug(compared(*rows))).tables[-1])]
    assert others == [
        f"at least 80% (grade 1 or 2); grade 3:{NARROW}10%, 4:{NARROW}<0.5%",
        f"grade 3:{NARROW}12.5%",
        "7%",
        "",
    ]


def test_a_row_of_the_comparator_alone_is_not_a_drugs_row():
    page = drug(compared(reaction("Nausea", {}, {"all": 51}), reaction("Rash", {"all": 9})))
    text = of(page).text
    assert "51%" not in text
    assert "9%" in text


def test_severe_is_told_in_the_sources_own_words():
    row = reaction("Nausea", {"all": 40, "grade3plus": 5})
    assert "grade 3 or higher" in of(drug(study(row, severe_means="3-5"))).text
    added_up = of(drug(study(reaction("Nausea", {"all": 40, "grade3": 5, "grade4": 2}))))
    assert lines(added_up.tables[-1])[0][SEVERE] == "7% †"
    assert "Severegrade 3 or 4" in added_up.text
    assert "† added up by us" in added_up.text


def test_a_row_whose_severe_counts_something_else_than_the_tables_says_so():
    rows = (
        reaction("Nausea", {"all": 40, "grade3plus": 5}),
        reaction("Rash", {"all": 30, "grade3plus": 4}),
        reaction("Fever", {"all": 20, "grade3": 2, "grade4": 1}),
    )
    table = of(drug(study(*rows, severe_means="3-5"))).tables[-1]
    assert "grade 3 or higher" in table.rows[0][SEVERE]
    assert under(table) == {2: "severe: grade 3 or 4"}


def test_any_grade_that_is_not_known_is_at_least_and_says_which_grade():
    ((_, _, any_grade, severe, _),) = lines(
        of(drug(study(reaction("Nausea", {"grade3": 5, "grade4": "<1"})))).tables[-1]
    )
    assert any_grade == "at least 5% (grade 3)"
    assert severe == f"grade 3:{NARROW}5%, 4:{NARROW}<1%"


def test_bands_show_their_limits_and_the_sources_words():
    row = reaction("Nausea", frequency_text="very common", band={"more_than": 10.0})
    reader = of(drug(study(row)))
    ((_, _, any_grade, _, _),) = lines(reader.tables[-1])
    assert any_grade == "more than 10 out of 100"
    assert "very common" in reader.text


@pytest.mark.parametrize(
    ("row", "address"),
    [
        (reaction("x", {"all": 86, "grade3": 13, "grade4": 0}, {"all": 25}), "bar:86/86/13/25"),
        (reaction("x", {"all": "<1"}), "bar:0.99/0.99/-/-"),
        (reaction("x", {"all": 0, "grade3plus": 0}, {"all": 0}), "bar:0/0/0/0"),
        (reaction("x", {"grade3": 5, "grade4": "<1"}), "bar:5/100/-/-"),
        (reaction("x", band={"at_least": 1.0, "below": 10.0}, frequency_text="common"), "bar:1/10/-/-"),
        (reaction("x", frequency_text="reported"), "bar:-/-/-/-"),
    ],
)
def test_a_bar_is_told_what_the_row_knows(row: Reaction, address: str):
    bars = [image for image in of(drug(study(row))).images if image.startswith("bar:")]
    assert bars == [address]


def test_rows_with_a_severity_of_their_own_and_outcomes_stand_apart(repository):
    for page in drugs(repository):
        keys = [study_.id for study_ in page.studies]
        for table in of(page, *keys).tables:
            for row in lines(table):
                term = CITED.sub("", row[FIRST])
                found = {r.severity for s in page.studies for r in s.reactions if r.term == term}
                if table.under in {study_.name for study_ in page.studies}:
                    assert "" in found, (page.id, term)
                elif table.under.startswith("Severe or serious"):
                    assert found & {"severe", "serious", "threshold"}, (page.id, term)
                elif table.under == "Overall":
                    assert "outcome" in found, (page.id, term)
                else:
                    pytest.fail(f"{page.id}: a table under '{table.under}'")


def test_the_regimen_stands_over_each_table():
    rows = (reaction("Felt", {"all": 10}), reaction("Serious one", {"all": 20}, severity="serious"))
    text = of(drug(study(*rows))).text
    assert text.index("drug A + drug B") < text.index("Felt") < text.rindex("drug A + drug B")
    assert text.rindex("drug A + drug B") < text.index("Serious one")


def test_each_kind_of_row_has_its_table():
    rows = (
        reaction("Felt", {"all": 10}),
        reaction("Measured", {"all": 20}, kind="laboratory"),
        reaction("Serious one", {"all": 30}, severity="serious"),
        reaction("Beyond a limit", {"all": 35}, severity="threshold"),
        reaction("Stopped because of side effects", {"all": 40}, severity="outcome", side_effects=()),
    )
    tables = {table.under: [row[FIRST] for row in lines(table)] for table in of(drug(study(*rows))).tables}
    assert tables == {
        "ONE": ["Measured", "Felt"],
        "Severe or serious cases, and cases beyond a limit": ["Beyond a limit", "Serious one"],
        "Overall": ["Stopped because of side effects"],
    }
    text = of(drug(study(*rows))).text
    assert "serious cases only" in text
    assert "beyond a limit that the row names" in text


def test_rows_stand_most_frequent_first():
    rows = (
        reaction("Reported", frequency_text="reported"),
        reaction("Band", frequency_text="common", band={"at_least": 1.0, "below": 10.0}),
        reaction("At least", {"grade3": 30}),
        reaction("Seldom", {"all": "<1"}),
        reaction("Often", {"all": 86}),
    )
    (table,) = of(drug(study(*rows))).tables
    assert [row[FIRST] for row in lines(table)] == ["Often", "Seldom", "At least", "Band", "Reported"]


def test_a_study_in_another_setting_says_so():
    text = of(drug(study(reaction("x", {"all": 1}), setting="early"))).text
    assert "early breast cancer, not metastatic" in text


def test_people_that_are_not_counted_are_said_not_to_be():
    assert "number of people not stated" in of(drug(study(reaction("x", {"all": 1}), n=None))).text
    assert "441 people" in of(drug(study(reaction("x", {"all": 1})))).text


def test_a_drug_without_a_main_study_says_so():
    page = drug(study(reaction("x", {"all": 1})))
    assert "No main study" in of(page).text
    assert "No main study" not in of(drug(study(reaction("x", {"all": 1}), main_position=0, main_for="alone"))).text


def test_a_drug_without_studies_says_that_its_side_effects_are_not_in_the_sources():
    assert phrases.NOT_IN_SOURCES in of(drug()).text


MIXED = (
    reaction("Felt often", {"all": 50, "grade3plus": 1}),
    reaction("Felt badly", {"all": 10, "grade3plus": 9}),
    reaction("Grades apart", {"all": 20, "grade3": 5, "grade4": "<1"}),
    reaction("Measured", {"all": 30}, kind="laboratory"),
    reaction("Anemia", {"all": 5}),
)


@pytest.mark.parametrize(
    ("choice", "terms"),
    [
        (Choice(), ["Felt often", "Measured", "Grades apart", "Felt badly", "Anemia"]),
        (Choice(sort="severe"), ["Felt badly", "Grades apart", "Felt often", "Measured", "Anemia"]),
        (Choice(sort="name"), ["Anemia", "Felt badly", "Felt often", "Grades apart", "Measured"]),
        (Choice(show="laboratory"), ["Measured"]),
        (Choice(sort="name", show="clinical"), ["Anemia", "Felt badly", "Felt often", "Grades apart"]),
    ],
)
def test_the_table_is_sorted_and_filtered_as_chosen(choice: Choice, terms: list[str]):
    told = of(drug(study(*MIXED)), choice=choice)
    assert [row[FIRST] for row in lines(told.tables[-1])] == terms
    assert told.text.count("✓") == 2, "what is chosen has a sign"


def test_the_kind_is_chosen_only_where_there_are_two():
    assert "view:show=laboratory" in of(drug(study(*MIXED))).links
    assert not any("show=" in link for link in of(drug(study(MIXED[0]))).links)


def test_outcomes_stay_and_an_empty_choice_says_so():
    outcome = reaction("Stopped", {"all": 40}, severity="outcome", side_effects=())
    told = of(drug(study(MIXED[0], outcome, MIXED[3])), choice=Choice(show="laboratory"))
    assert "Stopped" in told.text
    told = of(drug(study(MIXED[0]), study(MIXED[3], id="two")), choice=Choice(show="laboratory"))
    assert "No rows of this kind" in told.text


def test_the_chosen_study_stands_first_and_the_others_unfold_under_it():
    page = drug(study(MIXED[0], main_position=0, main_for="alone"), study(MIXED[1], id="two", name="TWO"))
    first, second = of(page), of(page, choice=Choice(study="two"))
    assert {"view:study=one", "view:study=two"} <= set(first.links)
    assert "Felt often" in first.text
    assert "Felt badly" not in first.text
    assert "unfold:two" in first.links
    assert "Felt badly" in second.text
    assert "Felt often" not in second.text
    assert "unfold:one" in second.links
    assert "✓ TWO" in second.text


def test_what_is_no_choice_changes_nothing():
    for told in ("sort=danger", "show=", "x=y", ""):
        assert Choice(sort="name").after(told) == Choice(sort="name")


def test_each_number_of_a_row_leads_to_what_stands_behind_that_row():
    page_shown = shown()
    reader = Reader(
        page_html(drug(compared(reaction("Nausea", {"all": 41, "grade3plus": 2}, {"all": 51}), MIXED[0])), page_shown)
    )
    assert [link for link in reader.links if link.startswith("why:")] == ["why:0"] * 2 + ["why:1"] * 3
    assert [told.reaction.term for told in page_shown.rows] == ["Felt often", "Nausea"]
    assert {told.drug.title for told in page_shown.rows} == {"drug A"}


def test_signs_to_call_unfold_and_none_is_lost():
    signs = tuple(statement("warnings", f"Sign {n}.", call_now=f"Call for sign {n}.") for n in range(1, 6))
    page = drug(study(MIXED[0]), call_now=signs, call_now_left=3)
    folded, unfolded = of(page), of(page, "call-now")
    assert "Call for sign 3." in folded.text
    assert "Call for sign 4." not in folded.text
    assert "2 more signs to call" in folded.text
    assert all(f"Call for sign {n}." in unfolded.text for n in range(1, 6))
    assert "3 more under" in unfolded.text
    few = of(drug(study(MIXED[0]), call_now=signs[:3]))
    assert "Call for sign 3." in few.text
    assert "unfold:call-now" not in few.links


def test_a_treatments_page_has_no_table_to_make_room_for(repository):
    page = repository.page("chemotherapy")
    assert len(page.call_now) > 3
    text = of(page).text
    assert all(told.call_now in text for told in page.call_now)
