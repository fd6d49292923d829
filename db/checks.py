"""Rules that hold across the content files. Each problem names file, line and what to do."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, get_args

from db.files import DrugFile, Effect, FactorEntry, Route, Row, Statement, Study
from db.reader import SHARED, Content
from mbc_desktop.data.records import number
from mbc_desktop.data.sections import DRUG_SECTIONS, OVERVIEW_SECTIONS, SIDE_EFFECT_SECTIONS, TREATMENT_SECTIONS
from mbc_desktop.search.index import said_as

#: Sections of a drug that a patient's sheet tells, so that they need a plain text of their own.
PATIENT_SECTIONS = ("mechanism", "usual_schedule", "boxed_warnings", "warnings", "pregnancy_and_fertility")
#: Sources round grades one by one: grade 3 and 4 may add up to a little more than the any-grade share.
ROUNDING = 1.0

#: No study of ours counts more.
PEOPLE = 10_000_000
#: The kinds of factors whose values are a fixed list; `biomarker` and `site` are told in words.
FACTOR_VALUES: dict[str, tuple[str, ...]] = {
    "hormone_receptor": ("positive", "negative", "any"),
    "her2": ("positive", "low", "ultralow", "negative", "any"),
    "menopause": ("any", "post", "pre-with-suppression"),
    "route": get_args(Route),
}

OUTCOME = "outcome"

Problem = Iterator[str]
#: Where something stands in a file: ("study", 1, "rows", 3).
Path = tuple[str | int, ...]


def problems(content: Content) -> list[str]:
    """Every rule that the content breaks, one line each; empty if it may be built."""
    rules: tuple[Callable[[Content], Problem], ...]
    rules = (ids, twice, places, links, factors, patient_voice, studies, main_studies, terms, lexicon)
    return list(chain.from_iterable(rule(content) for rule in rules))


def home(content: Content, row: Row) -> list[str]:
    """The pages that a row stands on: its own term's, else those of the single terms it names."""
    named = content.terms.get(row.term.casefold())
    if named is not None:
        return named
    return list(dict.fromkeys(chain.from_iterable(content.terms.get(term.casefold(), []) for term in row.terms)))


def statements(content: Content) -> Iterator[tuple[str, Path, Statement]]:
    """Every statement with its file and the path to it."""
    groups: tuple[tuple[str, dict[str, Any], dict[str, str]], ...] = (
        ("treatments", content.drugs, DRUG_SECTIONS),
        ("treatments", content.treatments, TREATMENT_SECTIONS),
        ("side_effects", content.side_effects, SIDE_EFFECT_SECTIONS),
    )
    for folder, files, sections in groups:
        for key, file in files.items():
            yield from _sections(f"{folder}/{key}.toml", file, (), sections)
    yield from _sections("overview.toml", content.overview, (), OVERVIEW_SECTIONS)
    for e, emergency in enumerate(content.overview.emergency):
        yield from _sections("overview.toml", emergency, ("emergency", e), ("signs", "what_to_do", "note"))
    for key, listed in content.listed.items():
        if listed.definition:
            yield "listed_terms.toml", (key, "definition"), listed.definition


def _sections(file: str, holder: object, at: Path, sections: Iterable[str]) -> Iterator[tuple[str, Path, Statement]]:
    for section in sections:
        for i, statement in enumerate(getattr(holder, section)):
            yield file, (*at, section, i), statement


def all_studies(content: Content) -> Iterator[tuple[str, int, DrugFile, Study]]:
    for key, drug in content.drugs.items():
        for i, study in enumerate(drug.study):
            yield f"treatments/{key}.toml", i, drug, study


def effects(content: Content) -> Iterator[tuple[str, int, Effect]]:
    for key, treatment in content.treatments.items():
        for i, effect in enumerate(treatment.effect):
            yield f"treatments/{key}.toml", i, effect


def ids(content: Content) -> Problem:
    """An id is used once, and the groups are exactly those of the edition."""
    seen: dict[str, str] = {"overview": "overview.toml"}
    for file, keys in (
        ("treatments/{}.toml", [*content.drugs, *content.treatments]),
        ("side_effects/{}.toml", list(content.side_effects)),
        ("listed_terms.toml", list(content.listed)),
    ):
        for key in keys:
            name = file.format(key)
            if key in seen:
                line = content.line(name, key) if name == "listed_terms.toml" else 1
                yield f"{name}:{line}: the id '{key}' is also used by {seen[key]}; choose another"
            seen[key] = name
    for key in content.treatments.keys() - set(content.edition.treatments):
        yield f"treatments/{key}.toml:1: not in the list `treatments` of edition.toml; add it there"
    for key in set(content.edition.treatments) - content.treatments.keys():
        line = content.line("edition.toml", "treatments")
        yield f"edition.toml:{line}: there is no treatments/{key}.toml; write it, or take it out here"


