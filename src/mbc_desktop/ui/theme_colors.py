"""The colours of a theme file, by what they are for. No Qt here."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Colors:
    """Colours by what they are for, as "#rrggbb". `edge` is around fields and buttons; the style darkens it."""

    window: str
    window_text: str
    base: str
    text: str
    muted: str
    alternate: str
    line: str
    button: str
    edge: str
    highlight: str
    highlighted_text: str
    link: str
    alarm: str
    alarm_fill: str
    notice_fill: str
    bar: str
    bar_severe: str
    bar_mark: str


def read(path: Path) -> Colors:
    """The colours of a theme file; a missing or surplus role is an error of ours."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Colors(**{field.name: table.pop(field.name) for field in fields(Colors)}, **table)
