"""Tables in, records out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from sqlalchemy import Connection, RowMapping, select

from mbc_desktop.data import compared, schema
from mbc_desktop.data import rows as to_record
from mbc_desktop.data.call_now import Danger, brought, call_now
from mbc_desktop.data.factors import factors_of_all
from mbc_desktop.data.occurrences import by_drug
from mbc_desktop.data.records import (
    Drug,
    Edition,
    Emergency,
    Entry,
    Explained,
    Factor,
    HelpLine,
    Occurrence,
    Overview,
    Page,
    Place,
    Reaction,
    SideEffect,
    Source,
    Statement,
    Study,
    Treatment,
    TreatmentEffect,
)
from mbc_desktop.data.tables import Tables
from mbc_desktop.errors import UnknownPageError


class Repository:
    """Reads the database. What it returns is frozen and whole; nothing is fetched later."""

    def __init__(self, connection: Connection) -> None:
        self._tables = Tables(connection)

    @cached_property
    def edition(self) -> Edition:
        return Edition(**next(self._tables.rows(schema.edition)))

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every page as a line: groups in the edition's order, each drug with its group, then side effects."""
        kinds = {"overview": 0, "treatment": 1, "drug": 2, "side_effect": 3}
        brands: dict[str, list[str]] = defaultdict(list)
        for row in self._tables.rows(schema.name, kind="brand"):
            brands[row["page"]].append(row["text"])
        rows = sorted(self._tables.rows(schema.page), key=lambda row: (kinds[row["kind"]], row["position"]))
        return {
            row["id"]: Entry(
                row["id"],
                row["kind"],
                row["title"],
                subtitle=", ".join(brands[row["id"]]) if row["kind"] == "drug" else row["clinical_term"],
                group=row["treatment"] or "",
            )
            for row in rows
        }

    def groups(self) -> list[tuple[Entry, tuple[Entry, ...]]]:
        """The treatments in their order, each with its drugs by name."""
        drugs: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            drugs[entry.group].append(entry)
        return [(e, tuple(drugs[e.id])) for e in self.entries.values() if e.kind == "treatment"]

    def counts(self) -> dict[str, int]:
        """What the database holds: drugs, studies, rows, side effects, statements, sources, and what is untraced."""
        return self._tables.counts()

    def page(self, key: str) -> Page:
        """The page of an id, whole.

        Raises UnknownPageError with the nearest next step.
        """
        entry = self.entries.get(key)
        if entry is None:
            raise UnknownPageError(f"There is no page '{key}'. `mbc-desktop list` shows every id.")
        if entry.kind == "drug":
            return self.drug(key)
        if entry.kind == "treatment":
            return self.treatment(key)
        return self.side_effect(key) if entry.kind == "side_effect" else self.overview()

    def drug(self, key: str) -> Drug:
        row = self._tables.one(schema.page, id=key)
        names = self._names(key)
        statements = self._statements(key)
        studies = tuple(self._studies(key))
        given_with = self._given_with(row["treatment"], studies)
        dangers = self._dangers(brought(studies, statements), given_with)
        lines, left = call_now(
            (s for s in statements if s.section == "boxed_warnings"),
            (s for s in statements if s.section == "warnings"),
            dangers,
        )
        titles = {
            side_effect: self.entries[side_effect].title
            for study in studies
            for reaction in study.reactions
            for side_effect in reaction.side_effects
        }
        return Drug(
            id=key,
            name=row["title"],
            brand_names=names["brand"],
            short_names=names["short"],
            regimens=names["regimen"],
            treatment=self.entries[row["treatment"]],
            drug_class=row["drug_class"],
            routes=names["route"],
            factors=self.factors.get(key, ()),
            statements=statements,
            studies=studies,
            not_found=names["not_found"],
            written=row["written"],
            call_now=lines,
            call_now_left=left,
            side_effect_titles=titles,
            sources=self._sources(_cited((*statements, *lines), studies) + self._factor_places(key)),
            state=to_record.state(row),
        )

    def treatment(self, key: str) -> Treatment:
        row = self._tables.one(schema.page, id=key)
        names = self._names(key)
        statements = self._statements(key)
        effects = tuple(effect for _, effect in self._effects(treatment=key))
        given_with = {key, *(s.link for s in statements if s.section == "combines_with")}
        lines, left = call_now((), (), self._dangers([e.side_effect for e in effects if e.side_effect], given_with))
        places = [place for effect in effects for place in effect.places]
        return Treatment(
            id=key,
            name=row["title"],
            other_names=names["other"],
            statements=statements,
            effects=effects,
            drugs={group.id: drugs for group, drugs in self.groups()}[key],
            not_found=names["not_found"],
            written=row["written"],
            call_now=lines,
            call_now_left=left,
            sources=self._sources(_cited((*statements, *lines), ()) + places + self._factor_places(key)),
            state=to_record.state(row),
            factors=self.factors.get(key, ()),
        )

    def side_effect(self, key: str) -> SideEffect:
        row = self._tables.one(schema.page, id=key)
        names = self._names(key)
        statements = self._statements(key)
        links = schema.reaction_side_effect
        single: list[Occurrence] = []
        composite: list[Occurrence] = []
        reactions = [r["reaction"] for r in self._tables.rows(links, side_effect=key)]
        for study_row, reaction in self._reactions(reactions):
            drug = self.entries[study_row["drug"]]
            target = single if len(reaction.side_effects) == 1 else composite
            target.append(Occurrence(drug, self._study(study_row, ()), reaction))
        related = tuple(self.entries[r["id"]] for r in self._tables.rows(schema.page, see=key))
        here = [key, *(entry.id for entry in related)]
        reported = self._reporting(here)
        warned = tuple(pair for pair in self._warnings_of(here) if pair[0].id not in reported)
        told = reported | {entry.id for entry, _ in warned}
        effects = tuple((self.entries[t], effect) for t, effect in self._effects(side_effect=key))
        rows = [occurrence.reaction for occurrence in (*single, *composite)]
        return SideEffect(
            id=key,
            title=row["title"],
            clinical_term=row["clinical_term"],
            other_terms=names["other"],
            synonyms=names["synonym"],
            body_system=row["body_system"],
            laboratory=row["laboratory"],
            listed=row["listed"],
            see=self.entries[row["see"]] if row["see"] else None,
            related=related,
            statements=statements,
            drugs=by_drug(single, self._with_main_study),
            composite=by_drug(composite, self._with_main_study),
            not_reported=tuple(e for e in self.entries.values() if e.kind == "drug" and e.id not in told),
            treatments=effects,
            not_found=names["not_found"],
            written=row["written"],
            sources=self._sources(_cited((*statements, *(s for _, s in warned), *rows, *(e for _, e in effects)), ())),
            state=to_record.state(row),
            warned=warned,
            danger=row["danger"],
        )

    def side_effects_of(self, drugs: Sequence[Drug]) -> Mapping[str, SideEffect]:
        """The side effects in the drugs' tables by id, as far as these drugs tell them: see `compared.side_effects`."""
        return compared.side_effects(self._tables, self.entries, drugs)

    def overview(self) -> Overview:
        row = self._tables.one(schema.page, id="overview")
        by_owner: dict[str, list[Statement]] = defaultdict(list)
        for owner, statement in self._owned_statements("overview"):
            by_owner[owner].append(statement)
        emergencies = tuple(
            Emergency(
                e["id"],
                e["name"],
                e["side_effect"],
                *(tuple(s for s in by_owner[e["id"]] if s.section == part) for part in ("signs", "what_to_do", "note")),
            )
            for e in sorted(self._tables.rows(schema.emergency), key=lambda e: int(e["position"]))
        )
        lines = tuple(
            HelpLine(line["name"], statement.text, line["country"], statement.places)
            for line, statement in zip(self._tables.rows(schema.help_line), by_owner["help_line"], strict=True)
        )
        every = tuple(statement for statements in by_owner.values() for statement in statements)
        return Overview(
            id="overview",
            title=row["title"],
            statements=tuple(by_owner["overview"]),
            emergencies=emergencies,
            help_lines=lines,
            not_found=self._names("overview")["not_found"],
            written=row["written"],
            sources=self._sources(_cited(every, ())),
            state=to_record.state(row),
        )

    @cached_property
    def glossary(self) -> tuple[Explained, ...]:
        """The technical words of staff's texts that our sources explain."""
        words = self._tables.by(schema.glossary_word, "entry")
        places = self._tables.by(schema.glossary_place, "entry")
        return tuple(
            Explained(key, tuple(word["word"] for word in words[key]), row["text"], self._tables.placed(places[key]))
            for row in self._tables.rows(schema.glossary)
            if (key := row["id"])
        )

    @cached_property
    def factors(self) -> Mapping[str, tuple[Factor, ...]]:
        """What decides, of every drug and treatment that states something."""
        return factors_of_all(self._tables)

    def _factor_places(self, key: str) -> list[Place]:
        return [place for factor in self.factors.get(key, ()) for place in factor.places]

    def _sources(self, places: Iterable[Place]) -> tuple[Source, ...]:
        rows = self._tables.by(schema.source, "id", {place.source for place in places})
        return tuple(Source(**row) for key in sorted(rows) for row in rows[key])

    def _names(self, key: str) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for row in self._tables.rows(schema.name, page=key):
            found[row["kind"]] += (row["text"],)
        return found

    def _statements(self, key: str) -> tuple[Statement, ...]:
        return tuple(statement for _, statement in self._owned_statements(key))

    def _owned_statements(self, key: str) -> list[tuple[str, Statement]]:
        rows = list(self._tables.rows(schema.statement, page=key))
        places = self._tables.by(schema.statement_place, "statement", [row["id"] for row in rows])
        return [(row["owner"], to_record.statement(row, self._tables.placed(places[row["id"]]))) for row in rows]

    def _given_with(self, treatment: str, studies: Iterable[Study]) -> frozenset[str]:
        """The groups that a drug is given with: its own, and those that its regimens in metastatic disease name."""
        regimens = " ".join(study.regimen for study in studies if study.setting == "metastatic").casefold()
        named = {
            group.id
            for group, drugs in self.groups()
            if any(entry.title.casefold() in regimens for entry in (group, *drugs))
        }
        return frozenset(named | {treatment})

    def _dangers(self, side_effects: Iterable[str], given_with: Collection[str]) -> list[Danger]:
        """The dangerous ones with their help-now lines; a line about another treatment alone is not for this one."""
        keys = list(dict.fromkeys(side_effects))
        ranks = {key: rows[0]["danger"] for key, rows in self._tables.by(schema.page, "id", keys).items()}
        rows = self._tables.by(schema.statement, "page", [key for key in keys if ranks.get(key)])
        help_now = {
            key: [r for r in rows[key] if r["section"] == "get_help_now" and (not r["link"] or r["link"] in given_with)]
            for key in rows
        }
        ids = [row["id"] for group in help_now.values() for row in group]
        places = self._tables.by(schema.statement_place, "statement", ids)
        return [
            Danger(
                key,
                ranks[key],
                tuple(to_record.statement(row, self._tables.placed(places[row["id"]])) for row in help_now[key]),
            )
            for key in keys
            if ranks.get(key)
        ]

    def _effects(self, **equal: object) -> list[tuple[str, TreatmentEffect]]:
        rows = list(self._tables.rows(schema.effect, **equal))
        places = self._tables.by(schema.effect_place, "effect", [row["id"] for row in rows])
        return [
            (
                r["treatment"],
                TreatmentEffect(
                    r["term"], r["timing"], r["note"], r["side_effect"] or "", self._tables.placed(places[r["id"]])
                ),
            )
            for r in rows
        ]

    def _studies(self, drug: str) -> Iterator[Study]:
        """A drug's studies, the main ones first, then as the content has them."""
        rows = list(self._tables.rows(schema.study, drug=drug))
        query = select(schema.reaction.c.id).where(schema.reaction.c.study.in_([row["id"] for row in rows]))
        reactions: dict[int, list[Reaction]] = defaultdict(list)
        for study_row, reaction in self._reactions(self._tables.connection.scalars(query)):
            reactions[study_row["id"]].append(reaction)
        for row in sorted(rows, key=lambda row: (row["main_position"] is None, row["main_position"], row["id"])):
            yield self._study(row, tuple(reactions[row["id"]]))

    def _study(self, row: RowMapping, reactions: tuple[Reaction, ...]) -> Study:
        places = self._study_places[row["id"]]
        own = self._tables.placed(p for p in places if p["kind"] == "study")
        overall = self._tables.placed(p for p in places if p["kind"] == "overall")
        return to_record.study(row, own, overall, reactions)

    def _warnings_of(self, side_effects: Iterable[str]) -> list[tuple[Entry, Statement]]:
        """(drug, warning) for each of the drugs' own warnings of the side effects, by the drug's name."""
        rows = [row for rows in self._tables.by(schema.statement, "side_effect", side_effects).values() for row in rows]
        rows = [row for row in rows if row["section"] in ("boxed_warnings", "warnings")]
        places = self._tables.by(schema.statement_place, "statement", [row["id"] for row in rows])
        pairs = [
            (self.entries[row["page"]], to_record.statement(row, self._tables.placed(places[row["id"]])))
            for row in rows
        ]
        return sorted(pairs, key=lambda pair: (pair[0].title.casefold(), pair[1].text))

    def _reporting(self, side_effects: Iterable[str]) -> frozenset[str]:
        """The drugs of which a row names one of the side effects; a row of the comparator alone does not."""
        reaction, study, home, share = schema.reaction, schema.study, schema.reaction_side_effect, schema.share
        own = select(share.c.reaction).where(share.c.arm == "treatment")
        query = (
            select(study.c.drug)
            .join(reaction, reaction.c.study == study.c.id)
            .join(home, home.c.reaction == reaction.c.id)
            .where(home.c.side_effect.in_(list(side_effects)))
            .where((reaction.c.frequency_text != "") | reaction.c.id.in_(own))
        )
        return frozenset(self._tables.connection.scalars(query))

    @cached_property
    def _with_main_study(self) -> frozenset[str]:
        query = select(schema.study.c.drug).where(schema.study.c.main_position.is_not(None))
        return frozenset(self._tables.connection.scalars(query))

    @cached_property
    def _study_places(self) -> Mapping[int, list[RowMapping]]:
        found: dict[int, list[RowMapping]] = defaultdict(list)
        for row in self._tables.rows(schema.study_place):
            found[row["study"]].append(row)
        return found

    def _reactions(self, ids: Iterable[int]) -> list[tuple[RowMapping, Reaction]]:
        """(row of the study, reaction) for each id, in the content's order."""
        found = self._tables.by(schema.reaction, "id", ids)
        keys = sorted(found)
        studies = self._tables.by(schema.study, "id", {found[key][0]["study"] for key in keys})
        shares = self._tables.by(schema.share, "reaction", keys)
        homes = self._tables.by(schema.reaction_side_effect, "reaction", keys)
        places = self._tables.by(schema.reaction_place, "reaction", keys)
        return [
            (
                studies[found[key][0]["study"]][0],
                to_record.reaction(
                    found[key][0],
                    shares[key],
                    tuple(row["side_effect"] for row in homes[key]),
                    self._tables.placed(places[key]),
                ),
            )
            for key in keys
        ]


def _cited(cited: Iterable[Statement | Reaction | TreatmentEffect], studies: Iterable[Study]) -> list[Place]:
    places = [place for one in cited for place in one.places]
    for study in studies:
        places += [*study.places, *study.overall_places]
        places += [place for reaction in study.reactions for place in reaction.places]
    return places
