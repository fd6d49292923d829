"""The words of the pages, without a window."""

import re
from datetime import date

import pytest

from mbc_desktop import paths
from mbc_desktop.data.records import (
    Drug,
    DrugOccurrences,
    Edition,
    Entry,
    Occurrence,
    Overview,
    Reaction,
    Statement,
    Study,
    Treatment,
    TreatmentEffect,
    number,
)
from mbc_desktop.summary import phrases
from mbc_desktop.ui.html.overview_page import start_page
from mbc_desktop.ui.html.pages import page_html, title_of
from mbc_desktop.ui.html.parts import Shown
from mbc_desktop.ui.theme_colors import read
from tests.summary.made import EDITION, PLACE, SOURCE, compared, drug, reaction, side_effect, statement, study
from tests.ui.reading import Reader, Table

COLORS = read(paths.resources() / "themes" / "light.toml")
PERCENT = re.compile(r"<?\d+(?:\.\d+)?%")
CITED = re.compile(r"( \[\d+\])+$")
#: Columns of a table.
FIRST, ANY, SEVERE, OTHER = 0, 2, 3, 4


def shown(*unfolded: str, edition: Edition = EDITION) -> Shown:
    return Shown(COLORS, edition, 150, frozenset(unfolded))


def of(page, *unfolded: str) -> Reader:
    return Reader(page_html(page, shown(*unfolded)))


def lines(table: Table) -> list[list[str]]:
    """The rows with numbers: not the head, and not what stands behind a row."""
    return [row for row in table.rows[1:] if len(row) == 5]


def told_by(row: Reaction, arm: str) -> tuple[set[str], set[str]]:
    """(any grade, severe) as they must stand, from the source's shares alone."""
    shares = row.shares_of(arm)
    if not shares:
        return set(), set()
    plain = all(isinstance(shares.get(f"grade{n}"), int | float) for n in (1, 2, 3, 4))
    if "all" in shares:
        any_grade = {f"{shares['all']}%"}
    elif plain:
        any_grade = {f"{round(sum(float(shares[f'grade{n}']) for n in (1, 2, 3, 4)), 2):g}%"}
    else:
        any_grade = {f"{max(shares.values(), key=number)}%"}
    three, four = shares.get("grade3"), shares.get("grade4")
    if "grade3plus" in shares:
        severe = {f"{shares['grade3plus']}%"}
    elif isinstance(three, int | float) and isinstance(four, int | float):
        severe = {f"{round(float(three) + float(four), 2):g}%"}
    else:
        severe = {f"{share}%" for grade, share in shares.items() if grade in ("grade3", "grade4")}
    return any_grade, severe


def standardised(words: set[str]) -> set[str]:
    """ "4.0%" and "4%" are one number."""
    return {word if word.startswith("<") else f"{float(word[:-1]):g}%" for word in words}


def numbers(cell: str) -> set[str]:
    return standardised(set(PERCENT.findall(cell)))


def drugs(repository) -> list[Drug]:
    return [repository.drug(entry.id) for entry in repository.entries.values() if entry.kind == "drug"]


def under(table: Table) -> dict[int, str]:
    """What stands behind each of `lines`, by its number."""
    found, number_ = {}, -1
    for row in table.rows[1:]:
        if len(row) == 5:
            number_ += 1
        else:
            found[number_] = row[0]
    return found


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
        "at least 80% (grade 1 or 2); severe grade 3: 10%, grade 4: <0.5%",
        "severe grade 3: 12.5%",
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
    assert "grade 3 or 4, added up" in of(drug(study(reaction("Nausea", {"all": 40, "grade3": 5, "grade4": 2})))).text


def test_any_grade_that_is_not_known_is_at_least_and_says_which_grade():
    ((_, _, any_grade, severe, _),) = lines(
        of(drug(study(reaction("Nausea", {"grade3": 5, "grade4": "<1"})))).tables[-1]
    )
    assert any_grade == "at least 5% (grade 3)"
    assert "grade 3: 5%, grade 4: <1%" in severe


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
                if table.under in ("What people notice", "What blood and other tests show"):
                    assert "" in found, (page.id, term)
                elif table.under.startswith("Severe or serious"):
                    assert found & {"severe", "serious", "threshold"}, (page.id, term)
                elif table.under == "Overall":
                    assert "outcome" in found, (page.id, term)
                else:
                    pytest.fail(f"{page.id}: a table under '{table.under}'")


