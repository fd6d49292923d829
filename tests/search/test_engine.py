import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from mbc_desktop.search import query, ranking, vocabulary
from mbc_desktop.search.engine import SearchEngine
from mbc_desktop.search.index import Document, Name, fill
from mbc_desktop.search.results import Results

LOOK_ALIKES = {"palbociclib", "ribociclib", "abemaciclib"}


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("hair falling out", "alopecia"),
        ("my hair is falling out", "alopecia"),
        ("hairloss", "alopecia"),
        ("hair-loss", "alopecia"),
        ("loosing hair", "alopecia"),
        ("which drugs don't cause hair loss", "alopecia"),
        ("alop", "alopecia"),
        ("hairlo", "alopecia"),
        ("the runs", "diarrhea"),
        ("diarhea", "diarrhea"),
        ("diarrhoea", "diarrhea"),
        ("diahr", "diarrhea"),
        ("mouthsores", "stomatitis"),
        ("ulcers in my mouth", "stomatitis"),
        ("hot flush", "hot-flashes"),
        ("hot flash", "hot-flashes"),
        ("anaemia", "anemia"),
        ("oedema", "edema"),
        ("puffy legs", "edema"),
        ("headaches", "headache"),
        ("head ache", "headache"),
        ("heart burn", "heartburn"),
        ("tummy pain", "belly-pain"),
        ("numbnes", "neuropathy"),
        ("can't sleep", "sleep"),
        ("sleeping all the time", "somnolence"),
        ("neumonia", "pneumonia"),
        ("HFS", "hand-foot-syndrome"),
        ("PPE", "hand-foot-syndrome"),
        ("SOB", "dyspnea"),
        ("red skin", "rash"),
        ("verzenio", "abemaciclib"),
        ("t-dxd", "fam-trastuzumab-deruxtecan"),
        ("tdxd", "fam-trastuzumab-deruxtecan"),
        ("letro", "letrozole"),
        ("operation", "surgery"),
        ("brokken hip", "fracture"),
    ],
)
def test_the_page_that_is_meant_comes_first(engine: SearchEngine, words: str, page: str) -> None:
    results = engine.search(words)
    assert ids(results)[0] == page
    assert results.confident


def test_names_of_a_page_explain_together(engine: SearchEngine) -> None:
    assert ids(engine.search("tingly fingers"))[0] == "neuropathy"


def test_an_abbreviation_of_two_things_finds_both(engine: SearchEngine) -> None:
    assert set(ids(engine.search("N/V"))[:2]) == {"nausea", "vomiting"}


def test_a_correction_is_said_and_can_be_undone(engine: SearchEngine) -> None:
    results = engine.search("bad diarhea")
    assert results.understood_as == "bad diarrhea"
    assert "'diarhea' was read as 'Diarrhea'" in results.hits[0].why
    exact = engine.search("diarhea", exact=True)
    assert exact.hits == ()
    assert exact.understood_as == ""
    assert [(offer.text, offer.id) for offer in exact.suggestions] == [("diarrhea", "diarrhea")]
    assert engine.search("diarrhea").understood_as == ""


def test_an_exact_hit_stands_above_a_corrected_one(engine: SearchEngine) -> None:
    assert engine.search("diarrhea").hits[0].score > engine.search("diarhea").hits[0].score


@pytest.mark.parametrize("words", ["palbocyclib", "palbocicilb", "ribocyclib", "rybociclib", "abemacyclib"])
def test_a_misspelt_drug_is_offered_with_its_look_alikes_and_never_replaced(engine: SearchEngine, words: str) -> None:
    results = engine.search(words)
    assert results.hits == ()
    assert results.understood_as == ""
    assert not results.confident
    offered = [offer.id for offer in results.suggestions]
    assert offered[0] == {"p": "palbociclib", "r": "ribociclib", "a": "abemaciclib"}[words[0]]
    assert set(offered) == LOOK_ALIKES


