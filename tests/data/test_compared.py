"""A comparison's side effects, asked for in three questions: what is there is what the whole pages have."""

import pytest

from mbc_desktop.summary.comparison import compare

SETS = (
    ("abemaciclib", "palbociclib", "ribociclib"),
    ("capecitabine", "fam-trastuzumab-deruxtecan", "paclitaxel", "sacituzumab-govitecan"),
    ("anastrozole", "denosumab", "zoledronic-acid"),
)
SAME = ("title", "clinical_term", "other_terms", "synonyms", "body_system", "laboratory", "listed", "see", "related")


@pytest.fixture(scope="module", params=SETS, ids=lambda keys: keys[0])
def drugs(request, repository):
    return [repository.drug(key) for key in request.param if key in repository.entries]


def test_the_rows_are_those_of_the_whole_pages(repository, drugs):
    narrow = compare(drugs, repository.side_effects_of(drugs).__getitem__)
    whole = compare(drugs, repository.side_effect)
    assert [(row.side_effect.id, row.cells) for row in narrow] == [(row.side_effect.id, row.cells) for row in whole]
    assert any(cell.gap for row in narrow for cell in row.cells)


def test_what_is_told_of_a_side_effect_is_what_its_page_tells(repository, drugs):
    here = {drug.id for drug in drugs}
    for key, told in repository.side_effects_of(drugs).items():
        page = repository.side_effect(key)
        for field in SAME:
            assert getattr(told, field) == getattr(page, field), (key, field)
        assert set(told.not_reported) == {entry for entry in page.not_reported if entry.id in here}, key
        assert [pair for pair in page.warned if pair[0].id in here] == list(told.warned), key
        assert [d for d in page.composite if d.drug.id in here] == list(told.composite), key
