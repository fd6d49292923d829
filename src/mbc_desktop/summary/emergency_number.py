"""A clinic's own emergency number in the place of 911, which the content gives for the United States."""

import re
from typing import Any

#: What our sources say, and what it becomes. In a sentence that calls 988 too, the clinic's number stands for both: 988
#: is a line of the United States. A sentence that tells of nothing else goes. Most special first; "\0" is the number.
_SAID = (
    (r"In the United States, dial 911, or call, text or chat 988\.", "Dial \0."),
    (r"In the United States, you can also call, text or chat 988\.", ""),
    (r"This is the Suicide and Crisis Lifeline\. It is there 24 hours a day, 7 days a week\.", ""),
    (r"Call, text or chat 988 \(in the United States\)\.", ""),
    (r"(?<=the emergency number: )9-1-1 in the United States\b", "\0"),
    (r"This is the number in the United States\.", ""),
    (r"(?<=\b[Cc]all )(?:988 or 911|911 or 988|911)\b|(?<=\b[Dd]ial )911\b", "\0"),
    (r"(?<=\0)( at once)? \((?:in the )?United States\)", r"\1"),
)
_US_LINE = re.compile(r"\b(?:911|9-1-1|988)\b")
#: Parts of a sheet that name sources in their own words.
_SOURCES = ("sources", "short-sources")


def with_own_number(text: str, number: str) -> str:
    """The text with the clinic's number; "" where it told of a line of the United States alone.

    Without a number, and for a clinic whose number is 911, the text is as it was. A sentence of new content that is
    not known here fails tests/summary/test_emergency_number.py.
    """
    number = number.strip().rstrip(".")
    if not number or re.sub(r"\D", "", number) == "911" or not _US_LINE.search(text):
        return text
    for pattern, own in _SAID:
        text = re.sub(pattern, own, text)
    return re.sub(r" {2,}", " ", text.replace("\0", number)).strip()


def on_sheet(sheet: dict[str, Any], number: str) -> dict[str, Any]:
    """A sheet with the clinic's number in every text; a line that has nothing left to say is gone."""
    if not number.strip():
        return sheet
    parts = [part if part["part"] in _SOURCES else _in(part, number) for part in sheet["parts"]]
    return {**_in({key: value for key, value in sheet.items() if key != "parts"}, number), "parts": parts}


def _in(value: Any, number: str) -> Any:
    if isinstance(value, str):
        return with_own_number(value, number)
    if isinstance(value, dict):
        return {key: _in(inner, number) for key, inner in value.items()}
    if isinstance(value, list):
        return [after for before, after in ((one, _in(one, number)) for one in value) if not _emptied(before, after)]
    return value


def _emptied(before: Any, after: Any) -> bool:
    """Whether all that a line or an item said is gone."""
    if isinstance(before, dict):
        return bool(before.get("text")) and not after["text"]
    return bool(before) and after == ""
