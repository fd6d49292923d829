import sqlite3

from mbc_desktop import paths
from mbc_desktop.summary import typeface


def test_every_character_of_the_content_can_be_printed(database):
    known = typeface.characters(paths.fonts())
    with sqlite3.connect(database) as connection:
        used = {character for line in connection.iterdump() for character in line}
    connection.close()
    lost = {c for c in used if typeface.shown(c, known) not in (c, " ")}
    # Full-text tables hold other signs in binary; what they hold of text stands in the other tables too.
    assert {c for c in lost if c.isprintable()} == set()


def test_what_is_written_on_every_sheet_can_be_printed():
    known = typeface.characters(paths.fonts())
    for sign in "•·†°≥≤®é\N{EN DASH}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\u00a0":
        assert typeface.shown(sign, known) == sign
    assert ord(typeface.REPLACEMENT) in known


def test_what_the_typeface_lacks_is_replaced_and_never_dropped():
    known = typeface.characters(paths.fonts())
    assert typeface.shown("a\u0639b", known) == f"a{typeface.REPLACEMENT}b"
    assert typeface.shown("a\x00b", known) == f"a{typeface.REPLACEMENT}b"
    assert typeface.shown("a\nb\tc", known) == "a b c"
    told = {"a": ["\u0639", 1, None, {"b": "x"}]}
    assert typeface.shown_in(told, known) == {"a": [typeface.REPLACEMENT, 1, None, {"b": "x"}]}
