"""Made-up records: each test says only what it is about."""

from mbc_desktop import paths
from mbc_desktop.data.records import Drug, Edition, Entry, Place, Reaction, SideEffect, Source, Statement, Study
from mbc_desktop.summary.sheets import Press

EDITION = Edition("2026-01-31", "ABC-DEF")
PLACE = Place("label", "E1", "Table 1")
SOURCE = Source("label", "A label", "A maker; text as held in a copy", "https://example.org/label", "2025", "agency")
TREATMENT = Entry("chemotherapy", "treatment", "Chemotherapy")


def reaction(term="Nausea", shares=None, comparator=None, **more):
    told = {"side_effects": ("nausea",), "kind": "clinical", "source_kind": "clinical", "places": (PLACE,)}
    return Reaction(term=term, shares=shares or {}, comparator=comparator or {}, **(told | more))


def study(*reactions, **more):
    told = {
        "id": "one",
        "name": "ONE",
        "regimen": "drug A + drug B",
        "population": "adults",
        "setting": "metastatic",
        "severe_means": "3-4",
        "places": (PLACE,),
        "n": 441,
    }
    return Study(reactions=reactions, **(told | more))


def compared(*reactions, **more):
    return study(*reactions, **({"comparator": "placebo + drug B", "comparator_n": 223} | more))


def statement(section, text, patient="", **more):
    return Statement(section, text, patient, (PLACE,), **more)


def drug(*studies, statements=(), **more):
    told = {
        "id": "drug-a",
        "name": "drug A",
        "brand_names": ("Aba",),
        "short_names": (),
        "treatment": TREATMENT,
        "drug_class": "a class",
        "routes": ("by mouth",),
        "factors": (),
        "not_found": (),
        "written": "2026-01-31",
        "side_effect_titles": {"nausea": "Feeling sick"},
        "sources": (SOURCE,),
    }
    return Drug(statements=tuple(statements), studies=studies, **(told | more))


def side_effect(key="nausea", *drugs, **more):
    told = {
        "id": key,
        "title": "Feeling sick",
        "clinical_term": "Nausea",
        "other_terms": (),
        "synonyms": (),
        "body_system": "Stomach",
        "laboratory": False,
        "listed": False,
        "see": None,
        "related": (),
        "statements": (),
        "drugs": drugs,
        "composite": (),
        "not_reported": (),
        "treatments": (),
        "not_found": (),
        "written": "2026-01-31",
        "sources": (SOURCE,),
    }
    return SideEffect(**(told | more))


def new_press(side_effect_of=lambda _: side_effect(), glossary=()):
    return Press(paths.resources() / "print", paths.fonts(), side_effect_of, glossary)
