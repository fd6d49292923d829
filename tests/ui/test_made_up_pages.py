"""Pages of made-up records: gaps, hostile words, arms apart."""

from datetime import date

import pytest

from mbc_desktop.data.records import (
    DrugOccurrences,
    Edition,
    Entry,
    Occurrence,
    Overview,
    Reaction,
    Statement,
    Treatment,
    TreatmentEffect,
)
from mbc_desktop.summary import phrases
from mbc_desktop.ui.html.overview_page import start_page
from mbc_desktop.ui.html.pages import page_html
from tests.summary.made import EDITION, PLACE, SOURCE, compared, drug, reaction, side_effect, statement, study
from tests.ui.reading import Reader
from tests.ui.told import ANY, OTHER, SEVERE, lines, numbers, of, shown


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
    assert row[ANY] == "14% †"
    assert row[SEVERE] == "5% †"
    assert "† added up by us" in of(page).text
    assert "severe (grade 3 or 4)" in of(page).text


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
