"""What every page is made of: headings, statements, the call-now box, numbered places, and the foot."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mbc_desktop.data.records import Edition, Factor, Occurrence, Place, Source, State, Statement
from mbc_desktop.summary.citations import named
from mbc_desktop.summary.phrases import NOT_IN_SOURCES, SUPPORTS
from mbc_desktop.ui.html.choice import AS_MADE, Choice
from mbc_desktop.ui.html.glossary import NONE, Glossary
from mbc_desktop.ui.theme_colors import Colors


@dataclass(slots=True)
class Shown:
    """How a page is shown: colours, edition, the width for bars in pixels, what is unfolded, and which words are known.

    `places`, `explained` and `rows` fill while the page is made: the place cited first is [1], a word is marked once,
    and `why:0` leads to what stands behind the first row with numbers.
    """

    colors: Colors
    edition: Edition
    bar_width: int = 150
    unfolded: frozenset[str] = frozenset()
    glossary: Glossary = NONE
    choice: Choice = AS_MADE
    rows: list[Occurrence] = field(default_factory=list)
    places: dict[Place, int] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)

    def words(self, text: str) -> str:
        """A text as HTML, with its technical words leading to their explanations."""
        return self.glossary.marked(text, self.explained)

    def cite(self, places: Iterable[Place]) -> str:
        """Numbers that lead to the places at the page's end: " [3] [4]"."""
        numbers = [self.places.setdefault(place, len(self.places) + 1) for place in dict.fromkeys(places)]
        return "".join(f' <a class="cite" href="#place-{number}">[{number}]</a>' for number in numbers)

    def why(self, row: Occurrence) -> str:
        """The address that leads to what stands behind a row's numbers."""
        self.rows.append(row)
        return f"why:{len(self.rows) - 1}"


#: The box's anchor, and the key under which it unfolds.
CALL_NOW = "call-now"


def esc(text: str) -> str:
    return html.escape(text, quote=True)


def link(page: str, text: str) -> str:
    """A link to another page of the book."""
    return f'<a href="page:{esc(page)}">{esc(text)}</a>' if page else esc(text)


def heading(text: str, anchor: str = "", level: int = 2) -> str:
    """A heading; one with an anchor stands in the page's contents. Level 3 is a part of a section."""
    return f'<h{level}>{f"""<a name="{esc(anchor)}"></a>""" if anchor else ""}{esc(text)}</h{level}>'


def bullets(items: Sequence[str]) -> str:
    """A list; a single item is a paragraph."""
    if len(items) == 1:
        return f"<p>{items[0]}</p>"
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>" if items else ""


def statement(told: Statement, shown: Shown, *, with_topic: bool = True) -> str:
    """A fact in staff's words, with its topic and its places."""
    topic = told.topic if with_topic else ""
    name = link(told.side_effect or told.link, topic) if topic else ""
    lead = f"<b>{name}</b>: " if topic else ""
    return f"{lead}{shown.words(told.text)}{shown.cite(told.places)}"


def sections(told: Sequence[Statement], headings: dict[str, str], shown: Shown, only: Iterable[str] = ()) -> str:
    """The statements under their headings, in the headings' order; all of them, or those of `only`."""
    wanted = tuple(only) or tuple(headings)
    made = []
    for section in wanted:
        items = [statement(s, shown) for s in told if s.section == section]
        if items:
            made.append(heading(headings[section], section) + bullets(items))
    return "".join(made)


#: What decides between treatments, in words.
FACTORS = {
    "hormone_receptor": "hormone receptor {}",
    "her2": "HER2 {}",
    "biomarker": "{}",
    "menopause": "menopause: {}",
    "route": "{}",
    "site": "spread to: {}",
}
#: Values that rule nothing in or out are not worth a word.
UNSAID = "any"


def factors(told: Sequence[Factor], shown: Shown) -> str:
    """What decides, on one line: "HER2 negative [1] · by mouth"."""
    said = [(FACTORS[f.kind].format(f.value), f.places) for f in told if f.value != UNSAID]
    return " · ".join(f"{shown.words(words)}{shown.cite(places)}" for words, places in said)


