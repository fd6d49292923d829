"""The shipped content answers what people type. The pairs stand in relevance.toml."""

import tomllib
from pathlib import Path

import pytest

from mbc_desktop.data.connection import open_read_only
from mbc_desktop.search.engine import SearchEngine

CASES = tomllib.loads((Path(__file__).parent / "relevance.toml").read_text(encoding="utf-8"))
FIRST: dict[str, str] = CASES["first"]
NOTHING: dict[str, list[str]] = CASES["nothing"]


@pytest.fixture(scope="module")
def shipped(database: Path) -> SearchEngine:
    return SearchEngine(open_read_only(database))


@pytest.mark.parametrize(("words", "page"), FIRST.items())
def test_first_hit(shipped: SearchEngine, words: str, page: str) -> None:
    results = shipped.search(words)
    assert [hit.id for hit in results.hits][:1] == [page]
    assert results.confident


@pytest.mark.parametrize(("words", "meant"), [("palbocyclib", "palbociclib"), ("ribocyclib", "ribociclib")])
def test_a_misspelt_drug_is_offered_and_never_replaced(shipped: SearchEngine, words: str, meant: str) -> None:
    results = shipped.search(words)
    assert [hit.id for hit in results.hits if hit.kind == "drug"] == []
    assert results.suggestions[0].id == meant
    assert {"palbociclib", "ribociclib", "abemaciclib"} <= {offer.id for offer in results.suggestions}


@pytest.mark.parametrize("questions", NOTHING.values(), ids=NOTHING)
def test_questions_without_an_answer_are_seldom_answered_surely(shipped: SearchEngine, questions: list[str]) -> None:
    assert len(questions) >= 60
    sure = [words for words in questions if shipped.search(words).confident]
    assert len(sure) <= len(questions) / 20, sure