def test_the_regimen_stands_over_each_table():
    rows = (reaction("Felt", {"all": 10}), reaction("Measured", {"all": 20}, kind="laboratory"))
    text = of(drug(study(*rows))).text
    assert text.index("drug A + drug B") < text.index("Felt") < text.rindex("drug A + drug B") < text.index("Measured")


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
        "What people notice": ["Felt"],
        "What blood and other tests show": ["Measured"],
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


# Every page of the database


def test_every_page_says_its_edition_and_who_has_reviewed_it(repository, html_of):
    edition = repository.edition
    for key, html in html_of.items():
        text = Reader(html).text
        for words in (edition.review, edition.content_date, edition.code, phrases.SUPPORTS):
            assert words in text, (key, words)


def test_a_reviewers_name_stands_in_place_of_the_notice():
    edition = Edition("2026-01-31", "ABC-DEF", "Dr. A <B>", "2026-02-01")
    for page in (drug(), side_effect()):
        text = Reader(page_html(page, shown(edition=edition))).text
        assert "Reviewed by Dr. A <B> on 2026-02-01." in text
        assert "No clinician" not in text


def test_every_page_has_its_title_sources_and_its_state(repository, html_of):
    for key, html in html_of.items():
        page = repository.page(key)
        text = Reader(html).text
        assert html.count("<h1>") == 1
        assert title_of(page) in text
        assert page.state.told in text
        for source in page.sources:
            assert source.title in text, (key, source.id)


def test_every_link_of_every_page_leads_somewhere(repository, html_of):
    anchors = {key: set(Reader(html).anchors) for key, html in html_of.items()}
    for key, html in html_of.items():
        for link in Reader(html).links:
            scheme, _, rest = link.partition(":")
            if link.startswith("#"):
                assert link[1:] in anchors[key], (key, link)
            elif scheme == "page":
                page, _, anchor = rest.partition("#")
                assert page in repository.entries, (key, link)
                assert not anchor or anchor in anchors[page], (key, link)
            else:
                assert scheme in ("fold", "unfold"), (key, link)


def test_every_place_that_is_cited_stands_under_sources(html_of):
    for key, html in html_of.items():
        text = Reader(html).text
        cited = set(re.findall(r"\[(\d+)\]", text.rsplit("Sources", 1)[0]))
        listed = set(re.findall(r"\[(\d+)\]", text.rsplit("Sources", 1)[1]))
        assert cited == listed, key


def test_pages_hold_no_tag_that_could_load_or_run_something(html_of):
    allowed = {"h1", "h2", "p", "b", "br", "a", "span", "table", "tr", "td", "th", "ul", "li", "img"}
    for key, html in html_of.items():
        reader = Reader(html)
        assert reader.tags <= allowed, (key, reader.tags - allowed)
        assert not any(attribute.startswith("on") for attribute in reader.attributes)


def test_pages_with_figures_of_several_drugs_say_that_studies_differ(repository, html_of):
    both = 0
    for entry in repository.entries.values():
        if entry.kind != "side_effect":
            continue
        page = repository.side_effect(entry.id)
        figures = bool(page.drugs or page.composite)
        assert (phrases.DIFFERENT_STUDIES in Reader(html_of[entry.id]).text) == figures, entry.id
        both += figures
    assert both > 100


def test_listed_pages_say_that_there_is_no_advice(repository, html_of):
    listed = [repository.side_effect(e.id) for e in repository.entries.values() if e.kind == "side_effect"]
    listed = [page for page in listed if page.listed]
    assert len(listed) > 50
    for page in listed:
        reader = Reader(html_of[page.id])
        assert "No advice in our sources" in reader.text, page.id
        if page.see:
            assert f"page:{page.see.id}" in reader.links


