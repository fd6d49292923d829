"""What a screen reader says of a link: where it leads or what it does, and the row of numbers that it stands in."""

from mbc_desktop.data.records import Drug, Page
from mbc_desktop.summary import why
from mbc_desktop.summary.side_by_side import Comparison
from mbc_desktop.ui.html.choice import CHOSEN, KINDS, ORDERS, SORTS
from mbc_desktop.ui.html.parts import Shown

#: What following a link does, by its scheme.
DOES = {"page": ", opens its page", "why": ". Enter tells why", "unfold": ", unfolds", "compare": " what is compared"}


def link_words(address: str, words: str, shown: Shown) -> str:
    """The link in words. A drug's or side effect's name leads to its page; what `words` leaves open is said."""
    scheme, _, rest = address.partition(":")
    if scheme == "view":
        return _choice(rest, words, shown)
    if address.startswith("#place-"):
        number = int(address.removeprefix("#place-"))
        place = next((f": {place.locator}" for place, n in shown.places.items() if n == number), "")
        return f"Source {number}{place}."
    return f"{words}{DOES.get(scheme, '')}."


def row_words(row: int, page: Page | Comparison | None, shown: Shown) -> str:
    """A row of numbers as a sentence; "" outside of such rows."""
    if not 0 <= row < len(shown.rows):
        return ""
    return why.spoken(shown.rows[row], with_term=isinstance(page, Drug | Comparison))


def _choice(told: str, words: str, shown: Shown) -> str:
    what, _, value = told.partition("=")
    title = {"sort": "Sort by", "show": "Show", "study": "Study", "order": "Sort by"}.get(what, what)
    choices = {"sort": SORTS, "show": KINDS, "order": ORDERS}.get(what, {})
    named = choices.get(value) or words.removeprefix(CHOSEN).strip()
    chosen = words.startswith(CHOSEN) or shown.choice.after(told) == shown.choice
    return f"{title}: {named}{', chosen' if chosen else ''}."