def call_now(lines: Sequence[Statement], left: int, where: str, shown: Shown, *, most: int | None = None) -> str:
    """The box that stands first: the sign, and what to do. Where a table must stay in sight, `most` signs at first.

    The others unfold; how many they are is said.
    """
    if not lines:
        return ""
    most = len(lines) if most is None else most
    folded = 0 if CALL_NOW in shown.unfolded else max(0, len(lines) - most)
    items = [f"{esc(s.call_now or s.text)}{shown.cite(s.places)}" for s in lines[: len(lines) - folded]]
    rest = ""
    if folded:
        signs = "1 more sign" if folded == 1 else f"{folded} more signs"
        items[-1] += f' &nbsp;<a href="unfold:{CALL_NOW}"><b>{signs} to call</b></a>'
    elif len(lines) > most:
        items[-1] += f' &nbsp;<a href="fold:{CALL_NOW}">fewer signs</a>'
    if left > 0 and not folded:
        rest = f"<p>{left} more under {esc(where)}.</p>"
    return box("Call now", bullets(items) + rest, shown.colors.alarm, shown.colors.alarm_fill, CALL_NOW, level=2)


def box(title: str, inner: str, border: str, fill: str, anchor: str = "", *, level: int = 3) -> str:
    name = f'<a name="{esc(anchor)}"></a>' if anchor else ""
    return (
        f'<table width="100%" cellspacing="0" cellpadding="5" border="1" '
        f'style="margin-top: 4px; border-style: solid; border-color: {border}; border-collapse: collapse;">'
        f'<tr><td bgcolor="{fill}">'
        f'<h{level} class="title" style="color: {border};">{name}{esc(title)}</h{level}>{inner}</td></tr></table>'
    )


def not_found(missing: Sequence[str]) -> str:
    """What was looked for and could not be read: gaps are shown, never filled."""
    if not missing:
        return ""
    return heading("Not in our sources", "not-found") + bullets([esc(item) for item in missing])


def nothing() -> str:
    return f'<p class="quiet">{NOT_IN_SOURCES}</p>'


def sources(cited: Sequence[Source], state: State, shown: Shown) -> str:
    """Every source with the places cited, and the page's own date."""
    made = [heading("Sources", "sources")]
    for source in cited:
        places = [(number, place) for place, number in shown.places.items() if place.source == source.id]
        made.append(f'<p>{esc(named(source))} <span class="quiet">{esc(source.url)}</span>')
        made += [
            f'<br><a name="place-{number}"></a>[{number}] {esc(place.locator)}' for number, place in sorted(places)
        ]
        made.append("</p>")
    made.append(f'<p class="quiet">{esc(state.told)}</p>')
    return "".join(made)


def notice(shown: Shown) -> str:
    """Under each title: which content this is, who has reviewed it, and what it cannot replace."""
    edition = shown.edition
    return (
        f'<p class="quiet">{esc(edition.review)} {SUPPORTS} Content of {esc(edition.content_date)}, '
        f"edition {esc(edition.code)}.</p>"
    )


def css(colors: Colors) -> str:
    """The rich text's own sheet (of a document, not of a widget)."""
    return (
        f"a {{ color: {colors.link}; text-decoration: none; }}"
        f" .word {{ color: {colors.text}; text-decoration: underline; }}"
        f" .cite {{ color: {colors.muted}; }} .quiet {{ color: {colors.muted}; }}"
        f" .chosen {{ color: {colors.text}; font-weight: bold; }}"
        f" .n {{ color: {colors.text}; }} .small {{ font-size: small; }}"
        f" th {{ color: {colors.muted}; text-align: left; font-weight: normal; }}"
        " h1 { font-size: x-large; margin-top: 0px; margin-bottom: 0px; }"
        " .names { font-size: medium; font-weight: normal; }"
        " h2 { font-size: large; margin-top: 8px; margin-bottom: 2px; }"
        f" h3 {{ color: {colors.text};"
        " font-size: medium; margin-top: 6px; margin-bottom: 0px; }"
        " .title { font-size: medium; margin-top: 0px; margin-bottom: 0px; }"
        f" .under {{ color: {colors.muted}; font-size: small; padding-bottom: 3px; }}"
        " ul { -qt-list-indent: 0; margin-top: 2px; margin-bottom: 0px; margin-left: 18px; }"
        " li { margin-bottom: 2px; } p { margin-top: 4px; margin-bottom: 4px; }"
    )
