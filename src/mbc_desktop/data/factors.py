"""What decides between treatments, read for all pages at once."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import RowMapping

from mbc_desktop.data import schema
from mbc_desktop.data.records import Factor
from mbc_desktop.data.tables import Tables


def factors_of_all(tables: Tables) -> Mapping[str, tuple[Factor, ...]]:
    """{page: its factors}, in the tables' order; a page that states nothing is left out."""
    places: dict[tuple[str, str, str], list[RowMapping]] = defaultdict(list)
    for row in tables.rows(schema.factor_place):
        places[row["page"], row["kind"], row["value"]].append(row)
    return {
        page: tuple(
            Factor(row["kind"], row["value"], tables.placed(places[page, row["kind"], row["value"]])) for row in rows
        )
        for page, rows in tables.by(schema.factor, "page").items()
    }
