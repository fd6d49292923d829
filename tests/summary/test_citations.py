from mbc_desktop.data.records import Place
from mbc_desktop.summary.citations import Citations, letters
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
