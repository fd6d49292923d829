"""Cards on paper: each within its own edges, every one the same, nothing cut off, read aloud once."""

import io
import re
import shutil
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from mbc_desktop.summary import card_sheet, phrases
from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.orders import orders
from mbc_desktop.summary.sheets import Layout
from tests.summary.made import EDITION, drug, statement
from tests.summary.reading import EDGE, POINTS, elements, words
from tests.summary.test_pdf import HOSTILE, UNSHOWABLE

SIZES = (12, 14, 16, 20)
WIDE, HIGH, INSIDE = 85 * POINTS, 54 * POINTS, 2 * POINTS
#: The type size of the line above the cards, by which the others are measured.
OWN_LINE = 10
FILLED = Clinic("Hope Cancer Center", "+254 20 555 0134", "+254 733 555 019", emergency_number="112")
OWN_FEVER = "38.3 °C or higher"
LONG = Clinic(
    "The Bishop Alexander Memorial Regional Cancer Center and Teaching Hospital, Ward 12",
    "+254 20 555 0134, extension 1234 (ask for the oncology nurse on duty)",
    "+254 733 555 019 or +254 733 555 020 (switchboard, ask for the doctor on call)",
    OWN_FEVER,
    emergency_number="112, or 999 from a land line",
)


def printed(press, pages, edition, layout):
    """[(the page's own line, [the words of each card])], the words as (x min, y min, x max, y max, word)."""
    made, warnings = press.compiled("pdf", orders("card", pages), edition, layout, pdf_standards="ua-1")
    assert warnings == []
    return [split(*page, layout.size) for page in words(made[0])]


def split(width, height, found, size):
    """A word belongs to the card that its middle lies in."""
    rows, high = (4, HIGH) if size < 14 else (2, 2 * HIGH)
    left, top = (width - 2 * WIDE) / 2, (height - rows * high) / 2
    own, cards = [], [[] for _ in range(2 * rows)]
    for word in found:
        column, row = ((word[0] + word[2]) / 2 - left) // WIDE, ((word[1] + word[3]) / 2 - top) // high
        if row < 0:
            own.append(word)
            continue
        assert 0 <= column < 2, word
        assert row < rows, word
        x, y = left + column * WIDE, top + row * high
        assert word[0] >= x + INSIDE, word
        assert word[2] <= x + WIDE - INSIDE, word
        assert word[1] >= y + INSIDE, word
        assert word[3] <= y + high - INSIDE, word
        if rows == 2 and word[4] not in ("fold", "here"):
            assert not word[1] < y + HIGH < word[3], ("on the fold", word)
        cards[int(2 * row + column)].append(word)
    for word in own:
        assert word[0] >= EDGE, word
        assert word[2] <= width - EDGE, word
        assert word[1] >= EDGE - 1, word
        assert word[3] <= top - 6 * POINTS, ("among the cut marks", word)
    return own, [
        sorted(card, key=lambda word: (round(word[3] - 0.25 * (word[3] - word[1])), word[0])) for card in cards
    ]


def told(found):
    return " ".join(word[4] for word in found).replace("\u00a0", " ")


def sizes(page):
    """{word: its smallest type size on the first card}"""
    own, cards = page
    unit = OWN_LINE / (own[0][3] - own[0][1])
    found = {}
    for word in cards[0]:
        size = round((word[3] - word[1]) * unit, 1)
        found[word[4]] = min(size, found.get(word[4], size))
    return found


def one(press, page, layout=Layout()):  # noqa: B008 frozen
    (made,) = printed(press, (page,), EDITION, layout)
    return made


@pytest.fixture(scope="module")
def every(press, repository, drugs, treatments):
    """(page, size, clinic, what stands on its sheet) of all drugs and treatments, sizes and papers."""
    pages = (*treatments, *drugs)
    return [
        (page, size, clinic, made)
        for size in SIZES
        for paper, clinic in (("a4", BLANK), ("letter", BLANK), ("letter", FILLED), ("a4", LONG))
        for page, made in zip(
            pages, printed(press, pages, repository.edition, Layout(size, paper, clinic)), strict=True
        )
    ]


def test_every_word_is_inside_its_card_and_all_cards_are_the_same(every):
    """The words' places are held where the words are read: `split`."""
    assert len(every) > 900
    for page, size, _, (_, cards) in every:
        assert len(cards) == (8 if size < 14 else 4)
        assert len({told(card) for card in cards}) == 1, page.id


def test_every_card_holds_what_it_must(every, repository):
    edition = repository.edition
    for page, size, clinic, (own, cards) in every:
        said = told(cards[0])
        for needed in (
            phrases.first_upper(page.name),
            "I am having cancer treatment.",
            "Call now",
            "Phone by day:",
            "Night, weekends:",
            f"Content of {edition.content_date} · edition {edition.code}",
            "No clinician has reviewed this content yet.",
            phrases.SUPPORTS,
            clinic.name,
            clinic.phone_day,
            clinic.phone_night,
            f"Call for a fever of {clinic.fever}." if clinic.fever else "",
            f"Emergency: {clinic.emergency_number}" if clinic.emergency_number else "",
        ):
            squeezed = re.sub(r"\s", "", needed)  # beside each other, two phones are read line by line
            assert squeezed in re.sub(r"\s", "", said) or all(w in said.split() for w in needed.split()), (
                page.id,
                size,
                needed,
            )
        assert phrases.first_upper(page.name) in told(own)
        assert ("fold here" in said) == (size >= 14)


