"""`clinic.ini`: the clinic's details in one small text file that anybody can open, mend and copy to the next PC."""

import configparser
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from mbc_desktop.errors import OutputError
from mbc_desktop.summary.clinic import BLANK, Clinic, PaperOfClinic

SECTION = "clinic"
#: Each line of the file, in its order: what it is for, and how many characters it may have.
LINES: dict[str, tuple[str, int]] = {
    "name": ("The clinic's name.", 80),
    "phone_day": ("Phone by day.", 60),
    "phone_night": ("Phone at night and on weekends.", 60),
    "fever": ("Your own rule: from which fever a patient calls, in °F and °C.", 80),
    "extra_line": ("One more line for every patient's sheet.", 160),
    "emergency_number": ("Your emergency number, if it is not the one of the United States (911).", 40),
    "paper": ("The paper in your printers: a4 or letter.", 6),
}
#: Help lines have a line each, so that nobody has to know how an INI file continues one.
HELP_LINES = tuple(f"help_line_{number}" for number in range(1, 7))
HELP_LINE = 160
HELP_LINES_FOR = "Your own help lines, in the place of those of the United States."
HEAD = (
    "The clinic's details, as they stand on printed sheets. An empty line prints a line to write on.",
    "Copy this file beside the program, on each PC or on a stick, and every sheet has them.",
    "Write nothing about a patient here.",
)
#: More bytes than every line at its longest can have.
MOST_BYTES = 32_768


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file says. `path` is where it is, or where a new one goes; `wrong` what is wrong with it, or ""."""

    path: Path
    clinic: Clinic = BLANK
    found: bool = False
    wrong: str = ""


def load(places: Sequence[Path]) -> Kept:
    """The first of the files that is there, and no other: two clinics' phones must not mix. Raises nothing.

    A line that is wrong is told and left blank; a file that cannot be read at all leaves every line blank.
    """
    path = next((place for place in places if os.path.lexists(place)), None)
    if path is None:
        return Kept(places[-1])
    try:
        clinic, faults = parse(_text(_bytes(path)))
    except ValueError as error:
        clinic, faults = BLANK, [str(error)]
    return Kept(path, clinic, found=True, wrong=_told(path, faults))


def save(clinic: Clinic, places: Sequence[Path]) -> tuple[Path, Path | None]:
    """Write the details to the file that `load` would read. Returns it, and where a wrong one is kept, if there was.

    What is there stays whole until the new file is. Raises OutputError; nothing has changed then.
    """
    lines = {key: cleaned(getattr(clinic, key)) for key in LINES}
    lines |= zip(HELP_LINES, clinic.help_lines, strict=False)
    faults = list(filter(None, (fault(key, value) for key, value in lines.items())))
    if len(clinic.help_lines) > len(HELP_LINES):
        faults.append(f"there is room for {len(HELP_LINES)} help lines")
    if faults:
        raise OutputError(f"The clinic's details are not saved: {'; '.join(faults)}. Shorten or correct it.")
    before = load(places)
    part = before.path.with_name(f"{before.path.name}.part")
    old = None
    try:
        before.path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(written(clinic))
            file.flush()
            os.fsync(file.fileno())
        if before.wrong:
            old = _free(before.path)
            before.path.replace(old)
        part.replace(before.path)
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            part.unlink()
        if old and not os.path.lexists(before.path):
            with suppress(OSError):
                old.replace(before.path)
        raise OutputError(_not_saved(before, places, getattr(error, "strerror", None) or str(error))) from error
    return before.path, old


def written(clinic: Clinic) -> bytes:
    """The file as Windows' Notepad of any age shows it right: UTF-8 with its mark, and both signs at a line's end."""
    lines = [*(f"# {line}" for line in HEAD), "", f"[{SECTION}]"]
    for key, (what_for, _) in LINES.items():
        lines += [f"# {what_for}", f"{key} = {cleaned(getattr(clinic, key))}".rstrip()]
    lines.append(f"# {HELP_LINES_FOR}")
    told = (*map(cleaned, clinic.help_lines), *("",) * len(HELP_LINES))
    lines += [f"{key} = {line}".rstrip() for key, line in zip(HELP_LINES, told, strict=False)]
    return "\r\n".join((*lines, "")).encode("utf-8-sig")


def parse(text: str) -> tuple[Clinic, list[str]]:
    """The details of a file's text, and what is wrong with single lines. Raises ValueError where nothing is right."""
    parser = configparser.ConfigParser(interpolation=None, default_section="")
    try:
        parser.read_string(text.replace("\r\n", "\n").replace("\r", "\n"))
    except configparser.DuplicateOptionError as error:
        raise ValueError(f"“{_short(error.option)}” stands there twice") from error
    except configparser.MissingSectionHeaderError as error:
        raise ValueError(f"the line [{SECTION}] has to stand above all others") from error
    except configparser.Error as error:
        raise ValueError(f"it is not a list of lines such as “name = Our clinic” under [{SECTION}]") from error
    if not parser.has_section(SECTION):
        raise ValueError(f"it has no line [{SECTION}]")
    values = {key: cleaned(value) for key, value in parser.items(SECTION)}
    known = (*LINES, *HELP_LINES)
    faults = [f"[{_short(section)}] is not known" for section in parser.sections() if section != SECTION]
    faults += [f"“{_short(key)}” is not known" for key in values if key not in known]
    good = {}
    for key in known:
        value = values.get(key, "")
        value = value.casefold() if key == "paper" else value
        if told := fault(key, value):
            faults.append(told)
        else:
            good[key] = value
    clinic = Clinic(
        **{key: good.get(key, "") for key in LINES if key != "paper"},
        help_lines=tuple(good[key] for key in HELP_LINES if good.get(key)),
        paper=cast("PaperOfClinic", good.get("paper", "")),
    )
    return clinic, faults


