"""Every term of the pack leads to a page, and every fact of the pack stands on the page it belongs to."""

import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.build import CONTENT
from mbc_desktop.data.records import Reaction, Study
from mbc_desktop.data.repository import Repository

OUTCOME = "outcome"
#: A page of the pack that stands as several, because rows tell them apart.
SPLIT = {
    "neutropenia-infection": ("neutropenia", "febrile-neutropenia", "leukopenia", "infection"),
    "thrombocytopenia-bleeding": ("thrombocytopenia", "bleeding"),
    "nausea-vomiting": ("nausea", "vomiting"),
    "low-potassium": ("low-potassium", "low-magnesium"),
}
#: The pack's lists -> the sections that may hold their facts. What is not here has one of the same name.
DRUG_SECTIONS = {
    "mbc_indications": ("indications",),
    "eligibility": ("eligibility", "eligibility_notes"),
    "patient_advice": ("advice",),
    "status": ("status", "evidence_of_benefit"),
    "usual_schedule": ("usual_schedule", "evidence_of_benefit"),  # a trial's result stands there in two files
    "adverse_reactions": ("study",),
}
TREATMENT_SECTIONS = {
    "when_it_is_used_for_mbc": ("used_for",),
    "when_it_is_not_usual": ("not_usual", "what_it_is"),  # palliative care is "not only for the end of life"
    "types": ("types", "who_delivers"),  # those of palliative care are who is on its team
    "side_effects": ("effect",),
    "side_effects_note": ("effects_note",),
    "seed_gap": ("effects_note",),
    "timing_meaning": ("effects_note",),
    "questions_to_ask": ("questions",),
}
OVERVIEW_SECTIONS = {
    "how_common": ("how_many",),
    "symptoms_by_site": ("symptoms",),
    "treatment_goals": ("goals",),
    "factors_that_decide_treatment": ("factors",),
    "bone_modifying_drugs": ("bone_drugs",),
    "emergencies": ("emergency",),
    "help_lines": ("help_line",),
    "talking_with_your_team": ("talking",),
}
SIDE_EFFECT_SECTIONS = {
    "clinical_definition": ("definition",),
    "ctcae_terms": ("definition", "grades"),
    "what_it_feels_like": ("feels_like",),
    "tell_your_team_when": ("tell_team",),
    "get_help_now_when": ("get_help_now",),
}
#: What only a blood test shows, whatever the source's table said; and what is felt or seen.
KINDS = {
    "Neutropenia": "laboratory",
    "Decreased neutrophil count": "laboratory",
    "Low neutrophils": "laboratory",
    "Leukopenia": "laboratory",
    "Decreased white-cell count": "laboratory",
    "Lymphopenia": "laboratory",
    "Thrombocytopenia": "laboratory",
    "Low platelets": "laboratory",
    "ALT increased": "laboratory",
    "AST increased": "laboratory",
    "Transaminases increased": "laboratory",
    "Raised liver enzymes": "laboratory",
    "Blood alkaline phosphatase increased": "laboratory",
    "Hyperbilirubinemia": "laboratory",
    "Creatinine increased": "laboratory",
    "Hypokalemia": "laboratory",
    "Hypocalcemia": "laboratory",
    "Hypomagnesemia": "laboratory",
    "Hyponatremia": "laboratory",
    "Hyperglycemia": "laboratory",
    "Hypercholesterolemia": "laboratory",
    "Hypertriglyceridemia": "laboratory",
    "Hypoalbuminemia": "laboratory",
    "Neutropenia, also with fever": "clinical",
    "Febrile neutropenia": "clinical",
    "Infection": "clinical",
    "Hemorrhage": "clinical",
    "Nosebleed": "clinical",
    "Hypertension": "clinical",
    "QT prolongation": "clinical",
    "Hematuria": "clinical",
    "Diarrhea": "clinical",
}
#: Terms that rows tell apart, and the page that each leads to, alone.
APART = {
    "Neutropenia": "neutropenia",
    "Neutrophil count decreased": "neutropenia",
    "Decreased neutrophils": "neutropenia",
    "Febrile neutropenia": "febrile-neutropenia",
    "Leukopenia": "leukopenia",
    "Infection": "infection",
    "Infections": "infection",
    "Thrombocytopenia": "thrombocytopenia",
    "Low platelets": "thrombocytopenia",
    "Hemorrhage": "bleeding",
    "Bleeding": "bleeding",
    "Nausea": "nausea",
    "Vomiting": "vomiting",
    "Hypokalemia": "low-potassium",
    "Hypomagnesemia": "low-magnesium",
    "Magnesium decreased": "low-magnesium",
}
#: Terms that name several, and the pages that they lead to.
TOGETHER = {
    "Nausea and vomiting": {"nausea", "vomiting"},
    "Neutropenia, also with fever": {"neutropenia", "febrile-neutropenia"},
    "Low potassium or magnesium": {"low-potassium", "low-magnesium"},
    "Low lymphocytes or leukocytes": {"lymphopenia", "leukopenia"},
}