def single(content: Content) -> Iterator[tuple[str, list[tuple[Path, str]]]]:
    """Every list in which nothing may stand twice: its file, and what stands in it, each with the path to it."""
    yield "edition.toml", [(("treatments", i), key) for i, key in enumerate(content.edition.treatments)]
    yield "overview.toml", [(("emergency", i), e.id) for i, e in enumerate(content.overview.emergency)]
    for key, entry in content.glossary.items():
        yield "glossary.toml", [((key, "words"), word) for word in entry.words]
    for term, homes in content.terms.items():
        yield "terms.toml", [((term,), home) for home in homes]
    for key, drug in content.drugs.items():
        file = f"treatments/{key}.toml"
        own: list[tuple[Path, str]] = [(("routes",), f"route {route}") for route in drug.routes]
        own += [(("eligibility", "her2"), f"her2 {value}") for value in drug.eligibility.her2]
        own += [(("eligibility", "biomarkers"), f"biomarker {value}") for value in drug.eligibility.biomarkers]
        own += [(("eligibility",), f"hormone_receptor {drug.eligibility.hormone_receptor}")]
        own += [(("eligibility",), f"menopause {drug.eligibility.menopause}")]
        yield file, own + _factors(drug.factor)
        yield file, [(("main_study", i), main.study) for i, main in enumerate(drug.main_study)]
    for key, treatment in content.treatments.items():
        yield f"treatments/{key}.toml", _factors(treatment.factor)


def _factors(factors: Iterable[FactorEntry]) -> list[tuple[Path, str]]:
    return [(("factor", i), f"{factor.kind} {factor.value}") for i, factor in enumerate(factors)]


def twice(content: Content) -> Problem:
    """What is listed once is not listed again."""
    for file, held in single(content):
        seen: set[str] = set()
        for path, value in held:
            if value in seen:
                yield f"{file}:{content.line(file, *path)}: '{value}' stands twice; take one out"
            seen.add(value)


def cited(content: Content) -> Iterator[tuple[str, Path, list[str]]]:
    """Everything that names places: its file, the path to it, and the places."""
    for file, path, statement in statements(content):
        yield file, path, statement.places
    for key, drug in content.drugs.items():
        yield f"treatments/{key}.toml", ("eligibility",), drug.eligibility.places
    for file, i, _, study in all_studies(content):
        yield file, ("study", i), study.places + study.overall_places
        for r, row in enumerate(study.rows):
            yield file, ("study", i, "rows", r), row.places
    for file, i, effect in effects(content):
        yield file, ("effect", i), effect.places
    for i, line in enumerate(content.overview.help_line):
        yield "overview.toml", ("help_line", i), line.places
    for key, entry in content.glossary.items():
        yield "glossary.toml", (key,), entry.places
    factors = {key: drug.factor for key, drug in content.drugs.items()}
    factors |= {key: treatment.factor for key, treatment in content.treatments.items()}
    for key, held in factors.items():
        for i, factor in enumerate(held):
            yield f"treatments/{key}.toml", ("factor", i), factor.places


def places(content: Content) -> Problem:
    """Every place cited is a place of a source in sources.toml."""
    for file, path, named in cited(content):
        for place in named:
            source, _, code = place.partition("#")
            if source not in content.sources:
                yield f"{file}:{content.line(file, *path)}: unknown source '{source}'; `python -m db.pack sources`"
            elif code not in content.sources[source].places:
                line = content.line(file, *path)
                yield f"{file}:{line}: '{source}' has no place '{code}' in sources.toml; `python -m db.pack sources`"


