"""A small index, so that the engine's tests do not hang on the content."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

from mbc_desktop.search.engine import SearchEngine
from mbc_desktop.search.index import Document, Name, fill


def side_effect(
    page: str,
    title: str,
    clinical: str,
    *synonyms: str,
    terms: tuple[str, ...] = (),
    short: tuple[str, ...] = (),
    listed: bool = False,
) -> Document:
    names = [Name(title, "title"), Name(clinical, "clinical")]
    names += [Name(text, "synonym") for text in synonyms] + [Name(text, "term") for text in terms]
    names += [Name(text, "short") for text in short]
    section = (("What it is", f"{title}: a sentence about xylophones and {page}."),)
    return Document(page, "side_effect", title, clinical, tuple(names), section, listed)


def drug(page: str, *more: tuple[str, str], rows: tuple[str, ...] = (), text: str = "A medicine.") -> Document:
    names = (Name(page, "title"), *(Name(name, how) for name, how in more))
    return Document(page, "drug", page, "", names, (("How it is given", text),), rows=rows)


DOCUMENTS = (
    side_effect("alopecia", "Hair loss", "Alopecia", "hair falling out", "losing hair", "going bald"),
    side_effect("diarrhea", "Diarrhea", "Diarrhea", "the runs", "loose stools", terms=("Diarrhoea (any)",)),
    side_effect("stomatitis", "Mouth sores", "Mucositis oral", "sore mouth", "mouth ulcers"),
    side_effect("dry-mouth", "Dry mouth", "Xerostomia", "no spit"),
    side_effect("hot-flashes", "Hot flashes and night sweats", "Hot flashes", "hot flushes", "sweating at night"),
    side_effect("nausea", "Nausea", "Nausea", "feeling sick", "nauseous", "queasy", short=("N/V",)),
    side_effect("vomiting", "Vomiting", "Vomiting", "throwing up", "being sick", short=("N/V",)),
    side_effect("joint-pain", "Joint pain", "Arthralgia", "aching joints", "stiff knees"),
    side_effect("muscle-pain", "Muscle pain", "Myalgia", "sore muscles"),
    side_effect("headache", "Headache", "Headache", "my head hurts", "sore head"),
    side_effect("belly-pain", "Belly pain", "Abdominal pain", "stomach ache"),
    side_effect("anemia", "Anemia", "Anemia", "low red blood cells", "pale"),
    side_effect("neutropenia", "Low neutrophils (neutropenia)", "Neutrophil count decreased", "low white cells"),
    side_effect("febrile-neutropenia", "Fever with low neutrophils", "Febrile neutropenia"),
    side_effect("fever", "Fever", "Fever", "high temperature", "the shakes"),
    side_effect("edema", "Swelling", "Edema limbs", "swollen legs", "puffy feet"),
    side_effect("neuropathy", "Numbness and tingling", "Peripheral sensory neuropathy", "numb fingers", "dead feet"),
    side_effect("hand-foot-syndrome", "Hand-foot syndrome", "Palmar-plantar syndrome", short=("HFS", "PPE")),
    side_effect("sleep", "Sleep problems", "Insomnia", "can't sleep", "lie awake"),
    side_effect("somnolence", "Sleepiness", "Somnolence", "sleeping all the time"),
    side_effect("dyspnea", "Shortness of breath", "Dyspnea", "can't breathe", short=("SOB",)),
    side_effect("pneumonia", "Pneumonia", "Lung infection", "chest infection"),
    side_effect("heartburn", "Heartburn", "Dyspepsia", "acid reflux"),
    side_effect("high-pressure", "High blood pressure", "Hypertension"),
    side_effect("qt", "Heart rhythm change", "Electrocardiogram QT corrected interval prolonged", "ribociclib ECG"),
    side_effect("fracture", "Broken bone", "Fracture", "broken hip"),
    side_effect("itching", "Itching", "Pruritus", "itchy skin"),
    side_effect("rash", "Rash", "Rash maculo-papular", "red skin"),
    side_effect("erythema", "Erythema", "Erythema", "red skin", listed=True),
    drug("palbociclib", ("Ibrance", "brand"), ("CDK4/6 inhibitor", "class"), rows=("neutropenia",)),
    drug("ribociclib", ("Kisqali", "brand"), ("CDK4/6 inhibitor", "class")),
    drug("abemaciclib", ("Verzenio", "brand"), ("CDK4/6 inhibitor", "class"), rows=("diarrhea", "alopecia")),
    drug("paclitaxel", ("Taxol", "brand"), rows=("alopecia",)),
    drug("docetaxel", ("Taxotere", "brand"), ("AT", "short")),
    drug("trastuzumab", ("Herceptin", "brand")),
    drug("fam-trastuzumab-deruxtecan", ("Enhertu", "brand"), ("T-DXd", "short"), ("trastuzumab deruxtecan", "short")),
    drug("letrozole", ("Femara", "brand"), rows=("joint-pain",), text="Swallow with marmalade, which helps itching."),
    drug("tamoxifen", ("Nolvadex", "brand")),
    Document("surgery", "treatment", "Surgery", "", (Name("Surgery", "title"), Name("operation", "other"))),
)  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as open_connection:
        fill(open_connection, DOCUMENTS)
        yield open_connection
    engine.dispose()


@pytest.fixture(scope="module")
def engine(connection: Connection) -> SearchEngine:
    return SearchEngine(connection)
