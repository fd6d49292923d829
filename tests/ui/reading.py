"""Reads our own HTML back, as a person would: which table stands under which words, and what stands in its cells."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Table:
    """`under` is the last bold text or heading before the table; `head` tells whether its first row is a head."""

    under: str
    rows: list[list[str]] = field(default_factory=list)
    head: bool = False

    @property
    def body(self) -> list[list[str]]:
        return self.rows[self.head :]


class Reader(HTMLParser):
    """`tables`, `links` (addresses), `anchors` (names), `images` (addresses), and `text`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.images: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self._title = ""
        self._in_title = False
        self._in_table = False
        self._empty = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        told = {key: value or "" for key, value in attrs}
        self.attributes |= told.keys()
        self.links += [told["href"]] if "href" in told else []
        self.anchors += [told["name"]] if "name" in told else []
        self.images += [told["src"]] if "src" in told else []
        if tag in ("b", "h2", "h3") and not self._in_table:
            self._title, self._in_title = "", True
        elif tag == "table":
            self.tables.append(Table(self._title))
            self._in_table = True
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in ("td", "th"):
            self.tables[-1].rows[-1].append("")
            # A cell of words takes the numbers' columns; a row of one cell is what stands behind the row above it.
            self._empty = int(told.get("colspan", "1")) - 1 if self.tables[-1].rows[-1][1:] else 0
            self.tables[-1].head |= tag == "th"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("b", "h2", "h3"):
            self._in_title = False
        elif tag == "table":
            self._in_table = False
        elif tag == "td":
            self.tables[-1].rows[-1] += [""] * self._empty
            self._empty = 0

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_title:
            self._title += data
        if self._in_table and self.tables[-1].rows and self.tables[-1].rows[-1]:
            self.tables[-1].rows[-1][-1] += data