def test_reasons_stand_whole_and_in_order_and_the_first_one_always(press, every, repository):
    for page, size, clinic, (_, cards) in every:
        (part,) = press.job(orders("card", [page]), repository.edition, Layout(clinic=clinic))["sheets"][0]["parts"]
        reasons = [reason for line in part["lines"] for reason in line]
        said = told(cards[0]).replace("• ", "")
        if not reasons:
            assert card_sheet.NO_LINES in said, (page.id, size)
            continue
        shown = 0
        while shown < len(reasons) and " ".join(reasons[: shown + 1]) in said:
            shown += 1
        assert shown, (page.id, size)
        rest = said.split(" ".join(reasons[:shown]))[1].strip()
        ends = [card_sheet.LEFT_OUT] if shown < len(reasons) else [part["more"] or "Phone", ""]
        assert any(rest.startswith(end) for end in ends if end) or rest in ends, (page.id, size, rest)


def test_type_is_as_large_as_asked_for(every):
    for page, size, clinic, made in every:
        found = sizes(made)
        assert min(found.values()) >= 6.5, page.id
        if clinic is LONG:
            continue
        if size == 12:
            assert 9 <= found["cancer"] <= 12, page.id
            assert 9 <= found["Call"] <= 12, page.id
        elif size < 20:
            assert found["treatment."] == found["Call"] == size, page.id
        else:  # long names, and first reasons that the back cannot hold at 20 points
            assert found["treatment."] >= (14 if clinic is FILLED else 18.5), page.id
            assert found["Call"] >= 17, page.id
        if clinic is FILLED and size > 12:
            assert found["+254"] >= (19.5 if size == 20 else size), page.id


def call(*told):
    return tuple(statement("warnings", "x", line) for line in told)


def test_a_short_card_is_set_large_and_a_full_one_small(press):
    short, full = (
        call("You bleed: call."),
        call(*(f"Sign number {n} that you have: call the team now." for n in range(9))),
    )
    assert sizes(one(press, drug(call_now=short)))["bleed:"] == 12
    made = one(press, drug(call_now=full))
    assert sizes(made)["Sign"] == 9
    assert card_sheet.LEFT_OUT in told(made[1][0])
    between = [sizes(one(press, drug(call_now=full[:n])))["Sign"] for n in range(1, 6)]
    assert between == sorted(between, reverse=True)
    assert len(set(between)) > 2


def test_lines_to_write_on_where_our_sources_name_no_sign(press):
    def lines(page):
        with pikepdf.open(io.BytesIO(press.pdf_bytes(orders("card", [page]), EDITION, Layout()))) as pdf:
            return sum(str(operator) in ("S", "f") for _, operator in pikepdf.parse_content_stream(pdf.pages[0]))

    assert lines(drug()) >= lines(drug(call_now=call("You bleed: call."))) + 2 * 8


@pytest.mark.parametrize("size", SIZES)
def test_words_without_blanks_and_any_character_stay_inside(press, size):
    clinic = Clinic("x" * 90, "5" * 60, f"{HOSTILE} {UNSHOWABLE}", emergency_number="https://" + "example." * 12)
    _, cards = one(press, drug(name=f"A{'b' * 70}", call_now=call("You bleed: call.")), Layout(size, "a4", clinic))
    assert "5" * 60 in re.sub(r"\s", "", told(cards[0]))
    assert re.sub(r"\s", "", HOSTILE) in re.sub(r"\s", "", told(cards[0]))


def test_a_reason_that_no_card_can_hold_is_left_out_whole(press):
    for size in SIZES:
        _, cards = one(press, drug(call_now=call("Take care, " * 300 + "and call.")), Layout(size))
        assert "Take" not in told(cards[0])
        assert card_sheet.LEFT_OUT in told(cards[0])


def test_a_screen_reader_reads_one_card(press):
    if not shutil.which("pdfinfo"):
        pytest.skip("NOT CHECKED: what a screen reader reads; install poppler-utils (pdfinfo)")
    for size in SIZES:
        page = drug(call_now=call("You bleed: call."))
        made = press.pdf_bytes(orders("card", [page, replace(page, name="drug B")]), EDITION, Layout(size))
        run = subprocess.run(["pdfinfo", "-struct-text", "-"], input=made, capture_output=True, check=True, text=False)
        tree = run.stdout.decode()
        assert [e.role for e in elements(made) if e.role in ("H1", "H2")] == ["H1", "H2"] * 2
        assert tree.count("You bleed: call.") == 2
        assert tree.count("No clinician has reviewed this content yet.") == 2


def test_cards_stand_among_other_sheets(press):
    page = drug(call_now=call("You bleed: call."))
    job = [*orders("patient", [page]), *orders("card", [page]), *orders("staff", [page])]
    found = [told(words) for _, _, words in words(press.pdf_bytes(job, EDITION, Layout()))]
    assert [("Cut along" in page, "Page 1 of" in page) for page in found if page] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    assert len(press.svg_pages(job, EDITION, Layout())) == 3
