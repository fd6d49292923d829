"""What comes out of Typst: tagged, dated, inside its margins, the same each time, and without a warning."""

import io
import re
from dataclasses import dataclass, replace
from itertools import pairwise

import pikepdf
import pytest

from mbc_desktop.data.records import Statement
from mbc_desktop.errors import OutputError
from mbc_desktop.summary import phrases, typeface
from mbc_desktop.summary.orders import Order, orders
from mbc_desktop.summary.sheets import Layout
from tests.summary.made import EDITION, PLACE, drug, new_press, reaction, study
from tests.summary.reading import elements, outside, text, words

A4 = Layout(12, "a4")
HOSTILE = (
    "\"quotes\" 'single' \\n \\ back #let x = 1 $a^2$ *bold* _em_ `raw` <label> @ref [link](x) // c /* c */ ~ = - +"
)
UNSHOWABLE = (
    "\u0639\u0631\u0628\u064a \u05e2\u05d1\u05e8 \u202eabc\u202c \x00 \x07 \u65e5\u672c \U0001f600 \ufffe a\u0301"
)


@dataclass
class Printed:
    """One PDF of the built database."""

    name: str
    pdf: bytes
    warnings: list[str]
    title: str


def printed(press, repository, order, layout):
    made, warnings = press.compiled("pdf", [order], repository.edition, layout, pdf_standards="ua-1", timestamp=0)
    title = press.sheet(order, repository.edition, layout)["title"]
    name = f"{order.kind} of {order.pages[0].id}, {layout.size} pt {layout.paper}"
    return Printed(name, made[0], warnings, title)


def of(*pages, kind="patient"):
    return orders(kind, pages)


@pytest.fixture(scope="module")
def everything(press, repository, drugs, treatments):
    """Every drug and treatment, both sheets, 12 pt A4; some of them, and the other pages, at 20 pt Letter."""
    jobs = [(order, A4) for kind in ("patient", "staff") for order in of(*drugs, *treatments, kind=kind)]
    jobs += [(order, A4) for order in of(repository.page("diarrhea"), repository.overview())]
    large = [
        repository.page(key) for key in ("abemaciclib", "paclitaxel", "pembrolizumab", "immunotherapy", "overview")
    ]
    jobs += [(order, Layout(20, "letter")) for kind in ("patient", "staff") for order in of(*large, kind=kind)]
    jobs += [(order, Layout(20, "letter")) for order in of(repository.page("diarrhea"))]
    jobs += [(Order("staff", (repository.page("capecitabine"),), all_studies=True), Layout(16, "letter"))]
    return [printed(press, repository, order, layout) for order, layout in jobs]


def test_no_sheet_has_a_warning(everything):
    assert {one.name: one.warnings for one in everything if one.warnings} == {}


def test_a_missing_font_would_be_a_warning(repository, monkeypatch):
    monkeypatch.setattr("mbc_desktop.summary.typeface.FAMILY", "No Such Sans")
    press = new_press()
    try:
        _, warnings = press.compiled("pdf", of(drug()), EDITION, A4)
    except Exception as error:  # noqa: BLE001 Typst may refuse instead of warning; both are loud
        warnings = [str(error)]
    assert any("no such sans" in warning.casefold() for warning in warnings)


def test_every_sheet_is_tagged_with_title_and_language(everything):
    for one in everything:
        with pikepdf.open(io.BytesIO(one.pdf)) as pdf:
            assert pdf.Root.MarkInfo.Marked, one.name
            assert "/StructTreeRoot" in pdf.Root, one.name
            assert str(pdf.Root.Lang).startswith("en"), one.name
            assert str(pdf.docinfo["/Title"]) == one.title, one.name
            assert pdf.Root.ViewerPreferences.DisplayDocTitle, one.name
            assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode(), one.name


