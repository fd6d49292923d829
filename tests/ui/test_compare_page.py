"""Side by side on the screen: the right number of the right drug and arm, gaps in words, the warning always."""

import re

import pytest

from mbc_desktop.data.records import DrugOccurrences, Entry, Occurrence
from mbc_desktop.summary import comparison_sheet, comparison_text, phrases
from mbc_desktop.summary.comparison import COUNTED_TOGETHER, IN_WARNINGS, compare
from mbc_desktop.summary.side_by_side import Comparison
from mbc_desktop.ui.compare import Compare
from mbc_desktop.ui.html.choice import Choice
from mbc_desktop.ui.html.pages import page_html, title_of
from tests.summary.made import EDITION, compared, drug, reaction, side_effect, statement
from tests.ui.reading import Reader
from tests.ui.told import NARROW, lines, of, shown

MANY = {
    2: "compare:paclitaxel,nab-paclitaxel",
    3: "compare:abemaciclib,palbociclib,ribociclib",
    4: "compare:capecitabine,fam-trastuzumab-deruxtecan,paclitaxel,sacituzumab-govitecan",
}
GROUPS = "compare:chemotherapy,hormone-therapy,surgery"


@pytest.fixture(scope="module")
def compare_of(repository, qapp):
    return Compare(repository)


@pytest.fixture(scope="module", params=MANY.values(), ids=lambda address: str(address.count(",") + 1))
def page(request, compare_of) -> Comparison:
    return compare_of.page(request.param)


def made(*rows, pages=None, **page_of):
    """Drugs A, B, ... each with one row (None: no row) in a main study of its own, about the side effect "nausea"."""
    drugs, known = [], []
    for at, row in enumerate(rows):
        key = f"drug-{'abcd'[at]}"
        main = compared(
            *([row] if row else []),
            id=f"main-{key}",
            name=f"MAIN {key[-1].upper()}",
            regimen=f"drug {key[-1].upper()} + letrozole",
            main_position=0,
            main_for="alone",
        )
        drugs.append(drug(main, id=key, name=f"drug {key[-1].upper()}"))
        if row:
            entry = Entry(key, "drug", key)
            known.append(DrugOccurrences(entry, Occurrence(entry, main, row), (), has_main_study=True))
    return Comparison(tuple(drugs), compare(drugs, lambda _: side_effect("nausea", *known, **page_of)))


def counted_with_others(key):
    entry = Entry(key, "drug", key)
    row = reaction("Nausea or vomiting", {"all": 40}, side_effects=("nausea", "vomiting"))
    study = compared(row, id=f"main-{key}", regimen="drug B + letrozole")
    return DrugOccurrences(entry, Occurrence(entry, study, row), (), has_main_study=True)


def told(comparison: Comparison) -> dict[str, list[str]]:
    """What stands behind each first cell of the one side effect's table."""
    table = of(comparison).tables[-1]
    return {row[0].replace(NARROW, " "): [cell.replace(NARROW, " ") for cell in row[1:]] for row in table.rows}


def test_each_number_is_of_its_own_drug_arm_and_grade():
    first = reaction(shares={"all": 86, "grade3": 13, "grade4": 0}, comparator={"all": 25, "grade3": 9, "grade4": 9})
    second = reaction(shares={"all": 26.5, "grade3": "<1", "grade4": 0}, comparator={"all": 0})
    page = made(first, second)
    assert told(page)["Drug A + letrozole"] == ["", "86", "13 †", "25"]
    assert told(page)["Drug B + letrozole"] == ["", "27", "grade 3: <1, 4: 0", "0 of 223"]
    assert [image for image in of(page).images if image.startswith("bar:")] == ["bar:86/86/13/25", "bar:26.5/26.5/-/0"]


def test_each_number_leads_to_its_own_row():
    page = made(reaction(shares={"all": 86}), reaction(shares={"all": 26}))
    how = shown()
    reader = Reader(page_html(page, how))
    assert [link for link in reader.links if link.startswith("why:")] == ["why:0"] * 3 + ["why:1"] * 3
    assert [row.reaction.shares["all"] for row in how.rows] == [86, 26]


