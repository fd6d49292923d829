"""Two to four treatments side by side: a side effect a row, each treatment's bar under the other's on one scale.

Every line says its own regimen, so that a combination's number is never told as one drug's, and its study where that is
another than the one named over the rows. The words of a line are the printed sheet's: `comparison_words`.
"""

import re
from collections.abc import Sequence
from typing import Any

from mbc_desktop.data.records import Drug, Study
from mbc_desktop.summary import comparison_sheet, phrases
from mbc_desktop.summary import comparison_words as words
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.comparison import Cell, Row, WordRow
from mbc_desktop.summary.side_by_side import ADDRESS, OTHER_STUDIES, Comparison, title_of
from mbc_desktop.ui.html import choice, drug_tables, parts, tables
from mbc_desktop.ui.html.parts import Shown, esc

#: In per cent of the page: the columns of regimens, any grade and severe; `TIGHT` ones where text is large.
ROOMY, TIGHT = (34, 11, 17), (30, 16, 17)
#: A side effect's own table, a little apart from the one above.
OPENED = tables.OPENED.replace("<table ", '<table style="margin-top: 5px;" ')
#: In per cent of the page: the names of groups.
GROUP = 24
NO_WIDTHS = ("", "", "", "", "")
NARROW = words.NARROW
CHANGE = f'<a href="{ADDRESS}">Change…</a>'
HEAD = ("Out of 100 people", "0 to 100", "Any grade", "Severe", "Comparison group")


def compare_page(page: Comparison, shown: Shown) -> str:
    """The whole page as rich text."""
    citations = Citations(page.sources)
    made = _drugs(page, citations, shown) if page.drugs else _groups(page, citations)
    return f"{_title(page)}{made}{parts.notice(shown)}{_sources(page, citations)}"


def _title(page: Comparison) -> str:
    """Each name leads to its page."""
    first, *others = zip(page.pages, page.names, strict=True)
    links = [parts.link(one.id, name) for one, name in ((first[0], phrases.first_upper(first[1])), *others)]
    return f"<h1>{title_of(links)}</h1>"


def _drugs(page: Comparison, citations: Citations, shown: Shown) -> str:
    studies = page.studies_behind(citations)
    compared = studies.compared()
    head_to_head = f" {esc(compared['note'])}" if compared["note"] else ""
    sort = f"Sort by: {drug_tables.links('order', choice.ORDERS, shown.choice.order)}"
    made = [
        f"<p>{phrases.DIFFERENT_STUDIES}{head_to_head} &nbsp; {CHANGE}</p>",
        f'<p class="small">{"<br>".join(_column(*studies.at(at)) for at in range(len(page.drugs)))}</p>',
        f'<p class="small">{sort}<br>{tables.legend()}</p>',
    ]
    for heading, shared, rows in page.sections(shown.choice.order):
        made.append(parts.heading(heading, heading.casefold().replace(" ", "-")))
        made.append("" if shared else f'<p class="quiet">{comparison_sheet.AT_MOST_ONE}</p>')
        made.append(_head(shown))
        made += [_row(row, page, shown, whole=shared) for row in rows]
    told = [line for lines in page.lines.values() for line in lines]
    made += [_signs(studies.signs(told)), _compared(compared["entries"]), _others(studies.others())]
    return "".join(made)


def _column(drug: Drug, study: Study | None) -> str:
    """The study that a drug's lines come from where they name no other."""
    if study is None:
        return f"{_bold(phrases.first_upper(drug.name), drug)}: {phrases.NOT_IN_SOURCES}"
    told = [study.name, phrases.setting(study), phrases.people(study.n, study.n_total), tables.against(study)]
    own = any("grade3plus" in row.shares for row in study.reactions)
    told.append(f"severe: {phrases.SEVERE[study.severe_means]}" if own else "")
    told.append("" if study.main else phrases.NO_MAIN_STUDY)
    return " · ".join((_bold(words.who(drug, study), drug), *map(esc, filter(None, told))))


def _bold(told: str, drug: Drug) -> str:
    """A regimen as HTML, with the drug that is compared in bold."""
    # Not the “paclitaxel” of “nab-paclitaxel”.
    found = re.search(rf"(?<![\w-]){re.escape(drug.name)}(?![\w-])", told, re.IGNORECASE)
    if found is None:
        return esc(told)
    return f"{esc(told[: found.start()])}<b>{esc(found[0])}</b>{esc(told[found.end() :])}"


def _head(shown: Shown) -> str:
    cells = "".join(f"<th{width}>{name}</th>" for name, width in zip(HEAD, _widths(shown), strict=True))
    return f"{tables.OPENED}<tr>{cells}</tr>{tables.CLOSED}"


def _widths(shown: Shown) -> tuple[str, ...]:
    """Of the columns, as attributes: every table of the page has the same."""
    first, often, severe = TIGHT if shown.bar_width < tables.TIGHT_BARS else ROOMY
    return f' width="{first}%"', f' width="{shown.bar_width + 6}"', f' width="{often}%"', f' width="{severe}%"', ""


