"""Which of a drug's many figures for a side effect a list shows: the house rule of `product.md`."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from mbc_desktop.data.records import Drug, DrugOccurrences, Entry, Occurrence

#: Metastatic before the rest; early disease and other cancers only where nothing else is known. A study whose stage is
#: mixed or not stated is neither better nor worse than another: there comparator and people counted decide.
SETTINGS = {"metastatic": 0, "mixed": 1, "not stated": 1, "early": 2, "other cancers": 3}
#: Where a study that is not a main one stands among the main ones.
LAST = 1000


def preference(occurrence: Occurrence) -> tuple[object, ...]:
    """Sort key: the figure to show first comes first.

    Within metastatic disease: the main study; else any-grade shares before shares by grade before bands; then with a
    comparator, then more people. The frequency itself only decides between rows of one study.
    """
    study, reaction = occurrence.study, occurrence.reaction
    return (
        SETTINGS[study.setting],
        reaction.severity != "",
        reaction.order[0],
        LAST if study.main_position is None else study.main_position,
        not reaction.comparator,
        -(study.n or 0),
        reaction.order,
        study.id,
    )


def by_drug(occurrences: Iterable[Occurrence], with_main_study: Collection[str]) -> tuple[DrugOccurrences, ...]:
    """The occurrences of one side effect, a drug each, most frequent first."""
    groups: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        reaction = occurrence.reaction
        if reaction.tells:
            groups[occurrence.drug.id].append(occurrence)
    found = []
    for group in groups.values():
        shown, *others = sorted(group, key=preference)
        found.append(DrugOccurrences(shown.drug, shown, tuple(others), shown.drug.id in with_main_study))
    return tuple(sorted(found, key=lambda d: (d.shown.reaction.order, d.drug.title.casefold())))


def shown_study(drug: Drug, side_effect: str) -> str:
    """The id of the study whose figure lists show for a drug's side effect; "" where no row tells of it.

    A row that names the side effect alone goes before one that names others as well, as on the side effect's page.
    """
    entry = Entry(drug.id, "drug", drug.name)
    told = [
        Occurrence(entry, study, row)
        for study in drug.studies
        for row in study.reactions
        if side_effect in row.side_effects and row.tells
    ]
    best = min(told, key=lambda one: (len(one.reaction.side_effects) > 1, preference(one)), default=None)
    return best.study.id if best else ""
