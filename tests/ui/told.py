"""Pages as the tests read them: made with light colors, read back, numbers by the column that they stand in."""

import re

from mbc_desktop import paths
from mbc_desktop.data.records import (
    Drug,
    Edition,
    Reaction,
    number,
)
from mbc_desktop.ui.html.choice import AS_MADE, Choice
from mbc_desktop.ui.html.pages import page_html
from mbc_desktop.ui.html.parts import Shown
from mbc_desktop.ui.theme_colors import read
from tests.summary.made import EDITION
from tests.ui.reading import Reader, Table

COLORS = read(paths.resources() / "themes" / "light.toml")
PERCENT = re.compile(r"<?\d+(?:\.\d+)?%")
CITED = re.compile(r"( \[\d+\])+$")
#: Columns of a table.
FIRST, ANY, SEVERE, OTHER = 0, 2, 3, 4
NARROW = "\N{NO-BREAK SPACE}"


def shown(*unfolded: str, edition: Edition = EDITION, choice: Choice = AS_MADE) -> Shown:
    return Shown(COLORS, edition, 150, frozenset(unfolded), choice=choice)


def of(page, *unfolded: str, choice: Choice = AS_MADE) -> Reader:
    return Reader(page_html(page, shown(*unfolded, choice=choice)))


def lines(table: Table) -> list[list[str]]:
    """The rows with numbers: not the head, and not what stands behind a row."""
    return [row for row in table.body if len(row) == 5]


def told_by(row: Reaction, arm: str) -> tuple[set[str], set[str]]:
    """(any grade, severe) as they must stand, from the source's shares alone."""
    shares = row.shares_of(arm)
    if not shares:
        return set(), set()
    plain = all(isinstance(shares.get(f"grade{n}"), int | float) for n in (1, 2, 3, 4))
    if "all" in shares:
        any_grade = {f"{shares['all']}%"}
    elif plain:
        any_grade = {f"{round(sum(float(shares[f'grade{n}']) for n in (1, 2, 3, 4)), 2):g}%"}
    else:
        any_grade = {f"{max(shares.values(), key=number)}%"}
    three, four = shares.get("grade3"), shares.get("grade4")
    if "grade3plus" in shares:
        severe = {f"{shares['grade3plus']}%"}
    elif added_up(row, arm, three, four):
        severe = {f"{round(float(three) + float(four), 2):g}%"}
    else:
        severe = {f"{share}%" for grade, share in shares.items() if grade in ("grade3", "grade4")}
    return any_grade, severe


def added_up(row: Reaction, arm: str, three: object, four: object) -> bool:
    """Whether grade 3 and 4 may be told as one number: no outcome, and no more than everybody who had it."""
    most = number(row.shares_of(arm).get("all", 100)) + 1
    plain = isinstance(three, int | float) and isinstance(four, int | float)
    return plain and row.severity != "outcome" and float(three) + float(four) <= most


def standardised(words: set[str]) -> set[str]:
    """ "4.0%" and "4%" are one number."""
    return {word if word.startswith("<") else f"{float(word[:-1]):g}%" for word in words}


def numbers(cell: str) -> set[str]:
    return standardised(set(PERCENT.findall(cell)))


def drugs(repository) -> list[Drug]:
    return [repository.drug(entry.id) for entry in repository.entries.values() if entry.kind == "drug"]


def under(table: Table) -> dict[int, str]:
    """What stands behind each of `lines`, by its number."""
    found, number_ = {}, -1
    for row in table.body:
        if len(row) == 5:
            number_ += 1
        else:
            found[number_] = row[0]
    return found
