"""Where the database, resources and fonts are: from source, installed or frozen."""

import sys
from pathlib import Path


def root() -> Path:
    """The folder that holds `db/` and `resources/`: PyInstaller's when frozen, else the repository's."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[2]


def database() -> Path:
    return root() / "db" / "mbc.sqlite3"


def resources() -> Path:
    return root() / "resources"


def fonts() -> Path:
    """The folder of the typeface for paper and bare systems: shipped when frozen, else the build package's."""
    if getattr(sys, "_MEIPASS", None):
        return root() / "fonts"
    import font_source_sans_pro

    return Path(font_source_sans_pro.__file__).parent / "files"
