"""Which sheets a page offers for one printout, in words, and what can be added to them."""

from collections.abc import Iterable

from mbc_desktop.data.records import Drug, SideEffect, Treatment
from mbc_desktop.summary import phrases
from mbc_desktop.summary.most_frequent import most_frequent
from mbc_desktop.summary.orders import Order, Printed, SheetKind, kinds_of
from mbc_desktop.summary.parts import SideEffectOf
from mbc_desktop.summary.side_by_side import Comparison

WORDS: dict[SheetKind, str] = {
    "patient": "Patient sheet, plain words",
    "staff": "Staff summary, with numbers and sources",
    "card": "Card to carry",
    "side-effect": "Side effect sheet",
    "comparison": "Comparison",
    "report": "Report of an error",
}
#: Side effects that stand first among those that can be added.
FIRST = 10


def offered(page: Printed) -> list[Order]:
    """The sheets of the page itself, the one for patients first."""
    pages = page.pages if isinstance(page, Comparison) else (page,)
    return [Order(kind, pages) for kind in kinds_of(page)]


def file_name(page: Printed, orders: Iterable[Order]) -> str:
    """How a PDF of these sheets is called, without its ending: "abemaciclib-patient"."""
    pages = page.pages if isinstance(page, Comparison) else (page,)
    return "-".join((*(one.id for one in pages), *dict.fromkeys(order.kind for order in orders)))


def words(order: Order, page: Printed) -> str:
    """A sheet in words, as a line of a list on the page's print dialog."""
    told = WORDS[order.kind]
    (first, *_) = order.pages
    if not isinstance(first, SideEffect):
        return told
    if first is not page:
        return f"{told}: {first.title}"
    chosen = ", ".join(one.name for one in order.chosen)
    return f"{told}, how often with {chosen or 'the treatments that bring it most'}"


def side_effects_of(page: Drug | Treatment, side_effect_of: SideEffectOf) -> dict[str, str]:
    """The side effects that a drug or a treatment can bring, as `{id: title}`.

    A drug's most frequent ones and those that its own call-now lines name stand first, the others by their titles; a
    treatment's stand in the order of its page.
    """
    if isinstance(page, Treatment):
        keys: Iterable[str] = dict.fromkeys(effect.side_effect for effect in page.effects if effect.side_effect)
        return {key: side_effect_of(key).title for key in keys}
    titles = dict(page.side_effect_titles)
    first = [side_effect.id for side_effect, _ in most_frequent(page, side_effect_of, FIRST)]
    first += [line.side_effect for line in page.call_now if line.side_effect]
    rest = sorted(titles, key=lambda key: titles[key].casefold())
    return {key: titles.get(key) or side_effect_of(key).title for key in dict.fromkeys((*first, *rest))}


def treatments_of(page: SideEffect) -> dict[str, str]:
    """The drugs and treatments whose figures a side effect's sheet can tell, the most frequent first, by id."""
    drugs = {drug.drug.id: phrases.first_upper(drug.drug.title) for drug in page.drugs}
    return drugs | {entry.id: entry.title for entry, _ in page.treatments}
