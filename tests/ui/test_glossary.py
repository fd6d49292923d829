"""Technical words are explained where staff read them: found as whole words, marked once a page, safe as HTML."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QToolTip

from mbc_desktop import paths
from mbc_desktop.data.records import Explained
from mbc_desktop.ui.html.drug_page import drug_page
from mbc_desktop.ui.html.glossary import Glossary
from mbc_desktop.ui.html.parts import Shown
from mbc_desktop.ui.page_view import PageView
from mbc_desktop.ui.theme_colors import read

ENTRIES = (
    Explained("neutrophil", ("neutrophil", "neutrophils"), "A white blood cell.", ()),
    Explained("alt", ("ALT",), "A liver enzyme.", ()),
    Explained("pd-l1", ("PD-L1",), "A protein on cells.", ()),
)


def marked(text: str) -> str:
    return Glossary(ENTRIES).marked(text, set())


def test_a_word_leads_to_its_explanation_in_any_form() -> None:
    assert marked("Neutrophils fell.") == '<a class="word" href="word:neutrophil">Neutrophils</a> fell.'


@pytest.mark.parametrize("text", ["alt text", "Altitude", "saltALT", "PD-L10", "anti-PD-L1x", "neutrophilic"])
def test_parts_of_words_and_other_spellings_are_left_alone(text: str) -> None:
    assert "href" not in marked(text)


def test_a_page_explains_a_word_once() -> None:
    seen: set[str] = set()
    glossary = Glossary(ENTRIES)
    assert glossary.marked("ALT and ALT", seen).count("href") == 1
    assert "href" not in glossary.marked("ALT again", seen)


def test_hostile_characters_stay_text() -> None:
    assert marked('<b>ALT</b> & "x"') == (
        '&lt;b&gt;<a class="word" href="word:alt">ALT</a>&lt;/b&gt; &amp; &quot;x&quot;'
    )


def test_no_entries_change_nothing() -> None:
    assert Glossary(()).marked("ALT < 3", set()) == "ALT &lt; 3"


def test_mouse_and_keyboard_both_get_the_meaning(qtbot, monkeypatch) -> None:
    beside = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: beside.append(text))
    view = PageView()
    qtbot.addWidget(view)
    view.set_glossary(ENTRIES)
    with qtbot.waitSignal(view.explained) as heard:
        view.highlighted.emit(QUrl("word:alt"))  # what Qt sends for a link under the mouse, and for one tabbed to
    assert heard.args == ["A liver enzyme."]
    with qtbot.waitSignal(view.explained) as heard:
        view.highlighted.emit(QUrl())
    assert heard.args == [""]
    assert beside == ["A liver enzyme."]


def test_the_shipped_words_are_marked_on_the_pages_that_have_them(repository) -> None:
    shown = Shown(
        read(paths.resources() / "themes" / "light.toml"), repository.edition, glossary=Glossary(repository.glossary)
    )
    assert 'href="word:' in drug_page(repository.drug("abemaciclib"), shown)
