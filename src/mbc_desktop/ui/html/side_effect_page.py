"""A side effect's page: names and help-now first, then every treatment that brings it, then what helps."""

from mbc_desktop.data.records import Entry, SideEffect, Statement
from mbc_desktop.data.sections import SIDE_EFFECT_SECTIONS
from mbc_desktop.summary.phrases import DIFFERENT_STUDIES, NOT_IN_SOURCES
from mbc_desktop.ui.html import occurrence_tables, parts, tables
from mbc_desktop.ui.html.parts import Shown, esc

#: The section that is one key away from the page's top.
ADVICE = "what_helps"
#: So many signs to call stand over the table from the start.
SIGNS = 2
AFTER = tuple(section for section in SIDE_EFFECT_SECTIONS if section not in ("get_help_now", "grades"))


def side_effect_page(page: SideEffect, shown: Shown) -> str:
    """The whole page as rich text."""
    made = [
        _head(page),
        _help_now(page, shown),
        _drugs(page, shown),
        _apart(page, shown),
        _warned(page, shown),
        _treatments(page, shown),
        _not_reported(page),
        _advice(page, shown),
        _grades(page, shown),
        parts.not_found(page.not_found),
        parts.notice(shown),
    ]
    return "".join(made) + parts.sources(page.sources, page.state, shown)


def _head(page: SideEffect) -> str:
    clinical = [page.clinical_term, *page.other_terms]
    names = ", ".join(name for name in clinical if name and name != page.title)
    kind = "laboratory value" if page.laboratory else page.body_system
    told = [esc(words) for words in (names, kind) if words]
    if any(statement.section == ADVICE for statement in page.statements):
        told.append(f'<a href="#{ADVICE}">{SIDE_EFFECT_SECTIONS[ADVICE]}</a>')
    return f'<h1>{esc(page.title)} <span class="quiet names">{" · ".join(told)}</span></h1>'


def _help_now(page: SideEffect, shown: Shown) -> str:
    lines = [s for s in page.statements if s.section == "get_help_now"]
    return parts.call_now(lines, 0, "", shown, most=SIGNS)


def _drugs(page: SideEffect, shown: Shown) -> str:
    made = [parts.heading("Treatments that bring it, most frequent first", "treatments")]
    if page.drugs or page.composite:
        legend = tables.legend(tables.USUAL)
        made.append(f'<p><span class="quiet small">{DIFFERENT_STUDIES}</span><br>{legend}</p>')
    made.append(occurrence_tables.treatments(page, shown))
    if not page.drugs and not page.composite and not page.related:
        made.append("<p>No drug's figures in our sources name it.</p>")
    return "".join(made)


def _apart(page: SideEffect, shown: Shown) -> str:
    """What is no share of any grade of this side effect alone."""
    made = []
    for title, anchor, table in (
        ("Severe or serious cases, and cases beyond a limit", "counted-otherwise", occurrence_tables.counted_otherwise),
        ("Reported without a rate", "without-rate", occurrence_tables.without_rate),
        ("Counted together with other side effects", "composite", _composite),
    ):
        if told := table(page, shown):
            made.append(parts.heading(title, anchor, level=3) + told)
    if page.related:
        links = ", ".join(parts.link(entry.id, entry.title) for entry in page.related)
        made.append(f"<p><b>Told apart on pages of their own</b>: {links}</p>")
    return "".join(made)


def _composite(page: SideEffect, shown: Shown) -> str:
    return occurrence_tables.table(page.composite, page, shown)


def _advice(page: SideEffect, shown: Shown) -> str:
    told = parts.sections(page.statements, SIDE_EFFECT_SECTIONS, shown, AFTER)
    if page.listed:
        see = f" The nearest advice is on the page {parts.link(page.see.id, page.see.title)}." if page.see else ""
        return f"{told}{parts.heading('What helps', ADVICE)}<p>No advice in our sources.{see}</p>"
    missing = [SIDE_EFFECT_SECTIONS[s] for s in AFTER if not any(told.section == s for told in page.statements)]
    return told + (f'<p class="quiet">{esc(", ".join(missing))}: {NOT_IN_SOURCES}</p>' if missing else "")


def _grades(page: SideEffect, shown: Shown) -> str:
    grades = [s for s in page.statements if s.section == "grades"]
    if not grades:
        return ""
    by_term: dict[str, list[Statement]] = {}
    for told in grades:
        by_term.setdefault(told.topic, []).append(told)
    made = [parts.heading("Grades (CTCAE, version 5, in our words)", "grades")]
    for term, told_grades in by_term.items():
        rows = "".join(f"<tr><td>{s.grade}</td><td>{esc(s.text)}{shown.cite(s.places)}</td></tr>" for s in told_grades)
        made.append(f"<p><b>{esc(term)}</b></p><table cellpadding='3' cellspacing='0'>{rows}</table>")
    return "".join(made)


def _treatments(page: SideEffect, shown: Shown) -> str:
    if not page.treatments:
        return ""
    items = [
        f"{parts.link(entry.id, entry.title)}: {esc(effect.term)}, {esc(effect.timing)}. {esc(effect.note)}"
        f"{shown.cite(effect.places)}"
        for entry, effect in page.treatments
    ]
    return parts.heading("Told of whole treatments, without a rate", "groups") + parts.bullets(items)


def _warned(page: SideEffect, shown: Shown) -> str:
    """Drugs whose warnings name it while no table does: they report it, so they are not among the silent ones."""
    if not page.warned:
        return ""
    items = [f"{parts.link(f'{drug.id}#warnings', drug.title)}: {parts.statement(s, shown)}" for drug, s in page.warned]
    return parts.heading("Named in a drug's warnings, without a row in its tables", "warned") + parts.bullets(items)


def _not_reported(page: SideEffect) -> str:
    if not page.not_reported:
        return ""
    return parts.heading("Not reported in our sources", "not-reported") + f"<p>{_links(page.not_reported)}</p>"


def _links(entries: tuple[Entry, ...]) -> str:
    return ", ".join(parts.link(entry.id, entry.title) for entry in entries)
