from mbc_desktop.data.records import Place, Source
from mbc_desktop.summary.citations import NAMED_APART, Citations, letters, named
from tests.summary.made import PLACE, SOURCE


def test_sources_are_numbered_and_places_lettered_as_they_are_cited():
    citations = Citations([SOURCE])
    assert citations.cite([PLACE, Place("label", "E2", "Table 2")]) == "[1a, 1b]"
    assert citations.cite([Place("label", "E2", "Table 2"), PLACE, PLACE]) == "[1b, 1a]"
    assert citations.cite([Place("other", "E9", "Abstract")]) == "[2a]"
    assert citations.cite([]) == ""
    first, second = citations.listed()
    assert first["about"] == "A label. A maker; text as held in a copy. 2025. https://example.org/label"
    assert [place["locator"] for place in first["places"]] == ["Table 1", "Table 2"]
    assert second["about"] == "other."  # unknown to the page: its id, never nothing


def test_only_what_was_cited_is_listed_and_patients_read_who_wrote_it():
    citations = Citations([SOURCE])
    assert citations.listed() == []
    citations.cite([PLACE])
    assert citations.publishers() == ["A maker"]


def test_letters_go_on_after_z():
    assert [letters(index) for index in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]


def test_a_source_that_gathers_several_is_told_by_its_title():
    """What the pack says in place of a publisher says nothing to a reader."""
    told = Source("s", "Abstracts of trials", NAMED_APART, "https://x.org", NAMED_APART, "journal")
    assert named(told) == "Abstracts of trials."
    citations = Citations([told])
    citations.cite([Place("s", "E1", "Table 1")])
    assert citations.publishers() == ["Abstracts of trials"]
    assert citations.listed()[0]["about"] == "Abstracts of trials. https://x.org"
