"""The overview's sheet: what metastatic breast cancer is, emergencies, what decides, help lines."""

from mbc_desktop.data.records import Emergency, Overview
from mbc_desktop.data.sections import OVERVIEW_SECTIONS
from mbc_desktop.summary import parts, phrases
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.parts import Part, Sheet, Voice


def of_overview(page: Overview, voice: Voice, clinic: Clinic = BLANK) -> Sheet:
    """The facts in the page's order; emergencies as boxes, most urgent first, before the facts."""
    citations = Citations(page.sources)
    first = next((s for s in page.statements if s.section == "what_it_is" and s.patient), None)
    if first:
        citations.cite(first.places)
    rest = [s for s in page.statements if s is not first or voice == "staff"]
    emergencies = [_emergency(emergency, voice, citations) for emergency in page.emergencies]
    lines = [parts.item_of(line) for line in clinic.help_lines]
    for line in () if clinic.help_lines else page.help_lines:
        citations.cite(line.places)
        lines.append(parts.item_of(line.text, f"{line.name} ({line.country})"))
    return parts.sheet(
        "overview",
        label="For patients" if voice == "patient" else "For staff",
        title=page.title,
        subtitle="",
        lead=first.patient if first and voice == "patient" else "",
        parts=[
            *parts.sections(rest, {"what_it_is": OVERVIEW_SECTIONS["what_it_is"]}, voice, citations),
            {"part": "heading", "heading": f"Emergencies: {phrases.CALL_NOW.lower()}", "note": ""},
            *emergencies,
            {"part": "fill-in", "fill_in": parts.fill_in(clinic)},
            parts.items_part("Help lines", lines),
            *parts.sections(rest, {k: v for k, v in OVERVIEW_SECTIONS.items() if k != "what_it_is"}, voice, citations),
            parts.not_found(page.not_found) if voice == "staff" else None,
            parts.writing("Notes", 3) if voice == "patient" else None,
            parts.full_sources(citations) if voice == "staff" else parts.short_sources(citations),
        ],
    )


def _emergency(emergency: Emergency, voice: Voice, citations: Citations) -> Part:
    """`{"part": "emergency", "heading", "signs": [...], "what_to_do": [...]}`, each a list of items."""
    told = {
        key: [item for s in statements if (item := parts.said(s, voice, citations))]
        for key, statements in (
            ("signs", emergency.signs),
            ("what_to_do", emergency.what_to_do),
            ("notes", emergency.notes),
        )
    }
    return {"part": "emergency", "heading": emergency.name, **told}