def cleaned(value: str) -> str:
    """One line, with single blanks: what a pasted tab or line end becomes."""
    return " ".join(value.split())


def fault(key: str, value: str) -> str:
    """Why a line's value cannot stand on a sheet, or ""."""
    most = LINES[key][1] if key in LINES else HELP_LINE
    if key == "paper" and value not in get_args(PaperOfClinic):
        return f"“paper” is “{_short(value)}”, not a4 or letter"
    if len(value) > most:
        return f"“{key}” is longer than {most} characters"
    if not value.isprintable():
        sign = next(c for c in value if not c.isprintable())
        return f"“{key}” has a sign that cannot be printed (U+{ord(sign):04X})"
    return ""


def _bytes(path: Path) -> bytes:
    """The file's bytes; ValueError where it is none, or cannot be one of ours."""
    try:
        if path.is_dir():
            raise ValueError("it is a folder")
        if path.exists() and not path.is_file():
            raise ValueError("it is no file")  # a pipe would be waited for
        with path.open("rb") as file:
            read = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ValueError(f"it cannot be read ({error.strerror or error})") from error
    if len(read) > MOST_BYTES:
        raise ValueError("it is too long to be the clinic's details")
    return read


def _text(read: bytes) -> str:
    """Text as Notepad writes it: UTF-8 or UTF-16 with a mark, UTF-8 without, or Western European "ANSI" (cp1252)."""
    if read.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif read.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return read.decode(encoding)
    raise ValueError("it is not a text file")


def _told(path: Path, faults: Sequence[str]) -> str:
    if not faults:
        return ""
    return (
        f"The clinic's details in {path} are not all used: {'; '.join(faults[:4])}. Lines to write on are printed "
        "instead. Mend the file in a text editor, or fill the details in anew in the window (Help, Clinic's details)."
    )


def _not_saved(kept: Kept, places: Sequence[Path], reason: str) -> str:
    """Beside the program wins at each start, so details saved elsewhere would be lost without a word: it is refused."""
    told = f"The clinic's details cannot be saved in {kept.path} ({reason}). Nothing has changed. "
    if kept.found and kept.path != places[-1]:
        return told + (
            "Ask whoever looks after this program to change that file. Without it, your details are kept in "
            f"{places[-1].parent}."
        )
    return told + "Close the file if it is open, make room on the disk, or ask for write access to the folder."


def _free(path: Path) -> Path:
    """A name for the old file that no other has."""
    named = path.with_name(f"{path.name}.old")
    number = 2
    while os.path.lexists(named):
        named = path.with_name(f"{path.name}.old{number}")
        number += 1
    return named


def _short(text: str) -> str:
    """Garbage as it may be shown in a sentence."""
    return "".join(c if c.isprintable() else "?" for c in text[:30]) + ("…" if len(text) > 30 else "")