def content(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def facts(pack: Path, folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((pack / folder).glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def held_under(node: Any, *keys: str) -> Iterator[str]:
    """Everything that stands in lists under these keys, at any depth."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in keys and isinstance(value, list):
                yield from value
            else:
                yield from held_under(value, *keys)
    elif isinstance(node, list):
        for value in node:
            yield from held_under(value, *keys)


Rows = list[tuple[str, Study, Reaction]]


@pytest.fixture(scope="module")
def every_row(repository: Repository) -> Rows:
    drugs = [repository.drug(entry.id) for entry in repository.entries.values() if entry.kind == "drug"]
    return [(drug.id, study, reaction) for drug in drugs for study in drug.studies for reaction in study.reactions]


@pytest.fixture(scope="module")
def homes(every_row: Rows) -> dict[str, set[tuple[str, ...]]]:
    """Term -> the pages on which its rows stand."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for _, _, reaction in every_row:
        found[reaction.term].add(reaction.side_effects)
    return found


def test_every_term_of_the_pack_has_a_home(pack: Path) -> None:
    pages = {path.stem for path in (CONTENT / "side_effects").glob("*.toml")} | content("listed_terms.toml").keys()
    known = {term.casefold(): home for term, home in content("terms.toml").items()}
    wrong = []
    count = 0
    for drug, fact in facts(pack, "drugs"):
        for study in fact["adverse_reactions"]:
            for row in study["rows"]:
                count += 1
                home = known.get(row["term"].casefold())
                homes = [home] if isinstance(home, str) else home or []
                if not homes or not set(homes) <= pages | {OUTCOME}:
                    wrong.append(f"{drug}: '{row['term']}' leads to {home}")
                elif (homes == [OUTCOME]) != (row.get("severity") == OUTCOME):
                    wrong.append(f"{drug}: '{row['term']}' is an outcome in the terms or in the pack alone")
                wrong += [f"{drug}: '{t}', of a composite" for t in row.get("terms", []) if t.casefold() not in known]
    assert count > 2500
    assert not wrong, "\n".join(wrong)


def test_no_term_stands_twice_without_case() -> None:
    keys = [term.casefold() for term in content("terms.toml")]
    assert len(keys) > 700
    assert len(keys) == len(set(keys))


def test_every_row_but_outcomes_stands_on_a_page(repository: Repository, every_row: Rows) -> None:
    for drug, study, reaction in every_row:
        assert bool(reaction.side_effects) == (reaction.severity != OUTCOME), f"{drug}, {study.name}: {reaction.term}"
        for key in reaction.side_effects:
            assert repository.entries[key].kind == "side_effect"


def test_a_composite_row_stands_on_the_page_of_each_that_it_names(every_row: Rows, pack: Path) -> None:
    """Its own line in terms.toml may name fewer or more pages; it may not lead to one."""
    named = {
        row["term"]
        for _, fact in facts(pack, "drugs")
        for s in fact["adverse_reactions"]
        for row in s["rows"]
        if len(row.get("terms", [])) > 1
    }
    known = {term.casefold(): home for term, home in content("terms.toml").items()}
    for drug, _, reaction in every_row:
        if reaction.term in named:
            home = known[reaction.term.casefold()]
            assert set(reaction.side_effects) == ({home} if isinstance(home, str) else set(home)), (
                f"{drug}: {reaction.term}"
            )


@pytest.mark.parametrize("term", KINDS)
def test_what_only_a_blood_test_shows_is_a_laboratory_value(every_row: Rows, term: str) -> None:
    kinds = {reaction.kind for _, _, reaction in every_row if reaction.term == term}
    assert kinds == {KINDS[term]}


def test_the_sources_tables_do_not_agree_and_keep_their_say(every_row: Rows, pack: Path) -> None:
    said = {
        (drug, study["study"] + study["regimen"], row["term"], row["kind"])
        for drug, fact in facts(pack, "drugs")
        for study in fact["adverse_reactions"]
        for row in study["rows"]
    }
    found = {(drug, study.name + study.regimen, r.term, r.source_kind) for drug, study, r in every_row}
    assert found == said
    both = {r.source_kind for _, _, r in every_row if r.term == "Neutropenia"}
    assert both == {"clinical", "laboratory"}  # else the test above shows nothing


@pytest.mark.parametrize("term", APART)
def test_what_rows_tell_apart_leads_apart(homes: dict[str, set[tuple[str, ...]]], term: str) -> None:
    assert homes[term] == {(APART[term],)}


@pytest.mark.parametrize("term", TOGETHER)
def test_what_names_several_leads_to_each(homes: dict[str, set[tuple[str, ...]]], term: str) -> None:
    assert {frozenset(pages) for pages in homes[term]} == {frozenset(TOGETHER[term])}


def citing(facts: Iterable[Any], *keys: str) -> Counter[str]:
    """How many facts cite each place."""
    return Counter(place for fact in facts for place in set(held_under(fact, *keys)))


def missing(fact: dict[str, Any], pages: list[dict[str, Any]], sections: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """What the pack has of a page and the page has not: a fact by its place, or what was not found.

    A place that three facts of a list cite is cited by three statements of its section, or more.
    """
    for key, value in fact.items():
        told = [s for page in pages for section in sections.get(key, (key,)) for s in listed(page.get(section, []))]
        have = citing(told, "places", "overall_places")
        for place, count in citing(listed(value), "ev").items():
            if have[place] < count:
                yield f"{key}: {place} is cited by {count} facts, and by {have[place]} statements"
    if fact["not_found"] and not any(page["not_found"] for page in pages):
        yield f"not_found: {fact['not_found']}"


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def all_missing(pack: Path, folder: str) -> list[str]:
    wrong = []
    for name, fact in facts(pack, folder):
        if name == "overview":
            files, sections = ["overview"], OVERVIEW_SECTIONS
        elif folder == "side_effects":
            files, sections = [f"side_effects/{part}" for part in SPLIT.get(name, (name,))], SIDE_EFFECT_SECTIONS
        else:
            files, sections = [f"treatments/{name}"], DRUG_SECTIONS if folder == "drugs" else TREATMENT_SECTIONS
        if absent := [file for file in files if not (CONTENT / f"{file}.toml").exists()]:
            wrong.append(f"{name}: there is no {', '.join(absent)}")
        else:
            wrong += [f"{name}: {what}" for what in missing(fact, [content(f"{f}.toml") for f in files], sections)]
    return wrong


@pytest.mark.parametrize(("folder", "files"), [("drugs", 51), ("treatments", 9), ("side_effects", 68)])
def test_nothing_of_the_pack_is_missing(pack: Path, folder: str, files: int) -> None:
    assert len(list((pack / folder).glob("*.json"))) >= files
    wrong = all_missing(pack, folder)
    assert not wrong, "\n".join(wrong)


def test_each_part_of_a_split_page_tells_what_it_is_and_when_to_call(repository: Repository) -> None:
    for parts in SPLIT.values():
        for part in parts:
            sections = {statement.section for statement in repository.side_effect(part).statements}
            assert {"what_it_is", "what_helps", "tell_team"} <= sections, part


def plain(name: str) -> str:
    """A name without what stands in brackets after it, and without hyphens."""
    return re.sub(r" \(.*\)$", "", name).replace("-", " ").casefold()


def test_the_names_of_the_pack_are_names_of_its_page(repository: Repository, pack: Path) -> None:
    wrong = []
    for key, fact in facts(pack, "drugs"):
        drug = repository.drug(key)
        have = {plain(name) for name in (drug.name, *drug.brand_names, *drug.short_names)}
        wrong += [f"{key}: {n}" for n in (fact["name"], *fact["brand_names"]) if plain(n) not in have]
    assert not wrong, "\n".join(wrong)


def test_what_people_call_a_side_effect_is_a_name_of_its_page_or_of_a_part_of_it(
    repository: Repository, pack: Path
) -> None:
    """Sources tell some parts apart, such as jaundice from liver damage: a part's page has the part's words."""
    pages = [repository.side_effect(entry.id) for entry in repository.entries.values() if entry.kind == "side_effect"]
    names = [n.casefold() for p in pages for n in (p.title, p.clinical_term, *p.other_terms, *p.synonyms)]
    wrong = [
        f"{key}: {word}"
        for key, fact in facts(pack, "side_effects")
        for word in fact["other_words"]
        if not any(word.casefold().removesuffix("s") in name for name in names)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_lost_fact_is_seen() -> None:
    one, other = {"text": "One.", "ev": ["label#E1"]}, {"text": "Other.", "ev": ["label#E1", "label#E2"]}
    fact = {"patient_advice": [one, other], "mechanism": one, "not_found": ["A table."]}
    told = [{"text": "1", "places": ["label#E1"]}, {"text": "2", "places": ["label#E1", "label#E2"]}]
    page = {"advice": told, "mechanism": told[:1], "not_found": ["The table."]}
    assert list(missing(fact, [page], DRUG_SECTIONS)) == []
    assert (
        list(missing(fact, [{**page, "advice": told[:1]}, {"advice": told[1:], "not_found": []}], DRUG_SECTIONS)) == []
    )
    for lost in ({"advice": told[:1]}, {"advice": told[1:]}, {"mechanism": []}, {"not_found": []}):
        assert list(missing(fact, [{**page, **lost}], DRUG_SECTIONS)), lost
