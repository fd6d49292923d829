"""A side effect's drugs as tables: by treatment, most frequent first; apart, what has no rate or counts otherwise."""

from collections.abc import Sequence

from mbc_desktop.data.records import DrugOccurrences, Occurrence, SideEffect
from mbc_desktop.summary import phrases
from mbc_desktop.summary.parts import counted_as
from mbc_desktop.ui.html import parts, tables
from mbc_desktop.ui.html.parts import Shown, esc

#: The kinds of `Reaction.order`: of these a frequency is known, at least in part; the next is only "reported".
RATED, REPORTED = (0, 1, 2), (3,)


def treatments(page: SideEffect, shown: Shown) -> str:
    """The drugs whose frequency is known, each treatment's with its drugs together.

    A treatment's place is that of its most frequent drug.
    """
    rated = [drug for drug in page.drugs if drug.shown.reaction.order[0] in RATED]
    groups: dict[str, list[DrugOccurrences]] = {}
    for drug in rated:
        groups.setdefault(drug.drug.group, []).append(drug)
    made = []
    for number, (group, drugs) in enumerate(groups.items()):
        title = parts.heading(phrases.group_title(group), f"group-{group}", level=3) if group else ""
        # One table for each: what is not in sight yet is laid out when it comes into sight.
        if number == 0:
            made.append(table(drugs, page, shown, first=title))
        else:
            made.append(title + table(drugs, page, shown, head=False))
    return "".join(made)


def counted_otherwise(page: SideEffect, shown: Shown) -> str:
    """Rows that count severe or serious cases or those beyond a limit: never among shares of any grade."""
    drugs = [drug for drug in page.drugs if drug.shown.reaction.severity]
    return table(drugs, page, shown, often="As the row says")


def without_rate(page: SideEffect, shown: Shown) -> str:
    """The drugs of which a source says no more than that it was reported."""
    return table([drug for drug in page.drugs if drug.shown.reaction.order[0] in REPORTED], page, shown)


def table(
    drugs: Sequence[DrugOccurrences],
    page: SideEffect,
    shown: Shown,
    *,
    first: str = "",
    often: str = "Any grade",
    head: bool = True,
) -> str:
    """A drug a line; each drug's further figures unfold under it. "" for no drugs. `first` heads the drugs' column."""
    if not drugs:
        return ""
    made = []
    for drug in drugs:
        name = f"<b>{parts.link(drug.drug.id, drug.drug.title)}</b>"
        no_main = "" if drug.has_main_study else phrases.NO_MAIN_STUDY
        under = (_behind(drug.shown, page, shown), no_main, _more(drug, shown))
        made.append(tables.line(name, drug.shown, under, shown))
        if drug.drug.id in shown.unfolded:
            made += [tables.line("", other, (_behind(other, page, shown),), shown) for other in drug.others]
    lines = "".join(made)
    opened = tables.head(first or "Drug", shown, often) + lines if head else tables.headless(lines, shown)
    return opened + tables.CLOSED


def _behind(told: Occurrence, page: SideEffect, shown: Shown) -> str:
    """The source's own term where it is another, regimen, study, people counted, the comparison group, the places."""
    row, study = told.reaction, told.study
    term = f"“{row.term}”" if counted_as(page, told) else ""
    compared = tables.against(study) if row.comparator else ""
    words = filter(None, (esc(term), esc(tables.study_line(study, row)), esc(compared), *tables.notes(row)))
    return " · ".join(words) + shown.cite(row.places)


def _more(drug: DrugOccurrences, shown: Shown) -> str:
    if not drug.others:
        return ""
    if drug.drug.id in shown.unfolded:
        return f'<a href="fold:{esc(drug.drug.id)}">hide the other figures</a>'
    figures = "1 other figure" if len(drug.others) == 1 else f"{len(drug.others)} other figures"
    return f'<a href="unfold:{esc(drug.drug.id)}">{figures}</a>'
