"""What stands on the pages of a PDF, as poppler reads it, and the tree that a screen reader walks."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as ET

import pikepdf
import pytest

POINTS = 72 / 25.4
#: Side and upper margin of resources/print/frame.typ, and the 10 mm that every laser printer holds.
SIDE, TOP, EDGE = 15 * POINTS, 12 * POINTS, 10 * POINTS


@cache
def words(pdf):
    """[(page width, page height, [(x min, y min, x max, y max, word)])] of each page."""
    if not shutil.which("pdftotext"):
        pytest.skip("NOT CHECKED: what stands on the page; install poppler-utils (pdftotext)")
    run = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    # The text may hold characters that XML forbids; none of ours does.
    tree = ET.fromstring(run.stdout)  # noqa: S314 our own PDF
    ns = {"h": "http://www.w3.org/1999/xhtml"}
    return [
        (
            float(page.get("width")),
            float(page.get("height")),
            [
                (*(float(w.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")), w.text)
                for w in page.iterfind("h:word", ns)
            ],
        )
        for page in tree.iterfind(".//h:page", ns)
    ]


def text(pdf):
    """The words of each page, in reading order, one blank between them."""
    return [" ".join(word[4] for word in page) for _, _, page in words(pdf)]


def outside(pdf, side=SIDE, top=TOP):
    """The words that stand outside the margins: [(page, word)]."""
    return [
        (number, word)
        for number, (width, height, found) in enumerate(words(pdf), 1)
        for word in found
        if word[0] < side - 0.5 or word[2] > width - side + 0.5 or word[1] < top - 6 or word[3] > height - EDGE + 3
    ]


@dataclass(frozen=True)
class Element:
    """An element of the structure tree: its role, what stands for it in words, and the roles above it."""

    role: str
    alt: str
    above: tuple[str, ...]
    attributes: tuple[str, ...]


def elements(pdf) -> list[Element]:
    """The structure tree of a PDF, in reading order, with the roles that it maps its own to."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root.StructTreeRoot
        roles = {str(key)[1:]: str(value)[1:] for key, value in root.get("/RoleMap", {}).items()}
        return list(_walk(root.K, (), roles))


def _walk(kids, above, roles) -> Iterator[Element]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            continue
        role = str(kid.S)[1:]
        role = roles.get(role, role)
        attributes = kid.get("/A", [])
        listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        named = tuple(str(a.get("/Scope", "")) for a in listed if isinstance(a, pikepdf.Dictionary))
        yield Element(role, str(kid.get("/Alt", "")), above, named)
        if "/K" in kid:
            yield from _walk(kid.K, (*above, role), roles)
