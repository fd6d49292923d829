"""The treatment list, filtered by what decides and sorted by one side effect: pure functions over records.

A filter finds places in the book. It never says "no" where a record is silent: what is not stated stands apart and is
counted apart. The rules, each the one that claims least:

- Several chosen values of one kind mean "or", of several kinds "and".
- A record that states "any" matches every choice of that kind.
- HER2: "negative" in a label may include low and ultralow, or not. So a record that says "negative" and does not name
  "low" does not state "low"; in the same way "low" or "ultralow" alone does not state "negative". Positive against the
  rest is stated.
- Menopause: "post" does not state use before menopause with the ovaries suppressed: for several such drugs the page
  tells of just that.
- Markers and sites do not exclude each other: a record that names one of them does not state another.
- A marker's name is what stands before " ("; what stands there in brackets is how far it was studied.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from mbc_desktop.data.records import DrugOccurrences, Entry, Factor, SideEffect

ANY = "any"
#: What filters, in the order in which it is offered; with the order of the values where that is a scale.
KINDS: Mapping[str, tuple[str, ...]] = {
    "hormone_receptor": ("positive", "negative"),
    "her2": ("positive", "low", "ultralow", "negative"),
    "menopause": ("post", "pre-with-suppression"),
    "route": (),
    "site": (),
    "biomarker": (),
}
#: Kinds of which one value says nothing about another.
INDEPENDENT = ("biomarker", "site")
#: (kind, chosen value) -> the stated values that leave the chosen one open: see above.
OPEN: Mapping[tuple[str, str], frozenset[str]] = {
    ("her2", "low"): frozenset({"negative"}),
    ("her2", "ultralow"): frozenset({"negative"}),
    ("her2", "negative"): frozenset({"low", "ultralow"}),
    ("menopause", "pre-with-suppression"): frozenset({"post"}),
}

#: The chosen values by their kind.
Chosen = Mapping[str, tuple[str, ...]]
Groups = Sequence[tuple[Entry, Sequence[Entry]]]
Factors = Mapping[str, tuple[Factor, ...]]


class Standing(IntEnum):
    """How a record stands to a choice."""

    MATCHES = 0
    NOT_STATED = 1
    STATES_OTHER = 2


def value_name(factor: Factor) -> str:
    """A factor's value as filters offer it."""
    return factor.value.partition(" (")[0] if factor.kind == "biomarker" else factor.value


def offered(factors: Factors) -> dict[str, tuple[str, ...]]:
    """{kind: values}: what some record states, each kind in its order, "any" left out."""
    found: dict[str, set[str]] = {}
    for factor in (factor for stated in factors.values() for factor in stated):
        found.setdefault(factor.kind, set()).add(value_name(factor))
    return {
        kind: (
            *(value for value in order if value in found[kind]),
            *sorted(found[kind] - {ANY, *order}, key=str.casefold),
        )
        for kind, order in KINDS.items()
        if found.get(kind, set()) - {ANY}
    }


def standing(factors: Iterable[Factor], kind: str, values: Collection[str]) -> Standing:
    """How a record's factors stand to the chosen values of one kind."""
    stated = {value_name(factor) for factor in factors if factor.kind == kind}
    if ANY in stated or stated & set(values):
        return Standing.MATCHES
    is_open = any(OPEN.get((kind, value), frozenset()) & stated for value in values)
    return Standing.NOT_STATED if not stated or kind in INDEPENDENT or is_open else Standing.STATES_OTHER


@dataclass(frozen=True, slots=True)
class Filtered:
    """A filtered list. `places` are the groups, each with whether its own record matches, and its matching drugs.

    `not_stated` are groups and drugs of which a kind is not stated and none is stated otherwise; `left_out` the rest.
    """

    places: tuple[tuple[Entry, bool, tuple[Entry, ...]], ...]
    not_stated: tuple[Entry, ...]
    left_out: tuple[Entry, ...]

    @property
    def drugs(self) -> tuple[Entry, ...]:
        return tuple(drug for _, _, drugs in self.places for drug in drugs)

    @property
    def treatments(self) -> tuple[Entry, ...]:
        return tuple(group for group, matches, _ in self.places if matches)


def filtered(groups: Groups, factors: Factors, chosen: Chosen) -> Filtered:
    """The list as a choice leaves it, in the list's own order; each group and drug stands in one part."""

    def stands(entry: Entry) -> Standing:
        own = factors.get(entry.id, ())
        return max((standing(own, kind, values) for kind, values in chosen.items()), default=Standing.MATCHES)

    every = [entry for group, drugs in groups for entry in (group, *drugs)]
    found = {entry.id: stands(entry) for entry in every}
    places = (
        (
            group,
            found[group.id] == Standing.MATCHES,
            tuple(drug for drug in drugs if found[drug.id] == Standing.MATCHES),
        )
        for group, drugs in groups
    )
    return Filtered(
        tuple(place for place in places if place[1] or place[2]),
        tuple(entry for entry in every if found[entry.id] == Standing.NOT_STATED),
        tuple(entry for entry in every if found[entry.id] == Standing.STATES_OTHER),
    )


class Known(IntEnum):
    """What is known of how often a drug brings a side effect, in the order in which a list shows it."""

    ANY_GRADE = 0
    AT_LEAST = 1
    BAND = 2
    REPORTED = 3
    SOME_CASES = 4
    TOGETHER = 5
    WARNED = 6
    ELSEWHERE = 7
    NOT_REPORTED = 8


#: A drug with its figure for the side effect, where it has one.
Figure = tuple[Entry, DrugOccurrences | None]


def least_often(page: SideEffect, drugs: Iterable[Entry]) -> dict[Known, tuple[Figure, ...]]:
    """Drugs by what is known of one side effect; figures least often first, then by name. Each drug stands once.

    The figures are those of the side effect's page, and each kind of knowledge keeps to itself: "at least 5 %" is not
    more and not less than 5 %, and silence is not 0.
    """
    alone = {figure.drug.id: figure for figure in page.drugs}
    together = {figure.drug.id: figure for figure in page.composite}
    warned = {entry.id for entry, _ in page.warned}
    silent = {entry.id for entry in page.not_reported}
    found: dict[Known, list[Figure]] = {}
    for drug in drugs:
        figure = alone.get(drug.id)
        if figure is not None:
            known = Known(figure.shown.reaction.order[0])
        elif figure := together.get(drug.id):
            known = Known.TOGETHER
        elif drug.id in warned:
            known = Known.WARNED
        else:
            known = Known.NOT_REPORTED if drug.id in silent else Known.ELSEWHERE
        found.setdefault(known, []).append((drug, figure))
    return {known: tuple(sorted(found[known], key=_least_first)) for known in Known if known in found}


def _least_first(figure: Figure) -> tuple[float, float, float, str]:
    """The house order turned round. Bands by their lower, then their upper limit, as there."""
    drug, known = figure
    if known is None:
        return (0.0, 0.0, 0.0, drug.title.casefold())
    reaction = known.shown.reaction
    kind, first, second = reaction.order
    return (float(kind), -first, -second, drug.title.casefold())