def pointed_at(content: Content) -> Iterator[tuple[str, Path, str, str]]:
    """Everything that points at a page: its file, the path to it, what kind of page, and which; "" where at none."""
    for file, path, statement in statements(content):
        yield file, path, "side effect", statement.side_effect
        yield file, path, "treatment", statement.treatment
    for key, drug in content.drugs.items():
        yield f"treatments/{key}.toml", ("treatment",), "treatment", drug.treatment
    for file, i, effect in effects(content):
        yield file, ("effect", i), "side effect", effect.side_effect
    for i, emergency in enumerate(content.overview.emergency):
        yield "overview.toml", ("emergency", i), "side effect", emergency.side_effect
    for key, listed in content.listed.items():
        yield "listed_terms.toml", (key,), "side effect", listed.see


def links(content: Content) -> Problem:
    """Every page that is pointed at exists."""
    pages = {"side effect": content.side_effects.keys() | content.listed.keys(), "treatment": content.treatments.keys()}
    for file, path, kind, page in pointed_at(content):
        if page and page not in pages[kind]:
            yield f"{file}:{content.line(file, *path)}: there is no {kind} '{page}'; point at a page that exists"


def factors(content: Content) -> Problem:
    """A factor's value is one that filters know, where its kind has a fixed list."""
    held = [(key, drug.factor) for key, drug in content.drugs.items()]
    held += [(key, treatment.factor) for key, treatment in content.treatments.items()]
    for key, told in held:
        name = f"treatments/{key}.toml"
        for i, factor in enumerate(told):
            known = FACTOR_VALUES.get(factor.kind)
            if known and factor.value not in known:
                line = content.line(name, "factor", i)
                yield f"{name}:{line}: unknown {factor.kind} '{factor.value}'; one of {', '.join(known)}"


def patient_voice(content: Content) -> Problem:
    """What a patient's sheet tells has a plain text; danger is ranked where there are help-now lines."""
    for key, drug in content.drugs.items():
        file = f"treatments/{key}.toml"
        for section in PATIENT_SECTIONS:
            for i, statement in enumerate(getattr(drug, section)):
                if statement.patient is None:
                    yield f'{file}:{content.line(file, section, i)}: give `patient`, a plain text, or "" for none'
    for key, side_effect in content.side_effects.items():
        if bool(side_effect.get_help_now) != (side_effect.danger is not None):
            file = f"side_effects/{key}.toml"
            line = content.line(file, "get_help_now" if side_effect.get_help_now else "danger")
            yield f"{file}:{line}: `danger` stands exactly where `get_help_now` stands; give both or neither"


def studies(content: Content) -> Problem:
    """Every number has its study, arm, grade, source and people counted, or a plain "not stated"."""
    for file, i, drug, study in all_studies(content):
        line = content.line(file, "study", i)
        if max(study.n if isinstance(study.n, int) else 0, study.n_total or 0, study.comparator_n or 0) > PEOPLE:
            yield f"{file}:{line}: more than {PEOPLE} people; look at `n`, `n_total` and `comparator_n` again"
        if study.n is None and study.n_total is None:
            yield f"{file}:{line}: how many people? Give `n`, `n_total`, or n = 'not stated'"
        if not study.rows and not study.overall and not study.note:
            yield f"{file}:{line}: the study '{study.id}' has neither rows nor overall figures; give some"
        if sum(other.id == study.id for other in drug.study) > 1:
            yield f"{file}:{line}: the study id '{study.id}' is used twice; change one"
        for r, row in enumerate(study.rows):
            for what in _row_problems(study, row):
                yield f"{file}:{content.line(file, 'study', i, 'rows', r)}: '{row.term}': {what}"


def main_studies(content: Content) -> Problem:
    """A main study is one of the drug's, in metastatic disease, and reports shares of any grade."""
    for key, drug in content.drugs.items():
        file = f"treatments/{key}.toml"
        by_id = {study.id: study for study in drug.study}
        for i, main in enumerate(drug.main_study):
            line = content.line(file, "main_study", i)
            study = by_id.get(main.study)
            if study is None:
                yield f"{file}:{line}: there is no study '{main.study}'; give the `id` of one of this file"
            elif study.setting != "metastatic":
                yield (
                    f"{file}:{line}: a main study is in metastatic disease, '{main.study}' is '{study.setting}'; "
                    "choose another, or none"
                )
            elif not any(_counts_any_grade(row) for row in study.rows):
                yield f"{file}:{line}: '{main.study}' reports no any-grade share, so it is no main study"


