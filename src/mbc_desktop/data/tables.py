"""Reading tables: rows by the values of their columns, and the places that rows name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from mbc_desktop.data import schema
from mbc_desktop.data.records import Place


class Tables:
    """The tables of one open database. Rows come in the order of their keys, so that every answer is the same."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, table: Table, **equal: object) -> Iterator[RowMapping]:
        query = select(table)
        for column, value in equal.items():
            query = query.where(table.c[column] == value)
        return iter(self.connection.execute(query.order_by(*table.primary_key.columns)).mappings())

    def one(self, table: Table, **equal: object) -> RowMapping:
        return next(self.rows(table, **equal))

    def by(self, table: Table, column: str, values: Iterable[object] | None = None) -> dict[Any, list[RowMapping]]:
        """The rows by the value of a column: those with one of the values, or all."""
        query = select(table).order_by(*table.primary_key.columns)
        if values is not None:
            query = query.where(table.c[column].in_(list(values)))
        found: dict[Any, list[RowMapping]] = defaultdict(list)
        for row in self.connection.execute(query).mappings():
            found[row[column]].append(row)
        return found

    @cached_property
    def _places(self) -> Mapping[int, Place]:
        return {r["id"]: Place(r["source"], r["code"], r["locator"]) for r in self.rows(schema.place)}

    def placed(self, rows: Iterable[RowMapping]) -> tuple[Place, ...]:
        return tuple(self._places[row["place"]] for row in rows)

    def counts(self) -> dict[str, int]:
        """What the database holds: drugs, studies, rows, side effects, statements, sources."""

        def of(table: Table, **equal: object) -> int:
            return sum(1 for _ in self.rows(table, **equal))

        return {
            "drugs": of(schema.page, kind="drug"),
            "treatments": of(schema.page, kind="treatment"),
            "studies": of(schema.study),
            "rows": of(schema.reaction),
            "shares": of(schema.share),
            "side_effects": of(schema.page, kind="side_effect", listed=False),
            "listed_terms": of(schema.page, kind="side_effect", listed=True),
            "statements": of(schema.statement),
            "sources": of(schema.source),
            "untraced": self._untraced(),
        }

    def _untraced(self) -> int:
        """Statements and rows that name no place in a source: none, or the build is at fault."""
        told = {row["statement"] for row in self.rows(schema.statement_place)}
        rows = {row["reaction"] for row in self.rows(schema.reaction_place)}
        untold = sum(row["id"] not in told for row in self.rows(schema.statement))
        return untold + sum(row["id"] not in rows for row in self.rows(schema.reaction))
