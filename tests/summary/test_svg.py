"""The SVG pages are drawn by Qt in preview and printer: SVG Tiny 1.2 and nothing more."""

import io
import re
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from mbc_desktop.summary.orders import orders
from mbc_desktop.summary.sheets import Layout

KNOWN_TO_QT = {"svg", "g", "path", "use", "defs", "symbol", "circle", "rect", "line", "title", "desc"}


@pytest.fixture(scope="module")
def pages(press, repository):
    found = []
    for key, sheet in (("abemaciclib", "patient"), ("paclitaxel", "staff"), ("diarrhea", "patient")):
        layout = Layout(12, "a4")
        svgs = press.svg_pages(orders(sheet, [repository.page(key)]), repository.edition, layout)
        found.append((key, svgs, press.pdf_bytes(orders(sheet, [repository.page(key)]), repository.edition, layout)))
    return found


def test_there_are_as_many_as_the_pdf_has_pages(pages):
    for key, svgs, pdf in pages:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert len(svgs) == len(opened.pages), key


def test_they_hold_only_what_qt_draws(pages):
    for key, svgs, _ in pages:
        for svg in svgs:
            tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()}  # noqa: S314 our own
            assert tags <= KNOWN_TO_QT, (key, tags - KNOWN_TO_QT)
            assert "url(" not in svg, key


def test_they_are_black_on_white(pages):
    for _, svgs, _ in pages:
        for svg in svgs:
            assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"#000000", "#ffffff", "none"}


def test_qt_draws_text_lines_and_hatches(pages, qapp):
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    for key, svgs, _ in pages:
        for number, svg in enumerate(svgs):
            renderer = QSvgRenderer(QByteArray(svg.encode()))
            assert renderer.isValid(), key
            image = QImage(595, 842, QImage.Format.Format_Grayscale8)
            image.fill(255)
            painter = QPainter(image)
            renderer.render(painter)
            painter.end()
            data = bytes(image.constBits())
            stride = image.bytesPerLine()
            dark = [sum(data[y * stride + x] < 200 for x in range(595)) for y in range(842)]
            assert sum(dark) > 1000, (key, number)  # text is there
            assert any(count > 400 for count in dark[740:]), (key, number)  # and the line over the foot
            assert sum(dark[:28]) == 0, (key, number)  # and the margin is free
