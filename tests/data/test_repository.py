"""The house rules, on the built database."""

import pytest

from mbc_desktop.data.call_now import LINES
from mbc_desktop.data.occurrences import SETTINGS
from mbc_desktop.data.records import Drug, Overview, SideEffect, Treatment
from mbc_desktop.data.repository import Repository
from mbc_desktop.errors import UnknownPageError

KINDS = {"drug": Drug, "treatment": Treatment, "side_effect": SideEffect, "overview": Overview}


@pytest.fixture(scope="module")
def side_effects(repository: Repository) -> list[SideEffect]:
    return [repository.side_effect(entry.id) for entry in repository.entries.values() if entry.kind == "side_effect"]


@pytest.fixture(scope="module")
def drugs(repository: Repository) -> list[Drug]:
    return [repository.drug(entry.id) for entry in repository.entries.values() if entry.kind == "drug"]


def test_every_entry_has_its_page(repository: Repository) -> None:
    for key, entry in repository.entries.items():
        page = repository.page(key)
        assert type(page) is KINDS[entry.kind]
        assert page.id == key
        assert page.sources, key


@pytest.mark.parametrize("key", ["", "no-such", "'; DROP TABLE page; --", "Nausea"])
def test_an_unknown_page_is_told_with_a_next_step(repository: Repository, key: str) -> None:
    with pytest.raises(UnknownPageError, match="mbc-desktop list"):
        repository.page(key)


def test_every_place_cited_is_of_a_source_on_the_page(drugs: list[Drug]) -> None:
    for drug in drugs:
        known = {source.id for source in drug.sources}
        for study in drug.studies:
            places = [*study.places, *study.overall_places, *(p for row in study.reactions for p in row.places)]
            assert {place.source for place in places} <= known, (drug.id, study.id)


def test_main_studies_stand_first_and_the_most_important_use_before_the_others(drugs: list[Drug]) -> None:
    for drug in drugs:
        positions = [study.main_position for study in drug.studies]
        mains = [position for position in positions if position is not None]
        assert positions[: len(mains)] == mains == sorted(mains), drug.id


def test_the_main_study_is_shown_first_else_the_best_other(side_effects: list[SideEffect]) -> None:
    for page in side_effects:
        for one in (*page.drugs, *page.composite):
            every = [one.shown, *one.others]
            counted = [o for o in every if not o.reaction.severity and o.reaction.any_grade() is not None]
            metastatic = [o for o in counted if o.study.setting == "metastatic"]
            mains = [o for o in metastatic if o.study.main]
            if mains:
                assert one.shown.study.main_position == min(o.study.main_position for o in mains), (
                    page.id,
                    one.drug.id,
                )
            elif metastatic:
                assert one.shown in metastatic, (page.id, one.drug.id)
            least = min(SETTINGS[o.study.setting] for o in every)
            assert SETTINGS[one.shown.study.setting] == least, (page.id, one.drug.id)


def test_lists_are_sorted_by_what_they_show(side_effects: list[SideEffect]) -> None:
    for page in side_effects:
        for group in (page.drugs, page.composite):
            orders = [one.shown.reaction.order for one in group]
            assert orders == sorted(orders), page.id
            assert len({one.drug.id for one in group}) == len(group), page.id


def test_rows_of_several_side_effects_stand_apart(side_effects: list[SideEffect]) -> None:
    for page in side_effects:
        for one in page.drugs:
            for occurrence in (one.shown, *one.others):
                assert occurrence.reaction.side_effects == (page.id,)
        for one in page.composite:
            for occurrence in (one.shown, *one.others):
                assert page.id in occurrence.reaction.side_effects
                assert len(occurrence.reaction.side_effects) > 1


def test_outcomes_stand_on_no_side_effects_page(side_effects: list[SideEffect]) -> None:
    assert all(
        occurrence.reaction.severity != "outcome"
        for page in side_effects
        for one in (*page.drugs, *page.composite)
        for occurrence in (one.shown, *one.others)
    )


