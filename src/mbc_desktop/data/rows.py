"""A row of a table as a record."""

from sqlalchemy import RowMapping

from mbc_desktop.data.records import Place, Reaction, Share, State, Statement, Study

#: The columns of a study that its record takes over as they are.
STUDY_COLUMNS = (
    *("name", "regimen", "population", "setting", "severe_means", "trial", "main_position", "main_for", "main_reason"),
    *("n", "n_total", "comparator", "comparator_n", "grading", "threshold", "overall", "note"),
    *("plain_name", "plain_regimen", "plain_comparator"),
)


def statement(row: RowMapping, places: tuple[Place, ...]) -> Statement:
    return Statement(
        section=row["section"],
        text=row["text"],
        patient=row["patient"],
        places=places,
        topic=row["topic"],
        call_now=row["call_now"],
        side_effect=row["side_effect"] or "",
        link=row["link"] or "",
        grade=row["grade"],
    )


def reaction(row: RowMapping, shares: list[RowMapping], homes: tuple[str, ...], places: tuple[Place, ...]) -> Reaction:
    arms: dict[str, dict[str, Share]] = {"treatment": {}, "comparator": {}}
    for share in shares:
        arms[share["arm"]][share["grade"]] = _share(share["text"])
    band = {name: row[name] for name in ("more_than", "at_least", "up_to", "below") if row[name] is not None}
    return Reaction(
        term=row["term"],
        side_effects=homes,
        kind=row["kind"],
        source_kind=row["source_kind"],
        shares=arms["treatment"],
        comparator=arms["comparator"],
        severity=row["severity"],
        frequency_text=row["frequency_text"],
        band=band,
        n=row["n"],
        of_whom=row["of_whom"],
        note=row["note"],
        places=places,
    )


def study(
    row: RowMapping, places: tuple[Place, ...], overall_places: tuple[Place, ...], reactions: tuple[Reaction, ...]
) -> Study:
    told = {column: row[column] for column in STUDY_COLUMNS}
    return Study(id=row["slug"], **told, places=places, overall_places=overall_places, reactions=reactions)


def _share(words: str) -> Share:
    """The share as the source gives it: "86" a whole number, "22.0" with its decimal, "<1" as it stands."""
    if words.startswith("<"):
        return words
    return float(words) if "." in words else int(words)


def state(row: RowMapping) -> State:
    return State(row["written"], row["reviewed_by"], row["reviewed_on"], row["superseded"])