def test_a_side_effects_page_shows_each_drug_once_and_in_order(repository, html_of):
    for entry in repository.entries.values():
        if entry.kind != "side_effect":
            continue
        page = repository.side_effect(entry.id)
        rows = [row[FIRST] for table in Reader(html_of[entry.id]).tables for row in lines(table) if row[FIRST]]
        assert rows == [d.drug.title for d in (*page.drugs, *page.composite)], entry.id


def test_side_effect_pages_tell_regimen_study_and_people_of_each_figure(repository, html_of):
    for key in ("diarrhea", "nausea", "neutropenia", "alopecia"):
        text = Reader(html_of[key]).text
        for d in repository.side_effect(key).drugs:
            for occurrence in (d.shown, *d.others):
                study_: Study = occurrence.study
                line = f"{study_.regimen} · {study_.name}"
                assert line in text, (key, line)
                assert phrases.counted(study_, occurrence.reaction) in text


def test_no_outcome_stands_among_side_effects(repository):
    for entry in repository.entries.values():
        if entry.kind == "side_effect":
            page = repository.side_effect(entry.id)
            for d in (*page.drugs, *page.composite):
                assert all(o.reaction.severity != "outcome" for o in (d.shown, *d.others)), entry.id


def test_nothing_is_ever_said_not_to_cause_something(html_of):
    for key, html in html_of.items():
        headings = re.findall(r"<h2>(.*?)</h2>", html)
        assert not any("not cause" in heading.casefold() for heading in headings), key


# Made-up pages


def occurrences(row: Reaction, **more) -> DrugOccurrences:
    entry = Entry("drug-a", "drug", "drug A", group="chemotherapy")
    return DrugOccurrences(entry, Occurrence(entry, compared(**more), row), (), has_main_study=True)


def test_a_side_effects_row_keeps_the_arms_apart():
    page = side_effect("nausea", occurrences(reaction("Nausea", {"all": 41}, {"all": 51})))
    (row,) = lines(of(page).tables[-1])
    assert numbers(row[ANY]) == {"41%"}
    assert numbers(row[OTHER]) == {"51%"}
    assert "against placebo + drug B, 223 people" in of(page).text


def test_an_added_up_share_says_so():
    page = side_effect("nausea", occurrences(reaction("Nausea", {"grade1": 5, "grade2": 4, "grade3": 3, "grade4": 2})))
    (row,) = lines(of(page).tables[-1])
    assert row[ANY] == "14% (any grade, added up)"
    assert row[SEVERE] == "5% grade 3 or 4, added up"


def test_rows_of_several_side_effects_stand_below_the_others_under_their_own_words():
    row = reaction("Nausea or vomiting", {"all": 60}, side_effects=("nausea", "vomiting"))
    page = side_effect("nausea", occurrences(reaction("Nausea", {"all": 41})), composite=(occurrences(row),))
    tables = of(page).tables
    assert tables[-1].under == "Counted together with other side effects"
    assert "Nausea or vomiting" in of(page).text


def test_figures_unfold_under_their_drug():
    entry = Entry("drug-a", "drug", "drug A")
    one = Occurrence(entry, study(), reaction("Nausea", {"all": 41}))
    other = Occurrence(entry, study(id="two", name="TWO", setting="early"), reaction("Nausea", {"all": 12}))
    page = side_effect("nausea", DrugOccurrences(entry, one, (other,), has_main_study=False))
    folded, unfolded = of(page), of(page, "drug-a")
    assert "12%" not in folded.text
    assert "unfold:drug-a" in folded.links
    assert "no main study" in folded.text
    assert "12%" in unfolded.text
    assert "early breast cancer, not metastatic" in unfolded.text
    assert "fold:drug-a" in unfolded.links


