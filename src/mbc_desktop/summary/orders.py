"""What is to be printed: which sheet, made of which pages, and which sheets a page has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mbc_desktop.data.records import Drug, Overview, Page, SideEffect, Treatment
from mbc_desktop.errors import OutputError
from mbc_desktop.summary.report_sheet import ErrorReport
from mbc_desktop.summary.side_by_side import Comparison

SheetKind = Literal["patient", "staff", "side-effect", "comparison", "card", "report"]
#: What a sheet can be made of: any page, several side by side, or a report of an error on one.
Printed = Page | Comparison | ErrorReport

#: How many treatments a comparison holds.
FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Order:
    """One sheet of a job. Only a comparison is made of several pages.

    `chosen` is the side effect sheet's: the drugs and treatments whose figures it tells; none are those that bring it
    most. `all_studies` is the staff sheet's.
    """

    kind: SheetKind
    pages: tuple[Printed, ...]
    chosen: tuple[Drug | Treatment, ...] = ()
    all_studies: bool = False


def kinds_of(page: Printed) -> tuple[SheetKind, ...]:
    """The sheets that one page makes by itself, the one for patients first."""
    match page:
        case Drug() | Treatment():
            return ("patient", "staff", "card")
        case SideEffect():
            return ("side-effect",)
        case Overview():
            return ("patient", "staff")
        case Comparison():
            return ("comparison",)
        case ErrorReport():
            return ("report",)


def orders(
    kind: SheetKind, pages: Sequence[Page], *, chosen: Sequence[Page] = (), all_studies: bool = False
) -> list[Order]:
    """The sheets of this kind: one for each page, or one comparison of all of them.

    A side effect has one sheet, which "patient" and "staff" mean as well. Raises OutputError where a page has no such
    sheet, where there is nothing to compare, and where something else than a treatment is `chosen`.
    """
    if not pages:
        raise OutputError("There is nothing to print. Choose a treatment, a drug or a side effect.")
    compared = [page for page in chosen if isinstance(page, Drug | Treatment)]
    if len(compared) < len(chosen):
        raise OutputError("Only drugs and treatments can stand with a side effect. See `mbc-desktop list`.")
    if kind == "comparison":
        return [_comparison(pages)]
    made = [Order(_kind(kind, page), (page,), tuple(compared), all_studies) for page in pages]
    if compared and not any(order.kind == "side-effect" for order in made):
        raise OutputError("Drugs are chosen for a side effect's sheet alone. Name a side effect, for example diarrhea.")
    return made


def _kind(kind: SheetKind, page: Page) -> SheetKind:
    if isinstance(page, SideEffect) and kind in ("patient", "staff"):
        return "side-effect"
    if kind in kinds_of(page):
        return kind
    what = page.title if isinstance(page, SideEffect | Overview) else page.name
    words = {"side-effect": "side effect's sheet", "card": "card"}.get(kind, f"{kind} sheet")
    has = ", ".join(kinds_of(page))
    raise OutputError(f"“{what}” has no {words}. It can be printed as: {has}.")


def _comparison(pages: Sequence[Page]) -> Order:
    several = tuple({page.id: page for page in pages if isinstance(page, Drug | Treatment)}.values())
    if len(several) < len(pages) or not FEWEST <= len(several) <= MOST:
        raise OutputError(f"A comparison needs {FEWEST} to {MOST} different drugs or treatments and nothing else.")
    if len({type(page) for page in several}) > 1:
        raise OutputError(
            "A drug has numbers and a group of treatments has words, so they cannot stand side by side. Compare drugs "
            "with drugs, or groups with groups."
        )
    return Order("comparison", several)
