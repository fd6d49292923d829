"""Sources, numbered in their order on the page, and the places in them that facts come from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mbc_desktop.data.records import Place, Source

#: A semicolon that does not stand in parentheses.
OUTSIDE = re.compile(r";(?![^(]*\))")
#: What the pack says of publisher and version where a source gathers several: each place's heading names its own.
NAMED_APART = "as named under each heading"


@dataclass(slots=True)
class _Cited:
    number: int
    source: Source
    locators: list[str]


class Citations:
    """Gives each source a number and each place in it a letter, as they are first cited: "[1a, 2c]".

    Only what was cited stands in the list, so that a sheet names the sources of what it prints and no others.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._known = {source.id: source for source in sources}
        self._cited: dict[str, _Cited] = {}

    def cite(self, places: Sequence[Place]) -> str:
        """The places as a mark in the text: "[1a, 2c]"; "" for none."""
        marks = list(dict.fromkeys(map(self._mark, places)))
        return f"[{', '.join(marks)}]" if marks else ""

    def _mark(self, place: Place) -> str:
        found = self._cited.get(place.source)
        if found is None:
            source = self._known.get(place.source) or Source(place.source, place.source, "", "", "", "")
            found = self._cited[place.source] = _Cited(len(self._cited) + 1, source, [])
        if place.locator not in found.locators:
            found.locators.append(place.locator)
        return f"{found.number}{letters(found.locators.index(place.locator))}"

    def listed(self, *, whole: bool = True) -> list[dict[str, Any]]:
        """The sources cited so far: `{"number", "about", "places": [{"mark", "locator"}]}`; not `whole`, by title."""
        return [
            {
                "number": str(cited.number),
                "about": _about(cited.source) if whole else cited.source.title,
                "places": [
                    {"mark": f"{cited.number}{letters(index)}", "locator": locator}
                    for index, locator in enumerate(cited.locators)
                ],
            }
            for cited in self._cited.values()
        ]

    def publishers(self) -> list[str]:
        """Who wrote the sources cited so far, each once; what follows a semicolon tells where a copy was kept."""
        cited = [one.source for one in self._cited.values()]
        said = [source.publisher if source.publisher != NAMED_APART else "" for source in cited]
        names = [re.split(OUTSIDE, publisher)[0] or source.title for publisher, source in zip(said, cited, strict=True)]
        return list(dict.fromkeys(names))


def named(source: Source) -> str:
    """Title, publisher and version, each once and ending in a full stop."""
    said = (source.title, source.publisher, source.version)
    told = dict.fromkeys(part for part in said if part not in ("", NAMED_APART))
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in told)


def _about(source: Source) -> str:
    return f"{named(source)} {source.url}".strip()


def letters(index: int) -> str:
    """0, 1, ... 25, 26 as "a", "b", ... "z", "aa"."""
    told = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        told = chr(ord("a") + rest) + told
    return told