def test_every_row_of_every_drug_stands_on_each_of_its_pages(drugs: list[Drug], side_effects: list[SideEffect]) -> None:
    on_pages = {
        (page.id, one.drug.id, occurrence.study.id, occurrence.reaction.term)
        for page in side_effects
        for one in (*page.drugs, *page.composite)
        for occurrence in (one.shown, *one.others)
    }
    for drug in drugs:
        for study in drug.studies:
            for row in study.reactions:
                for side_effect in row.side_effects:
                    if row.shares or row.frequency_text:
                        assert (side_effect, drug.id, study.id, row.term) in on_pages


def test_not_reported_means_that_no_row_names_it(side_effects: list[SideEffect]) -> None:
    by_id = {page.id: page for page in side_effects}
    for page in side_effects:
        related = [by_id[entry.id] for entry in page.related]
        reported = {one.drug.id for other in (page, *related) for one in (*other.drugs, *other.composite)}
        warned = {entry.id for entry, _ in page.warned}
        silent = {entry.id for entry in page.not_reported}
        assert not reported & silent, page.id
        assert not warned & silent, page.id
        assert not warned & reported, page.id
        assert page.listed or len(reported) + len(warned) + len(silent) >= 45, page.id


@pytest.mark.parametrize(
    ("page", "drug"),
    [("pneumonitis", "olaparib"), ("pneumonitis", "trastuzumab"), ("blood-clots", "tamoxifen")],
)
def test_a_drug_whose_warning_names_it_is_not_among_the_silent(repository: Repository, page: str, drug: str) -> None:
    told = repository.side_effect(page)
    assert drug in {entry.id for entry, _ in told.warned}
    assert drug not in {entry.id for entry in told.not_reported}


def test_a_line_about_people_on_chemotherapy_is_not_for_drugs_given_without_it(repository: Repository) -> None:
    for drug in ("olaparib", "abemaciclib", "fulvestrant", "paclitaxel"):
        told = " ".join(line.call_now or line.text for line in repository.drug(drug).call_now)
        assert ("chemo" in told) == (drug == "paclitaxel"), drug


def test_a_larger_study_wins_where_the_stage_is_mixed_or_not_stated(repository: Repository) -> None:
    shown = {one.drug.id: one.shown for one in repository.side_effect("nausea").drugs}
    assert (shown["zoledronic-acid"].study.n or 0) > 1000


def test_call_now_lines_are_eight_at_most_and_told_once(repository: Repository) -> None:
    told = 0
    for key, entry in repository.entries.items():
        if entry.kind in ("drug", "treatment"):
            page = repository.page(key)
            lines = [statement.call_now or statement.text for statement in page.call_now]
            assert len(lines) <= LINES
            assert len(lines) == len(set(lines)), key
            assert page.call_now_left == 0 or len(lines) == LINES
            told += bool(lines)
    assert told > 40


def test_a_drugs_own_boxed_warning_with_a_line_is_among_its_call_now_lines(drugs: list[Drug]) -> None:
    for drug in drugs:
        boxed = [s.call_now for s in drug.statements if s.section == "boxed_warnings" and s.call_now]
        if len(boxed) <= LINES // 2:
            assert set(boxed) <= {s.call_now for s in drug.call_now}, drug.id


def test_the_groups_hold_every_drug_once(repository: Repository, drugs: list[Drug]) -> None:
    held = [drug.id for _, members in repository.groups() for drug in members]
    assert sorted(held) == sorted(drug.id for drug in drugs)
    for group, members in repository.groups():
        assert all(member.group == group.id for member in members)
        assert tuple(repository.treatment(group.id).drugs) == members


def test_numbers_stay_as_the_source_gives_them(repository: Repository) -> None:
    study = next(s for s in repository.drug("abemaciclib").studies if s.id == "monarch-2")
    row = next(row for row in study.reactions if row.term == "Diarrhea")
    assert row.shares["all"] == 86
    assert type(row.shares["all"]) is int
    assert row.comparator["grade3"] == "<1"


def test_counts_are_what_is_there(repository: Repository, drugs: list[Drug], side_effects: list[SideEffect]) -> None:
    counts = repository.counts()
    assert counts["drugs"] == len(drugs)
    assert counts["studies"] == sum(len(drug.studies) for drug in drugs)
    assert counts["rows"] == sum(len(study.reactions) for drug in drugs for study in drug.studies)
    assert counts["side_effects"] + counts["listed_terms"] == len(side_effects)
