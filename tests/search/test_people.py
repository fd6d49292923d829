"""What people type, on the shipped content: a test for each thing that the search must understand."""

import dataclasses

import pytest

from db import checks
from db.build import CONTENT
from db.files import LexiconEntry
from db.reader import SHARED, read
from mbc_desktop.data.connection import open_read_only
from mbc_desktop.search import query, ranking, vocabulary
from mbc_desktop.search.engine import SearchEngine
from tests import bench_search


@pytest.fixture(scope="module")
def shipped(database) -> SearchEngine:
    return SearchEngine(open_read_only(database))


def first(shipped: SearchEngine, words: str) -> str:
    return next((hit.id for hit in shipped.search(words).hits), "")


@pytest.mark.parametrize(
    ("words", "page"),
    [
        # lay words: verbs, body parts, slang, idioms
        ("my hair comes out in handfuls", "alopecia"),
        ("glued to the toilet", "diarrhea"),
        ("the squits", "diarrhea"),
        ("can't poo", "constipation"),
        ("green around the gills", "nausea"),
        ("head in the toilet bowl", "vomiting"),
        ("cotton wool head", "cognitive-change"),
        ("dead on my feet", "fatigue"),
        ("knackered", "fatigue"),
        ("rings don't fit any more", "edema"),
        ("elephant on my chest", "chest-pain"),
        ("feel blue", "depression"),
        ("night sweats", "hot-flashes"),
        ("pee when I cough", "urinary-incontinence"),
        ("no interest in sex", "sexual-problems"),
        # body part and sensation
        ("burning feet", "peripheral-neuropathy"),
        ("tingly fingertips", "peripheral-neuropathy"),
        ("numb toes", "peripheral-neuropathy"),
        ("peeling palms", "hand-foot-syndrome"),
        ("itchy scalp", "itching"),
        ("stiff fingers", "joint-pain"),
        # clinical words, British and American, plurals, hyphens, accents
        ("palmar-plantar erythrodysesthesia", "hand-foot-syndrome"),
        ("haemorrhoids", "hemorrhoids"),
        ("faecal incontinence", "fecal-incontinence"),
        ("tumour lysis", "tumor-lysis"),
        ("headaches", "headache"),
        ("hot-flushes", "hot-flashes"),
        ("néuropathy", "peripheral-neuropathy"),
        ("diarrhœa", "diarrhea"),
        # negation keeps its side
        ("not hungry", "appetite-loss"),
        ("always hungry", "increased-appetite"),
        ("can't sleep", "sleep-problems"),
        ("can't stop sleeping", "somnolence"),
        ("can't lose weight", "weight-gain"),
    ],
)
def test_words(shipped: SearchEngine, words: str, page: str) -> None:
    results = shipped.search(words)
    assert results.hits[0].id == page
    assert results.confident


@pytest.mark.parametrize(
    ("short", "pages"),
    [
        ("HFS", {"hand-foot-syndrome"}),
        ("PPE", {"hand-foot-syndrome"}),
        ("CIPN", {"peripheral-neuropathy"}),
        ("ILD", {"pneumonitis"}),
        ("FN", {"febrile-neutropenia"}),
        ("QT", {"qt-prolongation"}),
        ("SOB", {"dyspnea"}),
        ("N/V", {"nausea", "vomiting"}),
        ("n & v", {"nausea", "vomiting"}),
        ("BP", {"hypertension", "hypotension"}),
        ("PE", {"blood-clots", "pleural-effusion"}),
    ],
)
def test_short_forms_of_two_things_find_both(shipped: SearchEngine, short: str, pages: set[str]) -> None:
    results = shipped.search(short)
    assert {hit.id for hit in results.hits[: len(pages)]} == pages
    assert results.confident