def test_a_gap_is_told_in_words_and_never_as_a_zero():
    page = made(reaction(shares={"all": 20}), reaction(shares={"all": 10}), None)
    assert told(page)["Drug C"][1] == phrases.NOT_REPORTED
    together = made(reaction(shares={"all": 20}), None, composite=(counted_with_others("drug-b"),))
    assert told(together)["Drug B + letrozole"][1] == COUNTED_TOGETHER
    assert "Nausea or vomiting: 40 out of 100" in of(together).text
    warned = made(
        reaction(shares={"all": 20}), None, warned=((Entry("drug-b", "drug", "drug B"), statement("warnings", "W")),)
    )
    assert told(warned)["Drug B"][1] == IN_WARNINGS
    assert "page:drug-b#warnings" in of(warned).links


def test_what_counts_something_else_has_words_and_no_bar():
    page = made(reaction(shares={"all": 20}), reaction(shares={"all": 33}, severity="serious"))
    assert "serious cases only: 33 out of 100" in told(page)["Drug B + letrozole"][1]
    assert len([image for image in of(page).images if image.startswith("bar:")]) == 1


def test_another_study_than_the_one_over_the_rows_is_named_with_its_people():
    row = reaction(shares={"all": 70}, comparator={"all": 5})
    page = made(reaction(shares={"all": 20}), row)
    second = page.rows[0].cells[1].shown
    other = compared(row, id="other", name="OTHER", regimen="drug B alone", setting="early", n=77)
    known = [
        DrugOccurrences(o.drug, o, (), has_main_study=True)
        for o in (page.rows[0].cells[0].shown, Occurrence(second.drug, other, row))
    ]
    page = Comparison(page.pages, compare(page.drugs, lambda _: side_effect("nausea", *known)))
    text = of(page).text
    assert told(page)["Drug B alone"][1:] == ["70", phrases.EMPTY_CELL, "5"]
    assert f"OTHER · {phrases.SETTING['early']} · 77 people · against placebo + drug B, 223 people" in text


def test_the_warning_the_studies_and_both_arms_stand_over_the_rows(page):
    text = of(page).text
    top = text[: text.index("Side effects")]
    assert title_of(page) in top
    assert phrases.DIFFERENT_STUDIES in top
    for one in page.drugs:
        study = one.studies[0]
        assert study.regimen.casefold() in top.casefold()
        assert study.name in top
        assert phrases.people(study.n, study.n_total) in top
        assert study.comparator in top
    assert phrases.SUPPORTS in text
    assert EDITION.code in text


def test_each_side_effect_is_one_table_with_every_drug_in_it(page):
    reader = of(page)
    tables = [table for table in reader.tables if not table.head]
    assert len(tables) == len(page.rows)
    for table in tables:
        words = " ".join(cell for row in table.rows for cell in row).casefold()
        assert all(one.name in words for one in page.drugs), table.rows[0]
        assert phrases.EMPTY_CELL not in words or lines(table)


def test_rows_with_several_figures_stand_first_and_tests_apart(page):
    for order in ("difference", "frequency", "name"):
        sections = page.sections(order)
        headings = [heading for heading, *_ in sections]
        every = ["Side effects", "Other side effects", "Laboratory values", "Other laboratory values"]
        assert headings == [heading for heading in every if heading in headings]
        for heading, shared, rows in sections:
            assert all((row.figures > 1) == shared for row in rows), heading
            assert all(row.side_effect.laboratory == ("aboratory" in heading) for row in rows)
        assert sorted(row.side_effect.id for *_, rows in sections for row in rows) == sorted(
            row.side_effect.id for row in page.rows
        )