def test_other_look_alikes_are_both_offered(engine: SearchEngine) -> None:
    assert [offer.id for offer in engine.search("docitaxel").suggestions][:2] == ["docetaxel", "paclitaxel"]
    offered = {offer.id for offer in engine.search("trastuzumib").suggestions}
    assert offered == {"trastuzumab", "fam-trastuzumab-deruxtecan"}


def test_a_drug_as_typed_finds_it_and_its_conjugates(engine: SearchEngine) -> None:
    assert ids(engine.search("trastuzumab"))[:2] == ["trastuzumab", "fam-trastuzumab-deruxtecan"]
    assert ids(engine.search("trastuzumab deruxtecan"))[0] == "fam-trastuzumab-deruxtecan"
    assert set(ids(engine.search("cdk4/6 inhibitor"))) == LOOK_ALIKES
    assert engine.search("palbociclib").suggestions == ()


def test_a_drug_in_a_name_of_a_side_effect_stays_a_drug(engine: SearchEngine) -> None:
    # "ribociclib ECG" is a name of a side effect here: a typing error in it must not lead there.
    assert "qt" not in ids(engine.search("ribocicIib".lower()))
    assert ids(engine.search("ribociclib"))[0] == "ribociclib"


def test_a_little_word_names_no_drug(engine: SearchEngine) -> None:
    assert ids(engine.search("sweating at night"))[0] == "hot-flashes"
    assert ids(engine.search("AT"))[0] == "docetaxel"


def test_drug_and_side_effect_lead_to_the_row(engine: SearchEngine) -> None:
    for words in ("can letrozole cause joint pain", "joint pain letrozole how common", "femara aching joints"):
        hit, second, *_ = engine.search(words).hits
        assert (hit.kind, hit.id, hit.target_row) == ("drug", "letrozole", "joint-pain")
        assert second.id == "joint-pain"


def test_where_the_drug_has_no_row_the_side_effect_comes_first(engine: SearchEngine) -> None:
    first, second, *_ = engine.search("does tamoxifen cause hair loss").hits
    assert first.id == "alopecia"
    assert (second.id, second.target_row) == ("tamoxifen", "")
    assert "not reported" in second.why


def test_a_misspelt_drug_in_a_question_is_offered_in_the_whole_question(engine: SearchEngine) -> None:
    results = engine.search("can letrazole cause joint pain")
    assert results.hits[0].id == "joint-pain"
    assert [offer.text for offer in results.suggestions] == ["can letrozole cause joint pain"]


def test_why_and_spans_tell_what_matched(engine: SearchEngine) -> None:
    hit = engine.search("the runs").hits[0]
    assert hit.why == "'the runs' is said for diarrhea"
    assert [hit.matched[start : start + length] for start, length in hit.spans] == ["the", "runs"]
    assert engine.search("Verzenio").hits[0].why == "'Verzenio' is a brand name of abemaciclib"
    assert "'tummy' was taken for 'Belly'" in engine.search("tummy pain").hits[0].why
    assert engine.search("purple hair loss").hits[0].why.endswith("without 'purple'")


def test_text_hits_come_last_with_heading_and_marks(engine: SearchEngine) -> None:
    results = engine.search("marmalade")
    (hit,) = results.hits
    assert (hit.kind, hit.id, hit.heading) == ("text", "letrozole", "How it is given")
    assert [hit.matched[start : start + length] for start, length in hit.spans] == ["marmalade"]
    assert not results.confident
    assert [(hit.kind, hit.id) for hit in engine.search("itching").hits] == [
        ("side_effect", "itching"),
        ("text", "letrozole"),
    ]


def test_a_real_page_stands_above_a_listed_one_on_equal_terms(engine: SearchEngine) -> None:
    assert ids(engine.search("red skin"))[:2] == ["rash", "erythema"]


