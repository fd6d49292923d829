"""Which of a drug's side effects a patient's sheet tells first: by the figure that lists show for each."""

from bisect import insort

from mbc_desktop.data.records import Drug, Occurrence, SideEffect
from mbc_desktop.summary.parts import SideEffectOf

Shown = tuple[SideEffect, Occurrence]


def most_frequent(drug: Drug, side_effect_of: SideEffectOf, most: int) -> list[Shown]:
    """The side effects that the drug brings most, each with the figure that lists show (house rule of `product.md`).

    The side effects' own pages know that figure. They are asked in the order of the drug's highest figure in any study,
    until nothing higher can come: the shown figure is never above the highest one.
    """
    highest: dict[str, tuple[int, float, float]] = {}
    for study in drug.studies:
        for row in study.reactions:
            if not row.severity and len(row.side_effects) == 1:
                key = row.side_effects[0]
                highest[key] = min(row.order, highest.get(key, row.order))
    found: list[Shown] = []
    for key in sorted(highest, key=lambda key: (highest[key], key)):
        if len(found) >= most and _order(found[most - 1])[0] < highest[key]:
            break
        side_effect = side_effect_of(key)
        shown = next((d.shown for d in side_effect.drugs if d.drug.id == drug.id), None)
        if shown and not shown.reaction.severity:
            insort(found, (side_effect, shown), key=_order)
    return found[:most]


def _order(shown: Shown) -> tuple[tuple[int, float, float], str]:
    side_effect, occurrence = shown
    return occurrence.reaction.order, side_effect.title.casefold()
