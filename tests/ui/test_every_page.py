"""Every page of the shipped database: edition, sources, links, and what must never be said."""

import re

from mbc_desktop.data.records import (
    Edition,
    SideEffect,
    Study,
)
from mbc_desktop.summary import phrases
from mbc_desktop.ui.html.choice import Choice
from mbc_desktop.ui.html.pages import page_html, title_of
from tests.summary.made import drug, side_effect
from tests.ui.reading import Reader
from tests.ui.told import (
    ANY,
    FIRST,
    OTHER,
    SEVERE,
    lines,
    numbers,
    shown,
    standardised,
    told_by,
)


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
            elif scheme == "view":
                assert Choice("x", "x", "x").after(rest) != Choice("x", "x", "x"), (key, link)
            else:
                assert scheme in ("fold", "unfold", "why"), (key, link)


def test_every_place_that_is_cited_stands_under_sources(html_of):
    for key, html in html_of.items():
        text = Reader(html).text
        cited = set(re.findall(r"\[(\d+)\]", text.rsplit("Sources", 1)[0]))
        listed = set(re.findall(r"\[(\d+)\]", text.rsplit("Sources", 1)[1]))
        assert cited == listed, key


def test_pages_hold_no_tag_that_could_load_or_run_something(html_of):
    allowed = {"h1", "h2", "h3", "p", "b", "br", "a", "span", "table", "tr", "td", "th", "ul", "li", "img"}
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
        assert sorted(rows) == sorted(d.drug.title for d in (*page.drugs, *page.composite)), entry.id
        assert rows == [*by_treatment(page), *(d.drug.title for d in page.composite)], entry.id


def by_treatment(page: SideEffect) -> list[str]:
    """The order of the house rule: treatments by their most frequent drug, then what counts otherwise, then no rate."""
    rated = [d for d in page.drugs if d.shown.reaction.order[0] < 3]
    groups = list(dict.fromkeys(d.drug.group for d in rated))
    rated.sort(key=lambda d: (groups.index(d.drug.group), d.shown.reaction.order))
    apart = [d for d in page.drugs if d.shown.reaction.severity]
    silent = [d for d in page.drugs if d.shown.reaction.order[0] == 3]
    return [d.drug.title for d in (*rated, *apart, *silent)]


def test_every_number_of_every_side_effects_page_stands_in_its_column_and_leads_to_its_own_row(repository):
    """Each line of the tables against the shares of the row that its own numbers lead to, and all rows are there."""
    checked = 0
    for entry in repository.entries.values():
        if entry.kind != "side_effect":
            continue
        page = repository.side_effect(entry.id)
        known = [*page.drugs, *page.composite]
        page_shown = shown(*(d.drug.id for d in known))
        reader = Reader(page_html(page, page_shown))
        told = [row for table in reader.tables for row in lines(table)]
        rows = [told.reaction for told in page_shown.rows]
        wanted = [o.reaction for d in known for o in (d.shown, *d.others)]
        assert sorted(map(repr, rows)) == sorted(map(repr, wanted)), entry.id
        for line, row in zip(told, rows, strict=True):
            any_grade, severe = map(standardised, told_by(row, "treatment"))
            assert not row.shares or numbers(line[ANY]) == any_grade, (entry.id, line)
            assert numbers(line[SEVERE]) == severe, (entry.id, line)
            assert numbers(line[OTHER]) == set().union(*map(standardised, told_by(row, "comparator"))), (entry.id, line)
            checked += 1
        links = [link for link in reader.links if link.startswith("why:")]
        assert list(dict.fromkeys(links)) == [f"why:{n}" for n in range(len(rows))], entry.id
    assert checked > 2000


def test_no_share_of_severe_or_serious_cases_stands_among_shares_of_any_grade(repository, html_of):
    apart = 0
    for entry in repository.entries.values():
        if entry.kind != "side_effect":
            continue
        page = repository.side_effect(entry.id)
        told = {d.drug.title for d in page.drugs if d.shown.reaction.severity}
        for table in Reader(html_of[entry.id]).tables:
            if table.under.startswith("Severe or serious cases"):
                assert {row[FIRST] for row in lines(table) if row[FIRST]} == told, entry.id
                assert table.rows[0][ANY] == "As the row says"
                apart += len(told)
    assert apart > 5


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
