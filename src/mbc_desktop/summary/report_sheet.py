"""A sheet to report an error in the content: which edition and page it is about, and lines to write on."""

from dataclasses import dataclass

from mbc_desktop.data.records import Edition
from mbc_desktop.summary import parts
from mbc_desktop.summary.parts import Sheet


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """What a report is about: the page that was on the screen, by title and id."""

    about: str
    about_id: str
    id: str = "error-report"
    title: str = "Report an error"


def of_report(report: ErrorReport, edition: Edition) -> Sheet:
    """Edition and page are filled in; the number, what is right, and where that stands are written by hand."""
    facts = [
        parts.item_of(f"{report.about} ({report.about_id})", "Page"),
        parts.item_of(f"{edition.code}, content of {edition.content_date}", "Edition"),
    ]
    how = [
        parts.item_of(
            "Write down the number or sentence just as it stands on the page, with its [number] of the source."
        ),
        parts.item_of("Write nothing about a patient on this sheet."),
        parts.item_of("Give the sheet to whoever looks after this program in your clinic."),
    ]
    return parts.sheet(
        "report",
        label="For staff",
        title=report.title,
        subtitle="",
        lead=f"Something on the page “{report.about}” is wrong, out of date or missing.",
        parts=[
            parts.items_part("What this is about", facts),
            parts.items_part("How to fill it in", how),
            parts.writing("Which number or sentence?", 3),
            parts.writing("What should stand there?", 3),
            parts.writing("Where does that stand (source, table, date)?", 3),
            parts.writing("Who reports it, and how to reach you", 2),
        ],
    )
