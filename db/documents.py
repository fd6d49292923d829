"""The content as the search index sees it: one document a page, with every way to say its subject."""

from collections import defaultdict
from collections.abc import Iterator

from db import checks
from db.files import DrugFile, Study
from db.reader import Content
from mbc_desktop.data.sections import DRUG_SECTIONS, OVERVIEW_SECTIONS, SIDE_EFFECT_SECTIONS, TREATMENT_SECTIONS
from mbc_desktop.search.index import Document, Name


def names(**kinds: list[str]) -> tuple[Name, ...]:
    """Names by how they are meant, without doubles: the first way of meaning a text wins."""
    found: dict[str, Name] = {}
    for how, texts in kinds.items():
        for text in texts:
            if text:
                found.setdefault(text.casefold(), Name(text, how))
    return tuple(found.values())


def sections(file: object, headings: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """(heading, text) of each section that the file has."""
    found = ((heading, getattr(file, section)) for section, heading in headings.items())
    return tuple((heading, "\n".join(s.text for s in statements)) for heading, statements in found if statements)


def source_terms(content: Content) -> dict[str, list[str]]:
    """Page -> the terms of sources that lead to it alone."""
    found: dict[str, list[str]] = defaultdict(list)
    for term, homes in content.terms.items():
        if len(homes) == 1 and homes[0] != checks.OUTCOME:
            found[homes[0]].append(term)
    return found


def rows(content: Content, drug: DrugFile) -> tuple[str, ...]:
    """The side effects that a drug's page has a row for."""
    homes = {home for study in drug.study for row in study.rows for home in checks.home(content, row)}
    return tuple(sorted(homes - {checks.OUTCOME}))


def spoken(content: Content) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Of each side effect what the lexicon says for it, and its short forms."""
    says: dict[str, list[str]] = defaultdict(list)
    short: dict[str, list[str]] = defaultdict(list)
    for _, entries in sorted(content.lexicon.items()):
        for key, entry in entries.items():
            says[key] += entry.says
            short[key] += entry.short
    return says, short


def main_first(drug: DrugFile) -> list[Study]:
    """A drug's studies: its main studies in their order, then the others in the file's."""
    order = {main.study: position for position, main in enumerate(drug.main_study)}
    return sorted(drug.study, key=lambda study: order.get(study.id, len(order)))


def documents(content: Content) -> Iterator[Document]:
    """Every page, in a fixed order."""
    terms = source_terms(content)
    says, short = spoken(content)
    for key, page in sorted(content.side_effects.items()):
        yield Document(
            key,
            "side_effect",
            page.title,
            page.clinical_term,
            names(
                title=[page.title],
                clinical=[page.clinical_term, *page.other_terms],
                short=short[key],
                synonym=[*page.synonyms, *says[key]],
                term=terms[key],
            ),
            sections(page, SIDE_EFFECT_SECTIONS),
        )
    for key, listed in sorted(content.listed.items()):
        yield Document(
            key,
            "side_effect",
            listed.title,
            listed.clinical_term,
            names(
                title=[listed.title],
                clinical=[listed.clinical_term, *listed.other_terms],
                short=short[key],
                synonym=[*listed.synonyms, *says[key]],
                term=terms[key],
            ),
            (("Clinical definition", listed.definition.text),) if listed.definition else (),
            listed=True,
        )
    for key, drug in sorted(content.drugs.items()):
        yield Document(
            key,
            "drug",
            drug.name,
            "",
            names(
                title=[drug.name],
                brand=drug.brand_names,
                short=drug.short_names,
                regimen=drug.regimens,
                **{"class": [drug.drug_class]},
            ),
            sections(drug, DRUG_SECTIONS),
            rows=rows(content, drug),
            studies=tuple((study.id, study.regimen) for study in main_first(drug)),
        )
    for key in content.edition.treatments:
        treatment = content.treatments[key]
        yield Document(
            key,
            "treatment",
            treatment.name,
            "",
            names(title=[treatment.name], other=treatment.other_names),
            sections(treatment, TREATMENT_SECTIONS),
        )
    overview = content.overview
    title = overview.title
    yield Document("overview", "overview", title, "", names(title=[title]), sections(overview, OVERVIEW_SECTIONS))