def _row(row: Row, page: Comparison, shown: Shown, *, whole: bool) -> str:
    """A side effect: a table of its own, so that what is not in sight is laid out when it comes into sight.

    `whole`: each drug has its line in its place. Else those that no source reports stand together in the last one.
    """
    counted = words.counted_alike(row)
    name = f"<b>{parts.link(row.side_effect.id, row.side_effect.title)}</b>"
    made = [f'<tr><td colspan="5">{name}{f" <span>({esc(counted)})</span>" if counted else ""}</td></tr>']
    silent = []
    widths = _widths(shown)
    for drug, cell, told in zip(page.drugs, row.cells, page.lines[row.side_effect.id], strict=True):
        if told["silent"] and not whole:
            silent.append(drug)
        else:
            made.append(_line(cell, told, drug, widths, shown))
            widths = NO_WIDTHS  # the first line's columns are those of the others
    if silent:
        names = phrases.first_upper(", ".join(drug.name for drug in silent))
        made.append(_gap(f"<b>{esc(names)}</b>", phrases.NOT_REPORTED, widths))
    return f"{OPENED}{''.join(made)}{tables.CLOSED}"


def _line(cell: Cell, told: dict[str, Any], drug: Drug, widths: Sequence[str], shown: Shown) -> str:
    """One drug's numbers, or what stands in their place; under them what must stand with them."""
    who = _bold(told["who"], drug)
    found = cell.shown or cell.together
    if found is None:
        said = parts.link(f"{drug.id}#warnings", told["words"]) if cell.warning else esc(told["words"])
        return _gap(who, said, widths)
    why = shown.why(found)
    if told["words"]:
        drawn = tables.bar(found.reaction, shown) if cell.has_figure else ""
        made = _gap(who, f'<a class="n" href="{why}">{esc(told["words"])}</a>', widths, drawn)
    else:
        # Grades that stand apart: "3: <1, 4: 0".
        severe = f"grade{NARROW}{told['severe']}" if ":" in told["severe"] else told["severe"]
        often = f'<a href="{why}"><b>{esc(told["any"])}</b></a>'
        others = [f'<a class="n" href="{why}">{esc(number)}</a>' for number in (severe, told["other"])]
        cells = zip((who, tables.bar(found.reaction, shown), often, *others), widths, strict=True)
        made = f"<tr>{''.join(f'<td{width}>{one}</td>' for one, width in cells)}</tr>"
    under = esc(" · ".join(told["behind"]))
    return made + (f'<tr><td colspan="5" class="under">{under}</td></tr>' if under else "")


def _gap(who: str, told: str, widths: Sequence[str], drawn: str = "") -> str:
    """A line without numbers: words over the columns where they would stand."""
    first, bar, *_ = widths
    return f'<tr><td{first}>{who}</td><td{bar}>{drawn}</td><td colspan="3">{told}</td></tr>'


def _compared(entries: Sequence[dict[str, str]]) -> str:
    """What the drugs are, and why it is these studies that stand over the rows."""
    told = [
        f"<b>{esc(e['name'])}</b> {esc(' '.join(filter(None, (e['text'], e['arms'], e['cite']))))}" for e in entries
    ]
    return parts.heading("What is compared", "compared") + parts.bullets(told)


def _others(part: dict[str, Any] | None) -> str:
    """The studies that lines name under themselves, with their places."""
    if part is None:
        return ""
    told = [esc(" ".join(filter(None, (item["text"], item["cite"])))) for item in part["items"]]
    return parts.heading(OTHER_STUDIES, "other-studies") + parts.bullets(told)


def _signs(part: dict[str, Any] | None) -> str:
    if part is None:
        return ""
    told = "".join(f"<p>{esc(item['text'])}</p>" for item in part["items"])
    return parts.heading(part["heading"], "signs") + told


def _groups(page: Comparison, citations: Citations) -> str:
    """Groups of treatments are told in words: a side effect a row, and under it what each group's page says."""
    made = [f"<p>{comparison_sheet.IN_WORDS} &nbsp; {CHANGE}</p>"]
    names = [group.name for group in page.pages]
    for heading, shared, rows in page.told_sections():
        note = comparison_sheet.WORDS_ORDER if shared else comparison_sheet.ONE_NAMES
        made += [parts.heading(heading, heading.casefold().replace(" ", "-")), f'<p class="quiet">{note}</p>']
        made += [_told(row, names, citations) for row in rows]
    return "".join(made)


def _told(row: WordRow, names: Sequence[str], citations: Citations) -> str:
    """A side effect and each group's words; the groups that do not name it stand together in the last line."""
    made, silent = [f'<tr><td colspan="2"><b>{esc(row.title)}</b></td></tr>'], []
    for name, effects in zip(names, row.cells, strict=True):
        told = words.told_cell(row, name, effects, citations)
        if told["silent"]:
            silent.append(name)
        else:
            made.append(_words(name, f'{esc(told["line"])} <span class="quiet">{esc(told["mark"])}</span>'))
    if silent:
        made.append(_words(", ".join(silent), f'<span class="quiet">{phrases.NOT_REPORTED}</span>'))
    return f"{OPENED}{''.join(made)}{tables.CLOSED}"


def _words(name: str, told: str) -> str:
    return f'<tr><td width="{GROUP}%"><b>{esc(name)}</b></td><td>{told}</td></tr>'


def _sources(page: Comparison, citations: Citations) -> str:
    """What was cited, with the places, and how far each page has come."""
    made = [parts.heading("Sources", "sources")]
    for source in citations.listed():
        places = "".join(f"<br>[{esc(place['mark'])}] {esc(place['locator'])}" for place in source["places"])
        made.append(f"<p>{esc(source['about'])}{places}</p>")
    made += [f'<p class="quiet">{esc(phrases.first_upper(one.name))}: {esc(one.state.told)}</p>' for one in page.pages]
    return "".join(made)
