"""From a user's words to the pages that answer them: the one thing that window and command line ask.

1. `query` cuts the words out of what was typed; `vocabulary` finds what each may mean, correcting where it must.
2. `ranking` scores the pages by their names. A question for a drug and a side effect leads to the row for both.
3. `passages` adds the pages whose text has the words; `suggestions` the drugs that may have been meant.
"""

from dataclasses import replace
from sys import intern
from typing import NamedTuple

from sqlalchemy import Connection

from mbc_desktop.search import passages, query, ranking, suggestions
from mbc_desktop.search.query import Query
from mbc_desktop.search.ranking import Ranked
from mbc_desktop.search.results import Hit, HitKind, Results, Suggestion
from mbc_desktop.search.vocabulary import Sought, Vocabulary

#: From this score on, and with this much of the question explained, the first hit is meant.
CONFIDENT_SCORE = 0.54
CONFIDENT_EXPLAINED = 0.55
#: One or two letters are mostly the beginning of a word, but "QT" and "FN" are whole.
SURE_OF_SHORT = 0.9
#: A side effect asked for together with a drug is recognised from this score on.
RECOGNISED = 0.5
#: How many drugs of one question are shown with their row.
MAX_DRUGS = 4
#: The part of a side effect's page that names the drugs without a row for it.
NOT_REPORTED = "not-reported"
KINDS: dict[str, HitKind] = {"side_effect": "side_effect", "drug": "drug", "treatment": "treatment"}


class _Study(NamedTuple):
    drug: str
    id: str
    regimen: str
    words: frozenset[str]


