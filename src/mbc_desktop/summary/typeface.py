"""The paper's typeface: which files, and which characters it can show."""

import atexit
import shutil
import struct
import tempfile
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

FAMILY = "Source Sans Pro"
FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")
#: Stands for a character that the typeface lacks: an empty box, so that nothing is left out in silence.
REPLACEMENT = "\N{BALLOT BOX}"
#: Signs that a text may hold and that draw nothing by themselves.
INVISIBLE = "\n\t\u200b\u200c\u200d\ufeff"


def shown(text: str, known: AbstractSet[int]) -> str:
    """The text with the replacement character for each character that the typeface lacks.

    PDF/UA refuses a text with such a character; one hostile letter must not keep a page from being printed.
    """
    kept = (c if ord(c) in known else " " if c in "\n\r\t" else "" if c in INVISIBLE else REPLACEMENT for c in text)
    return "".join(kept)


def shown_in(value: object, known: AbstractSet[int]) -> object:
    """The same for every text in lists and dicts."""
    if isinstance(value, str):
        return shown(value, known)
    if isinstance(value, dict):
        return {key: shown_in(inner, known) for key, inner in value.items()}
    if isinstance(value, list):
        return [shown_in(inner, known) for inner in value]
    return value


@cache
def only_truetype(folder: Path) -> Path:
    """A folder with the typeface's files and no other font.

    The package holds each weight as TTF and OTF, and Typst takes whichever its folder lists first: other bytes on
    other disks. Shipped programs hold the TTF alone; from source, a temporary folder with copies does.
    """
    fonts = {path.name for path in folder.iterdir() if path.suffix in (".ttf", ".otf")}
    if fonts == set(FILES):
        return folder
    copies = Path(tempfile.mkdtemp(prefix="mbc-desktop-fonts-"))
    atexit.register(shutil.rmtree, copies, ignore_errors=True)
    for name in FILES:
        shutil.copy(folder / name, copies)
    return copies


@cache
def characters(folder: Path) -> frozenset[int]:
    """The code points that every weight of the typeface has: `cmap` tables of format 4 (OpenType specification)."""
    return frozenset[int].intersection(*(_characters(folder / name) for name in FILES))


def _characters(path: Path) -> frozenset[int]:
    data = path.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    records = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    cmap = records[b"cmap"]
    (encodings,) = struct.unpack_from(">H", data, cmap + 2)
    offsets = [struct.unpack_from(">HHI", data, cmap + 4 + 8 * index) for index in range(encodings)]
    at = cmap + next(offset for platform, encoding, offset in offsets if (platform, encoding) == (3, 1))
    (twice,) = struct.unpack_from(">H", data, at + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + twice)
    return frozenset(
        point for start, end in zip(starts, ends, strict=True) if start != 0xFFFF for point in range(start, end + 1)
    )