@pytest.mark.parametrize(
    ("words", "page", "understood"),
    [
        ("diarhea", "diarrhea", "diarrhea"),  # dropped
        ("nausseous", "nausea", "nauseous"),  # doubled
        ("nuasea", "nausea", "nausea"),  # swapped
        ("fatogue", "fatigue", "fatigue"),  # neighbouring
        ("katigue", "fatigue", "fatigue"),  # wrong first letter
        ("iarrhea", "diarrhea", "diarrhea"),  # dropped first letter
        ("neumonia", "pneumonia", "pneumonia"),  # sound-alikes
        ("nawshus", "nausea", "nauseous"),
        ("swollen ancles", "edema", "swollen ankles"),
    ],
)
def test_spelling_is_corrected_and_said(shipped: SearchEngine, words: str, page: str, understood: str) -> None:
    results = shipped.search(words)
    assert results.hits[0].id == page
    assert results.understood_as == understood
    assert "was read as" in results.hits[0].why
    assert results.hits[0].score < shipped.search(understood).hits[0].score


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("palbocyclib", {"palbociclib", "ribociclib", "abemaciclib"}),
        ("ribocyclib", {"palbociclib", "ribociclib", "abemaciclib"}),
        ("docetaxal", {"docetaxel", "paclitaxel", "nab-paclitaxel"}),
        ("paclitaxil", {"docetaxel", "paclitaxel", "nab-paclitaxel"}),
        ("trastuzumib", {"trastuzumab", "ado-trastuzumab-emtansine", "fam-trastuzumab-deruxtecan"}),
        ("doxorubicine", {"doxorubicin", "pegylated-liposomal-doxorubicin"}),
        ("doxorubcin", {"doxorubicin", "pegylated-liposomal-doxorubicin"}),
    ],
)
def test_look_alikes_are_all_offered_and_never_replaced(shipped: SearchEngine, typed: str, offered: set[str]) -> None:
    results = shipped.search(typed)
    assert results.hits == ()
    assert results.understood_as == ""
    assert not results.confident
    assert offered <= {offer.id for offer in results.suggestions}


@pytest.mark.parametrize(
    ("words", "drugs"),
    [
        ("T-DXd", {"fam-trastuzumab-deruxtecan"}),
        ("t dm1", {"ado-trastuzumab-emtansine"}),
        ("PLD", {"pegylated-liposomal-doxorubicin"}),
        ("CMF", {"cyclophosphamide", "methotrexate", "fluorouracil"}),
    ],
)
def test_short_names_and_regimens_find_their_drugs(shipped: SearchEngine, words: str, drugs: set[str]) -> None:
    assert {hit.id for hit in shipped.search(words).hits[: len(drugs)]} == drugs


@pytest.mark.parametrize(
    ("words", "drug", "study"),
    [
        ("palbociclib + letrozole", "palbociclib", "paloma-2"),
        ("palbociclib and fulvestrant", "palbociclib", "paloma-3"),
        ("Ibrance with Femara", "palbociclib", "paloma-2"),
        ("Ibrance plus Femara", "palbociclib", "paloma-2"),
        ("letrozole ribociclib", "ribociclib", "monaleesa-2"),
        ("trastuzumab pertuzumab docetaxel", "pertuzumab", "cleopatra"),
    ],
)
def test_a_regimen_leads_to_its_study(shipped: SearchEngine, words: str, drug: str, study: str) -> None:
    results = shipped.search(words)
    assert (results.hits[0].kind, results.hits[0].id) == ("drug", drug)
    assert results.hits[0].target_row == f"study-{study}"
    assert results.confident


@pytest.mark.parametrize("words", ["trastuzumab deruxtecan", "letrozole", "palbociclib zoledronic acid"])
def test_what_is_no_regimen_of_a_study_leads_to_none(shipped: SearchEngine, words: str) -> None:
    assert [hit.target_row for hit in shipped.search(words).hits if hit.target_row] == []


