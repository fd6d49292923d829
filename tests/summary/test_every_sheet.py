"""Every sheet of every drug and treatment, at every size and on both papers: whole, on its paper, on its pages."""

import re
from itertools import product
from typing import get_args

import pytest

from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.orders import orders
from mbc_desktop.summary.sheets import Layout, Paper, Size
from tests.summary.reading import EDGE, SIDE, TOP, outside, text

#: Pages of a sheet at 12 points, at most. Card pages are counted by their marks: tests/summary/test_card_pdf.py.
LEAF = 2
ALL = list(product(get_args(Size), get_args(Paper)))
#: A clinic that has filled in every line, so that the sheets with their longest boxes are held too.
CLINIC = Clinic(
    name="Breast care clinic at the county hospital",
    phone_day="+1 555 010 0100, extension 4321",
    phone_night="+1 555 010 0199 (ask for oncology)",
    fever="100.4 °F (38 °C) or higher, or chills",
    extra_line="Bring this sheet to each visit.",
    emergency_number="112",
)


@pytest.fixture(scope="module")
def all_pages(drugs, treatments):
    return [*drugs, *treatments]


@pytest.fixture(scope="module")
def compared(repository):
    """Two to four drugs of each group: the first ones, and the groups by pairs."""
    chosen = [[repository.page(drug.id) for drug in drugs[:4]] for _, drugs in repository.groups() if len(drugs) > 1]
    pairs = [("chemotherapy", "hormone-therapy"), ("targeted-therapy", "immunotherapy")]
    return [*chosen, *([repository.page(key) for key in pair] for pair in pairs)]


def made(press, repository, ordered, layout):
    pdfs, warnings = press.compiled("pdf", ordered, repository.edition, layout, pdf_standards="ua-1", timestamp=0)
    assert warnings == []
    return pdfs[0]


def pages_of_each(pdf):
    """The pages of each sheet in a job, from the foot of its first page."""
    return [int(foot[1]) for page in text(pdf) if (foot := re.search(r"\bPage 1 of (\d+)", page))]


@pytest.mark.parametrize(
    ("size", "paper", "filled_in"), [*((*one, False) for one in ALL), (12, "a4", True), (12, "letter", True)]
)
def test_patient_sheets(press, repository, all_pages, *, size, paper, filled_in):
    layout = Layout(size, paper, CLINIC if filled_in else BLANK)
    pdf = made(press, repository, orders("patient", all_pages), layout)
    assert outside(pdf)[:5] == []
    found = pages_of_each(pdf)
    assert len(found) == len(all_pages)
    firsts = [page for page in text(pdf) if re.search(r"\bPage 1 of", page)]
    silent = [
        page.id for page, first in zip(all_pages, firsts, strict=True) if page.call_now and "Call now" not in first
    ]
    assert silent == []  # the main message speaks of the box: it stands on the same page
    if size == 12:
        assert [page.id for page, pages in zip(all_pages, found, strict=True) if pages > LEAF] == []


@pytest.mark.parametrize(("size", "paper"), ALL)
def test_staff_sheets(press, repository, all_pages, size, paper):
    pdf = made(press, repository, orders("staff", all_pages), Layout(size, paper))
    assert outside(pdf)[:5] == []
    found = pages_of_each(pdf)
    assert len(found) == len(all_pages)
    if size == 12:
        assert [page.id for page, pages in zip(all_pages, found, strict=True) if pages > LEAF] == []


@pytest.mark.parametrize(("size", "paper"), ALL)
def test_cards(press, repository, all_pages, size, paper):
    pdf = made(press, repository, orders("card", all_pages), Layout(size, paper))
    assert outside(pdf, side=EDGE, top=EDGE)[:5] == []
    assert len(text(pdf)) == len(all_pages)


@pytest.mark.parametrize(("size", "paper"), ALL)
def test_comparisons(press, repository, compared, size, paper):
    ordered = [order for pages in compared for order in orders("comparison", pages)]
    pdf = made(press, repository, ordered, Layout(size, paper))
    assert outside(pdf)[:5] == []
    assert len(pages_of_each(pdf)) == len(compared)


@pytest.mark.parametrize(("size", "paper"), [(12, "letter"), (20, "a4")])
def test_side_effect_sheets(press, repository, size, paper):
    pages = [repository.page(entry.id) for entry in repository.entries.values() if entry.kind == "side_effect"]
    pdf = made(press, repository, orders("side-effect", pages), Layout(size, paper))
    assert outside(pdf, side=SIDE, top=TOP)[:5] == []
    assert len(pages_of_each(pdf)) == len(pages)