def test_the_order_is_the_one_that_is_chosen(page):
    def titles(order: str) -> list[str]:
        reader = of(page, choice=Choice(order=order))
        assert f"✓ {'largest difference' if order == 'difference' else order}" in reader.text.replace(
            "most frequent", "frequency"
        )
        first = next(rows for heading, _, rows in page.sections(order) if heading == "Side effects")
        tables = [table for table in reader.tables if not table.head][: len(first)]
        return [table.rows[0][0].partition(" (in the study")[0] for table in tables]

    gaps = {row.side_effect.title: row.difference for row in page.rows}
    by_name = titles("name")
    assert by_name == sorted(by_name, key=str.casefold)
    known = [gaps[title] for title in titles("difference") if gaps[title] is not None]
    assert known == sorted(known, reverse=True)
    assert sorted(titles("frequency")) == sorted(by_name)
    assert Choice().after("order=name").order == "name"
    assert Choice(order="name").after("order=winner") == Choice(order="name")


def test_every_bar_has_the_scale_of_0_to_100_and_is_the_share_of_its_row(page):
    bars = [image.removeprefix("bar:").split("/") for image in of(page).images if image.startswith("bar:")]
    cells = [cell for row in page.rows for cell in row.cells]
    assert len(bars) == sum(cell.has_figure for cell in cells)
    assert all(0 <= float(value) <= 100 for bar in bars for value in bar if value != "-")
    shares = [cell.any_grade for cell in cells if cell.any_grade is not None]
    assert sorted(float(low) for low, high, *_ in bars if low == high != "-") == sorted(float(f"{s:g}") for s in shares)


def test_every_link_leads_somewhere(page, repository):
    reader = of(page)
    assert "compare:" in reader.links
    for one in page.pages:
        assert f"page:{one.id}" in reader.links
    for link in reader.links:
        scheme, _, rest = link.partition(":")
        if scheme == "page":
            assert rest.partition("#")[0] in repository.entries, link
        else:
            assert scheme in ("why", "view", "compare"), link


def test_nothing_is_said_to_be_better_or_not_caused(page, compare_of):
    for one in (page, compare_of.page(GROUPS)):
        text = of(one).text.casefold()
        assert not re.search(r"\b(?:winner|better|best|safer|score|does not cause)\b", text.partition("sources")[0])


def test_groups_stand_in_words_with_what_is_silent(compare_of):
    page = compare_of.page(GROUPS)
    reader = of(page)
    assert comparison_sheet.IN_WORDS in reader.text
    assert reader.text.startswith(f"Chemotherapy, hormone therapy and surgery side{NARROW}by{NARROW}side")
    assert not reader.images
    words = [row for table in reader.tables for row in table.rows if len(row) == 2]
    assert any(cell == phrases.NOT_REPORTED for _, cell in words)
    assert {name for names, _ in words for name in names.split(", ")} == {"Chemotherapy", "Hormone therapy", "Surgery"}


def test_every_study_of_a_number_is_named_with_its_place(page):
    text = of(page).text
    behind, cited = text.partition("What is compared")[2].split("Sources", 1)
    for row in page.rows:
        for cell in row.cells:
            if found := cell.shown or cell.together:
                assert found.study.name in behind
                assert all(place.locator in cited for place in found.study.places)


def test_the_text_to_copy_has_the_same_numbers_the_warning_and_the_sources(page):
    text = comparison_text.text_of(page, "name", EDITION)
    assert phrases.DIFFERENT_STUDIES in text
    assert phrases.edition_line(EDITION) in text
    for row in page.rows:
        assert f"\n{row.side_effect.title}\n- " in text
        for line, cell in zip(page.lines[row.side_effect.id], row.cells, strict=True):
            assert f"{line['who']}: {line['line']}".replace(NARROW, " ") in text
            if cell.shown:
                assert cell.shown.study.name in text
    assert "Sources\n1. " in text


def test_the_text_of_groups_has_every_word(compare_of):
    page = compare_of.page(GROUPS)
    text = comparison_text.text_of(page, "name", EDITION)
    assert comparison_sheet.IN_WORDS in text
    for row in page.told:
        for effect in (effect for cell in row.cells for effect in cell):
            assert effect.note in text
