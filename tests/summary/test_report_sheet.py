"""Reporting an error: edition and page are filled in, the rest is lines; and content says when it has grown old."""

from datetime import date

import pytest

from mbc_desktop.data.records import Edition
from mbc_desktop.summary import phrases, report_sheet
from mbc_desktop.summary.report_sheet import ErrorReport

EDITION = Edition("2026-11-23", "ABC-123")


def test_page_and_edition_are_filled_in() -> None:
    sheet = report_sheet.of_report(ErrorReport("Diarrhea", "diarrhea"), EDITION)
    told = str(sheet)
    assert "Diarrhea (diarrhea)" in told
    assert "ABC-123, content of 2026-11-23" in told
    assert "nothing about a patient" in told


def test_there_are_lines_to_write_on() -> None:
    sheet = report_sheet.of_report(ErrorReport("Diarrhea", "diarrhea"), EDITION)
    assert sum(part.get("lines", 0) for part in sheet["parts"] if part["part"] == "writing") > 8


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 23), ""),
        (date(2027, 5, 22), ""),
        (date(2027, 5, 23), "6 months old"),
        (date(2028, 11, 23), "24 months old"),
        (date(2020, 1, 1), ""),
    ],
)
def test_content_says_how_old_it_is_after_six_months(today: date, said: str) -> None:
    told = phrases.age(EDITION, today)
    assert bool(told) == bool(said)
    assert said in told