def test_call_now_stands_before_everything_else():
    told = statement("warnings", "A boxed warning.", call_now="Call now if you faint.")
    page = drug(study(reaction("x", {"all": 1})), call_now=(told,), call_now_left=3)
    text = of(page).text
    assert text.index("Call now if you faint.") < text.index("Side effects")
    assert "3 more under" in text
    page = side_effect(statements=(statement("get_help_now", "Get help."), statement("what_helps", "Rest.")))
    text = of(page).text
    assert text.index("Get help.") < text.index("Treatments that bring it") < text.index("Rest.")


def test_gaps_are_shown_and_never_filled():
    assert "What helps" in of(side_effect(statements=(statement("what_it_is", "It is."),))).text
    assert phrases.NOT_IN_SOURCES in of(side_effect(statements=(statement("what_it_is", "It is."),))).text
    assert "Dose for children" in of(drug(not_found=("Dose for children",))).text


EVIL = "<script>alert(1)</script><img src=x onerror=y> & \"quoted\" 'single' </td></table>"


def evil_statement(section: str) -> Statement:
    return Statement(section, EVIL, EVIL, (PLACE,), topic=EVIL, call_now=EVIL, side_effect=EVIL, link=EVIL, grade=3)


def evil_pages():
    row = reaction(EVIL, {"all": 5}, note=EVIL, of_whom=EVIL, frequency_text=EVIL, severity="serious")
    words = (
        "name",
        "regimen",
        "population",
        "comparator",
        "grading",
        "threshold",
        "overall",
        "note",
        "main_reason",
        "main_for",
    )
    bad_study = study(row, id=EVIL, main_position=0, **dict.fromkeys(words, EVIL))
    entry = Entry(EVIL, "drug", EVIL, EVIL)
    source = type(SOURCE)("label", EVIL, EVIL, EVIL, EVIL, "agency")
    lists = {"not_found": (EVIL,), "sources": (source,), "written": EVIL}
    yield drug(
        bad_study,
        bad_study,
        statements=(evil_statement("warnings"), evil_statement("indications")),
        call_now=(evil_statement("warnings"),),
        **{"id": EVIL, "name": EVIL, "brand_names": (EVIL,), "drug_class": EVIL, "treatment": entry} | lists,
    )
    figures = DrugOccurrences(
        entry, Occurrence(entry, bad_study, row), (Occurrence(entry, bad_study, row),), has_main_study=False
    )
    effect = TreatmentEffect(EVIL, EVIL, EVIL, EVIL, (PLACE,))
    every = tuple(map(evil_statement, ("get_help_now", "what_helps", "grades", "definition")))
    for listed in (True, False):
        yield side_effect(
            EVIL,
            figures,
            **{"title": EVIL, "clinical_term": EVIL, "other_terms": (EVIL,), "body_system": EVIL, "listed": listed}
            | lists,
            see=entry,
            related=(entry,),
            statements=every,
            composite=(figures,),
            not_reported=(entry,),
            treatments=((entry, effect),),
        )
    yield Treatment(
        EVIL,
        EVIL,
        (EVIL,),
        (evil_statement("what_it_is"),),
        (effect,),
        (entry,),
        call_now=(evil_statement("x"),),
        **lists,
    )
    yield Overview("overview", EVIL, (evil_statement("what_it_is"),), (), (), **lists)


@pytest.mark.parametrize("page", list(evil_pages()), ids=lambda page: type(page).__name__)
def test_every_field_is_escaped(page):
    html = page_html(page, shown(EVIL, edition=Edition(EVIL, EVIL, EVIL, EVIL)))
    reader = Reader(html)
    assert "script" not in reader.tags
    assert "onerror" not in reader.attributes
    assert reader.text.count(EVIL) > 3
    assert len(reader.tables) == html.count("</table>"), "a cell's words ended its table"
    assert all(image.startswith(("bar:", "key:")) for image in reader.images)


def test_the_start_page_leads_to_every_emergency(repository):
    overview = repository.overview()
    reader = Reader(start_page(overview, "51 drugs.", shown(), date(2026, 11, 23)))
    assert [f"page:overview#{emergency.id}" for emergency in overview.emergencies] == reader.links
    for words in ("51 drugs.", EDITION.review, EDITION.code, phrases.SUPPORTS, "Ctrl+P"):
        assert words in reader.text