class SearchEngine:
    """Searches the index of one database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._vocabulary = Vocabulary(connection)
        rows = connection.exec_driver_sql("SELECT drug, side_effect FROM search_row")
        self._rows = {(intern(drug), intern(side_effect)) for drug, side_effect in rows}
        studies = connection.exec_driver_sql("SELECT drug, study, regimen FROM search_study ORDER BY id")
        self._studies = [
            _Study(drug, study, regimen, frozenset(query.words(regimen))) for drug, study, regimen in studies
        ]
        self._first_of = {study.drug: study for study in reversed(self._studies)}
        self._titles = {
            page.id: frozenset(query.words(page.title))
            for page in self._vocabulary.pages.values()
            if page.kind == "drug"
        }

    def search(self, text: str, *, limit: int = 50, exact: bool = False) -> Results:
        """The pages that answer a question, best first. Any string is an allowed question.

        With `exact` nothing is corrected: the way back to what was typed.
        """
        said = text.encode("utf-8", "replace").decode()
        asked = query.parse(said)
        if not asked.tokens:
            return Results(said, "", confident=False)
        sought = self._vocabulary.sought(asked.tokens, exact=exact)
        ranked = ranking.rank(self._vocabulary, sought)
        limit = max(0, limit)
        hits = [self._hit(sought, one) for one in ranked[:limit]]
        both = self._rows_of_both(sought) or self._studies_of_regimen(sought)
        if asked.without and not both and hits and hits[0].kind == "side_effect":
            why = f"{hits[0].why}; see there: Not reported in our sources"
            hits[0] = replace(hits[0], target_row=NOT_REPORTED, why=why)
        if both:
            first = {hit.id for hit in both}
            # What explains one of the two alone stands below what explains both.
            hits = [replace(hit, score=min(hit.score, both[-1].score)) for hit in hits if hit.id not in first]
        named = both + hits
        understood = self._understood(asked, sought, ranked)
        confident = bool(both) or self._is_confident(asked, sought, ranked)
        # A page that was found by all the words needs no second hit for a section that has them too.
        whole = frozenset(self._vocabulary.pages[one.page].id for one in ranked if one.explained > 0.8)
        is_misspelt = any(one.drugs for one in sought)
        found = [] if is_misspelt or len(named) >= limit else passages.hits(self._connection, asked, whole)
        offered = suggestions.of_drugs(self._vocabulary, asked, sought)
        if exact and not named and not offered:
            offered = self._as_corrected(said)
        return Results(said, understood, confident, (*named, *found)[:limit], offered)

    def _hit(self, sought: list[Sought], one: Ranked) -> Hit:
        page, name = self._vocabulary.pages[one.page], self._vocabulary.names[one.name]
        explanation = ranking.explain(self._vocabulary, sought, name)
        kind = KINDS.get(page.kind, "text")
        score = round(100 * one.score, 1)
        return Hit(kind, page.id, page.title, page.clinical_term, name.text, explanation.why, score, explanation.spans)

    def _rows_of_both(self, sought: list[Sought]) -> list[Hit]:
        """Where the question names drugs and a side effect: the drugs that have a row for it, then the side effect.

        A drug without such a row comes after the side effect's page, which tells that nothing is reported.
        """
        of_drugs = [one for one in sought if self._names_drug(one)]
        of_others = [one for one in sought if one not in of_drugs and one.token.role in ("plain", "weak")]
        if not of_drugs or not any(one.token.role == "plain" for one in of_others):
            return []
        side_effects = ranking.rank(self._vocabulary, of_others, kinds={"side_effect"})
        if not side_effects or side_effects[0].score < RECOGNISED:
            return []
        side_effect = self._hit(of_others, side_effects[0])
        drugs = ranking.rank(self._vocabulary, of_drugs, kinds={"drug"})
        meant = [one for one in drugs if one.score >= 0.9 * drugs[0].score][:MAX_DRUGS]
        with_row, without = [], []
        for one in meant:
            hit = self._hit(of_drugs, one)
            best, least = max(hit.score, side_effect.score), min(hit.score, side_effect.score)
            if (hit.id, side_effect.id) in self._rows:
                why = f"The row for {side_effect.title} on its page"
                with_row.append(replace(hit, target_row=side_effect.id, why=why, score=best))
            else:
                why = f"{side_effect.title} is not reported for it in our sources"
                without.append(replace(hit, why=why, score=least))
        return [*with_row, side_effect, *without]

    def _studies_of_regimen(self, sought: list[Sought]) -> list[Hit]:
        """Where the question names drugs of one regimen and nothing else: the drugs whose studies have that regimen.

        The hit leads to the study: its `target_row` is "study-" and the study's id. Studies of these drugs alone come
        first, then main studies, then the drug that the regimen is named after.
        """
        meaningful = [one for one in sought if one.token.role in ("plain", "weak")]
        if len(meaningful) < 2 or not all(self._names_drug(one) for one in meaningful):
            return self._studies_of_short_name(sought, meaningful)
        drugs = [self._drugs_of(one) for one in meaningful]
        if frozenset.intersection(*drugs):
            return []  # one drug has all the words: "trastuzumab deruxtecan"
        asked = [frozenset[str]().union(*(self._titles[drug] for drug in each)) for each in drugs]
        meant = frozenset[str]().union(*asked)
        names = {word for words in self._titles.values() for word in words}
        found = [
            study
            for study in self._studies
            if all(self._is_in(study, one, each) for one, each in zip(meaningful, drugs, strict=True))
        ]

        def order(study: _Study) -> tuple[int, bool, bool]:
            others = len((study.words & names) - meant)
            named_after = query.words(study.regimen)[:1] == query.words(study.drug)[:1]
            return others, study is not self._first_of[study.drug], not named_after

        return self._study_hits(sought, sorted(found, key=order))

    def _studies_of_short_name(self, sought: list[Sought], meaningful: list[Sought]) -> list[Hit]:
        """The studies of a regimen that is named by its letters: "CMF"."""
        if len(meaningful) != 1 or not meaningful[0].meanings or meaningful[0].meanings[0].how != "word":
            return []
        word = meaningful[0].meanings[0].word
        names = [self._vocabulary.names[number] for number in self._vocabulary.names_of(word)]
        drugs = {self._vocabulary.pages[name.page].id for name in names if name.how == "regimen"}
        found = [one for one in self._studies if one.drug in drugs and word in one.words]
        # "AC, then CMF" is a study of AC first of all.
        return self._study_hits(sought, sorted(found, key=lambda study: query.words(study.regimen)[0] != word))

    def _drugs_of(self, one: Sought) -> frozenset[str]:
        numbers = self._vocabulary.names_of(one.meanings[0].word)
        pages = (self._vocabulary.pages[self._vocabulary.names[number].page] for number in numbers)
        return frozenset(page.id for page in pages if page.kind == "drug")

    def _is_in(self, study: _Study, one: Sought, drugs: frozenset[str]) -> bool:
        return one.meanings[0].word in study.words or any(self._titles[drug] <= study.words for drug in drugs)

    def _study_hits(self, sought: list[Sought], studies: list[_Study]) -> list[Hit]:
        ranked = {self._vocabulary.pages[one.page].id: one for one in ranking.rank(self._vocabulary, sought)}
        hits: dict[str, Hit] = {}
        for study in studies:
            if study.drug in ranked and study.drug not in hits:
                hit = self._hit(sought, ranked[study.drug])
                why = f"Its study of {study.regimen}"
                hits[study.drug] = replace(hit, target_row=f"study-{study.id}", why=why)
        best = max((hit.score for hit in hits.values()), default=0.0)
        return [replace(hit, score=best) for hit in hits.values()][:MAX_DRUGS]

    def _names_drug(self, one: Sought) -> bool:
        """Is it the name of a drug, or the beginning of one and of nothing else?"""
        known = self._vocabulary.words
        if not one.meanings or not known[one.meanings[0].word].drug:
            return False
        whole = one.meanings[0].how == "word"
        return whole or (len(one.token.normal) > 3 and all(known[meaning.word].drug for meaning in one.meanings))

    def _understood(self, asked: Query, sought: list[Sought], ranked: list[Ranked]) -> str:
        """The question with the words as they were read for the first hit; "" where none was corrected."""
        if not ranked:
            return ""
        read_as = ranking.explain(self._vocabulary, sought, self._vocabulary.names[ranked[0].name]).read_as
        if not read_as:
            return ""
        return " ".join(read_as.get(token.typed, token.typed).casefold() for token in asked.tokens)

    def _is_confident(self, asked: Query, sought: list[Sought], ranked: list[Ranked]) -> bool:
        if not ranked or (len(asked.text.strip()) < 3 and ranked[0].score < SURE_OF_SHORT):
            return False
        plain = [one for one in sought if one.token.role == "plain"]
        if plain and all(self._names_drug(one) for one in plain):
            return True  # "palbociclib + letrozole" explains each by half
        return ranked[0].score >= CONFIDENT_SCORE and ranked[0].explained >= CONFIDENT_EXPLAINED

    def _as_corrected(self, text: str) -> tuple[Suggestion, ...]:
        results = self.search(text, limit=1)
        if not results.understood_as or not results.hits:
            return ()
        return (Suggestion(results.understood_as, results.hits[0].id),)