def test_questions_lead_to_the_row(shipped: SearchEngine) -> None:
    for words, drug, row in (
        ("can letrozole cause joint pain", "letrozole", "joint-pain"),
        ("diarrhea abemaciclib how common", "abemaciclib", "diarrhea"),
    ):
        hit = shipped.search(words).hits[0]
        assert (hit.id, hit.target_row) == (drug, row)


@pytest.mark.parametrize("words", ["which drugs don't cause hair loss", "drugs without hair loss"])
def test_drugs_without_are_those_not_reported(shipped: SearchEngine, words: str) -> None:
    hit = shipped.search(words).hits[0]
    assert (hit.id, hit.target_row) == ("alopecia", "not-reported")
    assert "Not reported in our sources" in hit.why
    assert "does not cause" not in " ".join(hit.why for hit in shipped.search(words).hits)


def test_a_hit_says_why(shipped: SearchEngine) -> None:
    assert shipped.search("the runs").hits[0].why == "'the runs' is said for diarrhea"
    assert shipped.search("glued to the toilet").hits[0].why == "'glued to the toilet' is said for diarrhea"


def test_ties_go_to_what_more_drugs_bring(shipped: SearchEngine) -> None:
    hits = shipped.search("N/V").hits
    assert hits[0].score == hits[1].score
    assert [hit.id for hit in hits[:2]] == ["nausea", "vomiting"]


def test_an_expression_leads_to_one_side_effect() -> None:
    content = read(CONTENT)
    assert list(checks.lexicon(content)) == []
    file = "lexicon/stomach-and-bowel.toml"

    def problem(key: str, says: str) -> str:
        entries = {**content.lexicon[file], key: LexiconEntry(says=[*content.lexicon[file][key].says, says])}
        changed = dataclasses.replace(content, lexicon={**content.lexicon, file: entries})
        return "\n".join(checks.lexicon(changed))

    assert "'Feeling SICK!' leads to 'vomiting' and to nausea; choose one" in problem("vomiting", "Feeling SICK!")
    assert "'puked' stands twice for 'vomiting'" in problem("vomiting", "puked")
    assert problem("vomiting", "spewed all over the rug") == ""
    unknown = dataclasses.replace(content, lexicon={file: {**content.lexicon[file], "nothing": LexiconEntry(["x y"])}})
    assert "there is no side effect 'nothing'" in "\n".join(checks.lexicon(unknown))
    unmeant = dataclasses.replace(content, shared=[])
    assert "see " + SHARED in "\n".join(checks.lexicon(unmeant))


def test_the_half_that_nobody_looked_at_is_found() -> None:
    if not (bench_search.PHRASES / "search_dev.tsv").exists():
        pytest.skip(f"the phrases are not in {bench_search.PHRASES}")
    whole = list(bench_search.documents(read(CONTENT)))
    pages = [bench_search.readings(document.title, document.clinical_term) for document in whole]
    places = {document.page: at for at, document in enumerate(whole) if document.kind == "side_effect"}
    engine = SearchEngine(bench_search.in_memory(whole))
    first_hit, third_hit, _ = bench_search.measure(bench_search.ours(engine, places), bench_search.halves()["B"], pages)
    assert first_hit >= 0.85
    assert third_hit >= 0.94


def test_larger_content_is_searched_with_bounded_work() -> None:
    """However many names there are, so many are scored and so many meanings looked at; `make bench` has the times."""
    whole = list(bench_search.documents(read(CONTENT)))
    engine = SearchEngine(bench_search.in_memory(bench_search.larger(whole, 4)))
    assert engine.search("hair falling out").hits[0].id == "alopecia"
    for words in ("pain in my skin", "diarhea", "p"):
        sought = engine._vocabulary.sought(query.parse(words).tokens, exact=False)
        assert all(len(one.meanings) <= vocabulary.MAX_MEANINGS for one in sought)
        assert len(ranking.rank(engine._vocabulary, sought)) <= ranking.MAX_CANDIDATES