@pytest.mark.parametrize(
    "words", ["", " ", "?!", "qqqq zzzz", "how do I reset my wifi", "the", "ω", "日本語", "'\"", "AND", "a OR b NOT"]
)
def test_nonsense_finds_nothing(engine: SearchEngine, words: str) -> None:
    results = engine.search(words)
    assert results.hits == results.suggestions == ()
    assert not results.confident


def test_scores_fall_and_the_limit_holds(engine: SearchEngine) -> None:
    for words in ("pain", "sore", "letrozole joint pain", "s", "skin red itchy"):
        scores = [hit.score for hit in engine.search(words).hits]
        assert scores == sorted(scores, reverse=True)
        assert len(engine.search(words, limit=2).hits) <= 2
    assert engine.search("pain", limit=0).hits == ()


@pytest.mark.parametrize(
    "text",
    [
        "hair loss " * 20_000,
        "x" * 100_000,
        "\0",
        "\ud800 hair",
        "a'b",
        "hand-foot",
        '"',
        "*",
        "-- ; DROP TABLE",
        "\x1d" * 9,
    ],
)
def test_any_characters_are_safe(engine: SearchEngine, text: str) -> None:
    results = engine.search(text)
    results.query.encode()  # what is shown can be written


TYPED = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(["hair", "loss", "palbocyclib", "pain", "n/v", "can't", "di", '"', "*", "the", "12"]),
        max_size=30,
    ).map(" ".join),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(text=TYPED, exact=st.booleans())
def test_any_text_has_one_answer(engine: SearchEngine, text: str, exact: bool) -> None:  # noqa: FBT001
    first, again = engine.search(text, exact=exact), engine.search(text, exact=exact)
    assert first == again
    assert len({(hit.kind == "text", hit.id) for hit in first.hits}) == len(first.hits)
    for hit in first.hits:
        assert hit.why
        assert all(0 <= start < start + length <= len(hit.matched) for start, length in hit.spans)
    if exact:
        assert first.understood_as == ""


def test_a_name_that_says_not_gives_way_where_the_question_does_not() -> None:
    documents = [
        Document("less", "side_effect", "A", "", (Name("never eating", "synonym"),)),
        Document("more", "side_effect", "B", "", (Name("keep eating", "synonym"),)),
    ]
    database = create_engine("sqlite://")
    with database.connect() as connection:
        fill(connection, documents)
        engine = SearchEngine(connection)
        assert ids(engine.search("eating"))[0] == "more"
        assert ids(engine.search("never eating"))[0] == "less"
    database.dispose()


def test_two_engines_give_the_same_answer(engine: SearchEngine, connection: Connection) -> None:
    other = SearchEngine(connection)
    for words in ("pain in my joints", "diarhea", "palbocyclib", "sore"):
        assert engine.search(words) == other.search(words)


def test_work_is_bounded_on_many_names(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [
        Document(f"p{i}", "side_effect", f"Pain {i}", "", (Name(f"pain number{i} painkind{i}", "title"),))
        for i in range(900)
    ]
    database = create_engine("sqlite://")
    with database.connect() as connection:
        fill(connection, documents)
        engine = SearchEngine(connection)
        monkeypatch.setattr(ranking, "MAX_CANDIDATES", 50)
        assert len(engine.search("pain", limit=10_000).hits) <= 50
        sought = vocabulary.Vocabulary(connection).sought(query.parse("painki").tokens, exact=False)
        assert max(len(one.meanings) for one in sought) <= vocabulary.MAX_MEANINGS
    database.dispose()


def test_only_so_many_words_of_a_question_are_corrected(engine: SearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    spelling = engine._vocabulary.spelling
    near, asked = spelling.near, []
    monkeypatch.setattr(spelling, "near", lambda word: asked.append(word) or near(word))
    engine.search(" ".join(f"diarhe{letter}x" for letter in "abcdefghijklmnop"))
    assert 0 < len(asked) <= vocabulary.MAX_CORRECTED