def test_the_tree_is_one_that_a_screen_reader_can_walk(everything):
    """PDF/UA-1: headings step by step, figures with words, lists of items, table heads with their scope."""
    for one in everything:
        tree = elements(one.pdf)
        levels = [int(e.role[1:]) for e in tree if e.role in ("H1", "H2", "H3", "H4")]
        assert levels[0] == 1, one.name
        assert levels.count(1) == 1, one.name
        assert all(after <= before + 1 for before, after in pairwise(levels)), one.name
        assert [e for e in tree if e.role == "Figure" and not e.alt] == [], one.name
        assert [e for e in tree if e.role == "TH" and not any(e.attributes)] == [], one.name
        for role, needed in (("LI", "L"), ("LBody", "LI"), ("TR", "Table"), ("TD", "TR"), ("TH", "TR")):
            assert [e for e in tree if e.role == role and needed not in e.above] == [], (one.name, role)
        known = (
            "Document Sect Part Div P Span Lbl Strong Em Link NonStruct Caption THead TBody Table TR TH TD L LI LBody"
        )
        assert {e.role for e in tree} <= {*known.split(), "Figure", "H1", "H2", "H3"}, one.name


def test_all_that_is_drawn_is_tagged_or_an_artifact(everything):
    for one in everything[::6]:
        with pikepdf.open(io.BytesIO(one.pdf)) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                depth = 0
                for operands, operator in pikepdf.parse_content_stream(page):
                    if str(operator) in ("BDC", "BMC"):
                        depth += 1
                    elif str(operator) == "EMC":
                        depth -= 1
                    elif str(operator) in ("Tj", "TJ", "S", "f"):
                        assert depth, (one.name, number, operands)
                assert page.obj["/StructParents"] is not None
                assert page.obj["/Tabs"] == "/S", (one.name, number)


def test_pictures_have_alternative_text(press, repository):
    tree = elements(press.pdf_bytes(of(repository.page("abemaciclib")), repository.edition, A4))
    assert "86 of 100 people are crossed." in [e.alt for e in tree if e.role == "Figure"]


def test_only_the_shipped_typeface_is_used(everything):
    for one in everything:
        with pikepdf.open(io.BytesIO(one.pdf)) as pdf:
            names = {str(o.BaseFont) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
            kinds = {str(o.Subtype) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
        assert names
        assert all("SourceSansPro" in name for name in names), one.name
        assert "/CIDFontType0" not in kinds, "the OTF files are in the way of the TTF ones"


def test_the_foot_stands_on_every_page(everything, repository):
    edition = repository.edition
    for one in everything:
        pages = text(one.pdf)
        for number, page in enumerate(pages, 1):
            for needed in (
                one.title,
                f"Page {number} of {len(pages)}",
                f"Content of {edition.content_date}",
                f"edition {edition.code}",
                "No clinician has reviewed this content yet.",
                phrases.SUPPORTS,
            ):
                assert needed in page, (one.name, number, needed)


def test_no_word_is_outside_the_margins(everything):
    for one in everything:
        assert all(found for _, _, found in words(one.pdf)), one.name
        assert outside(one.pdf)[:5] == [], one.name


def test_a_word_outside_would_be_found():
    press = new_press()
    wide = drug(name="X" * 90)
    assert outside(press.pdf_bytes(of(wide), EDITION, Layout(20, "a4")))


def test_no_heading_stands_alone_at_the_end_of_a_page(everything):
    """The last line above the foot is no heading; "Notes" may be, for lines to write on are no words."""
    headings = {"Warnings", "Sources", "Interactions", "Monitoring", "Side effects", "Other side effects"}
    for one in everything:
        for _, _, found in words(one.pdf)[:-1]:
            foot = max(word[1] for word in found if word[4] == "Page")
            body = [word for word in found if word[3] < foot]
            last = max(word[3] for word in body)
            line = " ".join(word[4] for word in body if abs(word[3] - last) < 2)
            assert line not in headings, (one.name, line)


def test_what_a_patient_is_told_is_on_the_paper_whole(press, repository):
    """Every sentence of the sheet's data, for a page end or a box may swallow none."""
    (order,) = of(repository.page("abemaciclib"))
    squeezed = re.sub(r"\W", "", " ".join(text(press.pdf_bytes([order], repository.edition, A4))))
    sheet = press.sheet(order, repository.edition, A4)
    told = [item["text"] for part in sheet["parts"] for item in part.get("items", [])]
    told += [line for part in sheet["parts"] if part["part"] == "call-now" for line in part["lines"]]
    assert len(told) > 12
    for sentence in (sentence for one in told for sentence in re.findall(r"[^.]+\.", one)):
        assert re.sub(r"\W", "", sentence) in squeezed, sentence


def test_the_same_content_gives_the_same_bytes(repository):
    page = repository.page("paclitaxel")
    one, other = (new_press(repository.side_effect).pdf_bytes(of(page), repository.edition, A4) for _ in range(2))
    assert one == other
    with pikepdf.open(io.BytesIO(one)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{repository.edition.content_date.replace('-', '')}")


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 595, 842), ("letter", 612, 792)])
def test_paper(press, paper, width, height):
    with pikepdf.open(io.BytesIO(press.pdf_bytes(of(drug()), EDITION, replace(A4, paper=paper)))) as pdf:
        box = [round(float(side)) for side in pdf.pages[0].MediaBox]
    assert box == [0, 0, width, height]


