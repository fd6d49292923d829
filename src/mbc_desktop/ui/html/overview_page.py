"""The page on metastatic breast cancer itself, and the page that the program opens with."""

from datetime import date

from mbc_desktop.data.records import Emergency, Overview
from mbc_desktop.data.sections import OVERVIEW_SECTIONS
from mbc_desktop.summary.phrases import SUPPORTS, age
from mbc_desktop.ui.html import parts
from mbc_desktop.ui.html.parts import Shown, esc


def overview_page(page: Overview, shown: Shown) -> str:
    """The whole page as rich text."""
    made = [
        f"<h1>{esc(page.title)}</h1>",
        parts.notice(shown),
        parts.heading("Emergencies", "emergencies"),
        *(_emergency(emergency, shown) for emergency in page.emergencies),
        _help_lines(page, shown),
        parts.sections(page.statements, OVERVIEW_SECTIONS, shown),
        parts.not_found(page.not_found),
    ]
    return "".join(made) + parts.sources(page.sources, page.state, shown)


def _emergency(emergency: Emergency, shown: Shown) -> str:
    signs = parts.bullets([parts.statement(s, shown) for s in emergency.signs])
    steps = parts.bullets([parts.statement(s, shown) for s in emergency.what_to_do])
    notes = "".join(f"<p>{parts.statement(s, shown)}</p>" for s in emergency.notes)
    page = f"<p>{parts.link(emergency.side_effect, 'Its page')}</p>"
    inner = f"<p><b>Signs</b></p>{signs}<p><b>What to do</b></p>{steps}{notes}{page}"
    return parts.box(emergency.name, inner, shown.colors.alarm, shown.colors.alarm_fill, emergency.id) + "<p></p>"


def _help_lines(page: Overview, shown: Shown) -> str:
    items = [
        f"<b>{esc(line.name)}</b> ({esc(line.country)}): {esc(line.text)}{shown.cite(line.places)}"
        for line in page.help_lines
    ]
    return parts.heading("Help lines", "help-lines") + parts.bullets(items) if items else ""


def start_page(page: Overview, counts: str, shown: Shown, today: date) -> str:
    """What the program opens with: what to do first, and the emergencies one step away."""
    edition = shown.edition
    links = "".join(
        f'<li><a href="page:overview#{esc(emergency.id)}">{esc(emergency.name)}</a></li>'
        for emergency in page.emergencies
    )
    old = age(edition, today)
    content = f"<p>{SUPPORTS} Content of {esc(edition.content_date)}, edition {esc(edition.code)}.</p>"
    warning = f"<p><b>{esc(old)}</b></p>" if old else ""
    review = parts.box(edition.review, warning + content, shown.colors.muted, shown.colors.notice_fill)
    return (
        "<h1>What does the patient feel?</h1>"
        "<p>Type it in the box, in the patient's own words: <b>hair falling out</b>, <b>the runs</b>, "
        "<b>sore mouth</b>. Drug and brand names work as well.</p>"
        f'<p class="quiet">{esc(counts)}</p>{review}'
        f"{parts.heading('Emergencies', 'emergencies')}<ul>{links}</ul>"
        f"{parts.heading('Keys', 'keys')}"
        "<table cellpadding='3' cellspacing='0'>"
        "<tr><td><b>Ctrl+K</b></td><td>to the search box</td></tr>"
        "<tr><td><b>↑ ↓ Enter</b></td><td>choose and open, without leaving the box</td></tr>"
        "<tr><td><b>Ctrl+F</b></td><td>find on the page</td></tr>"
        "<tr><td><b>Ctrl+J</b></td><td>what the page holds: to a section</td></tr>"
        "<tr><td><b>Ctrl+I</b></td><td>why this number: what stands behind a row</td></tr>"
        "<tr><td><b>Ctrl+P</b></td><td>print the sheet of the page</td></tr>"
        "<tr><td><b>Alt+← Alt+→</b></td><td>back and forward</td></tr>"
        "<tr><td><b>F1</b></td><td>help, with all keys</td></tr>"
        "</table>"
    )