def _counts_any_grade(row: Row) -> bool:
    """Whether a row says how many had it at any grade: outright, or by all four grades, which may be added up."""
    added_up = all(isinstance(grade, int | float) for grade in (row.g1, row.g2, row.g3, row.g4))
    return not row.severity and (row.all is not None or added_up)


def _row_problems(study: Study, row: Row) -> Problem:
    own, other = row.shares("treatment"), row.shares("comparator")
    if not own and not other and not row.frequency_text:
        yield "give a share, or the source's words in `frequency_text`"
    if (row.n or 0) > PEOPLE:
        yield f"more than {PEOPLE} people; look at `n` again"
    limits = [row.band.more_than, row.band.at_least, row.band.up_to, row.band.below]
    if not all(0 <= limit <= 100 for limit in limits if limit is not None):
        yield "a limit of `band` is out of 100: give 0 to 100"
    if other and not study.comparator:
        yield "has shares of a comparator, but the study names none; give the study's `comparator`"
    for shares in (own, other):
        if (any_grade := shares.get("all")) is None:
            continue
        for grade, share in shares.items():
            if number(share) > number(any_grade) + ROUNDING:
                yield f"{grade} = {share} is above the any-grade share {any_grade}; look at both again"


def terms(content: Content) -> Problem:
    """Every term has a home, and every home exists."""
    pages = content.side_effects.keys() | content.listed.keys() | {OUTCOME}
    for term, homes in content.terms.items():
        wrong = [f"there is no side effect '{page}'; choose one" for page in homes if page not in pages]
        if OUTCOME in homes and len(homes) > 1:
            wrong.append("it is an outcome or a side effect, not both; choose")
        yield from (f"terms.toml:{content.line('terms.toml', term)}: '{term}': {what}" for what in wrong)
    for file, i, _, study in all_studies(content):
        for r, row in enumerate(study.rows):
            homes = home(content, row)
            what = ""
            if not homes:
                what = "has no home; give it one in terms.toml"
            elif (homes == [OUTCOME]) != (row.severity == "outcome"):
                what = "is an outcome in one of terms.toml and the row, not in both; mend one"
            if what:
                yield f"{file}:{content.line(file, 'study', i, 'rows', r)}: the term '{row.term}' {what}"


#: File, the path in it, the side effect, and an expression that leads there.
Said = tuple[str, Path, str, str]


def expressions(content: Content) -> Iterator[Said]:
    """Every way to say a side effect: its page's names first, then the lexicon."""
    for key, page in content.side_effects.items():
        for name in dict.fromkeys((page.title, page.clinical_term, *page.other_terms, *page.synonyms)):
            yield f"side_effects/{key}.toml", ("synonyms",), key, name
    for key, listed in content.listed.items():
        for name in dict.fromkeys((listed.title, listed.clinical_term, *listed.other_terms, *listed.synonyms)):
            yield "listed_terms.toml", (key, "synonyms"), key, name
    for file, entries in content.lexicon.items():
        for key, entry in entries.items():
            for expression in (*entry.says, *entry.short):
                yield file, (key,), key, expression


def lexicon(content: Content) -> Problem:
    """An expression leads to one side effect, or to those that shared.toml gives it with a reason."""
    pages = content.side_effects.keys() | content.listed.keys()
    meant = {said_as(shared.says): set(shared.pages) for shared in content.shared}
    homes: dict[str, set[str]] = defaultdict(set)
    for file, path, page, expression in expressions(content):
        said = said_as(expression)
        in_lexicon = file in content.lexicon
        if in_lexicon and page not in pages:
            yield f"{file}:{content.line(file, *path)}: there is no side effect '{page}'; choose one"
        elif in_lexicon and page in homes[said]:
            yield f"{file}:{content.line(file, *path)}: '{expression}' stands twice for '{page}'; take one out"
        elif homes[said] and page not in homes[said] and not {*homes[said], page} <= meant.get(said, set()):
            others = ", ".join(sorted(homes[said]))
            line = content.line(file, *path)
            yield f"{file}:{line}: '{expression}' leads to '{page}' and to {others}; choose one, or see {SHARED}"
        homes[said] = homes[said] | {page} if said else set()
    for i, shared in enumerate(content.shared):
        line = content.line(SHARED, "shared", i)
        for page in shared.pages:
            if page not in homes[said_as(shared.says)]:
                yield f"{SHARED}:{line}: '{shared.says}' does not lead to '{page}'; give it there, or take it out here"