def test_type_size(press):
    """The title grows with the size that was asked for."""

    def height(size):
        _, _, found = words(press.pdf_bytes(of(drug()), EDITION, replace(A4, size=size)))[0]
        return next(word[3] - word[1] for word in found if word[4] == "Drug")

    assert [height(size) / height(12) for size in (14, 16, 20)] == pytest.approx([14 / 12, 16 / 12, 20 / 12], rel=0.01)


def test_several_pages_in_one_job_are_numbered_each_by_itself(press, repository):
    pages = [repository.page("abemaciclib"), repository.page("diarrhea"), drug(name="drug A")]
    made = press.pdf_bytes(of(*pages), repository.edition, A4)
    numbers = [re.findall(r"Page (\d+) of (\d+)", page)[-1] for page in text(made)]
    starts = [index for index, (number, _) in enumerate(numbers) if number == "1"]
    assert len(starts) == 3
    for begin, end in zip(starts, [*starts[1:], len(numbers)], strict=True):
        assert numbers[begin:end] == [(str(n), str(end - begin)) for n in range(1, end - begin + 1)]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Abemaciclib, Diarrhea, Drug A"


def test_any_character_is_printed_as_it_is_or_replaced(press):
    hostile = Statement("advice", HOSTILE, f"{HOSTILE} {UNSHOWABLE} end", (PLACE,))
    row = reaction(term=HOSTILE, shares={"all": 5}, note=UNSHOWABLE, comparator={"all": 3})
    page = drug(
        study(row, name=HOSTILE, regimen=UNSHOWABLE, comparator=HOSTILE, main_position=0, main_for=HOSTILE),
        name=f"A {HOSTILE}",
        brand_names=(UNSHOWABLE,),
        statements=[hostile],
        not_found=(HOSTILE,),
    )
    for sheet in ("patient", "staff"):
        made = press.pdf_bytes(of(page, kind=sheet), EDITION, A4)
        told = re.sub(r"\s", "", "".join(text(made)))
        assert re.sub(r"\s", "", HOSTILE) in told
    assert typeface.REPLACEMENT in "".join(text(press.pdf_bytes(of(page), EDITION, A4)))
    assert all("<svg" in one for one in press.svg_pages(of(page), EDITION, A4))


def test_very_long_words_and_texts_do_not_fail(press):
    long = Statement("advice", "x", "Take care. " * 2000, (PLACE,))
    made = press.pdf_bytes(of(drug(statements=[long], call_now=(long,) * 8)), EDITION, replace(A4, size=20))
    assert len(words(made)) > 20


def test_nothing_to_print_is_said(press):
    with pytest.raises(OutputError, match="nothing to print"):
        press.pdf_bytes([], EDITION, A4)
