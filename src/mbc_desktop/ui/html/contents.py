"""What a page holds: its headings, read from the page itself, so that none can be forgotten."""

import html
import re
from dataclasses import dataclass

HEADING = re.compile(r'<h([23])[^>]*><a name="([^"]*)"></a>(.*?)</h\1>')


@dataclass(frozen=True, slots=True)
class Section:
    """A heading; `level` 2 is a section, 3 a part of one."""

    level: int
    title: str
    anchor: str


def sections_of(page: str) -> list[Section]:
    """The headings of a page's rich text that can be gone to, in their order."""
    return [
        Section(int(level), html.unescape(re.sub("<.*?>", "", title)), html.unescape(anchor))
        for level, anchor, title in HEADING.findall(page)
    ]
