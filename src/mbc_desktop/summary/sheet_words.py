"""What sheets say around the facts: main messages, questions, and where the rest stands."""

import re
from collections.abc import Sequence

PLACES = "Where each fact stands in its source is on the staff sheet and in the program."
MORE_OF_SOURCES = "Publishers, dates and addresses stand in the program, and on this sheet with all studies."

#: What a nurse asks, to hear that the sheet was understood.
TEACH_BACK = [
    "When will you call at once? Whom do you call by day, and whom at night?",
    "How and when do you get this drug?",
    "Which side effect worries you most? What will you do about it?",
]
TEACH_BACK_TREATMENT = [
    "When will you call at once? Whom do you call by day, and whom at night?",
    "What is this treatment for? How do you get it?",
    "What worries you most? What will you do about it?",
]
CANNOT_TELL_WHO = "Studies cannot tell who will have it."
CHOOSE = "Mark those to be ready for, and tell us when one starts."
BARS = "Each bar shows the number beside it; its whole frame is 100 people."
HOW_TO_CALL = "How to call"
TAKING = "Taking"
PLACEBO = "A placebo has no active drug."
ON_ANOTHER = "The second number is for people in that study on another treatment: it shows which brought it more often."


def without_it(drug: str) -> str:
    """What the other group's number tells where it had the same treatment without the drug."""
    return (
        f"The second number is without {drug}: a large gap means that {drug} brings it, a small one that it may have "
        "another cause."
    )


def main_message(signs: bool) -> str:  # noqa: FBT001 one plain question
    """The one thing to remember of a patient's sheet: what to do when one of the `signs` in the box comes."""
    if signs:
        return "Call us at once if you have one of the signs in this box. They can be signs of danger."
    return "Call your care team about anything that is new or gets worse. Do not wait for your next visit."


def how_to_call(name: str) -> list[str]:
    """The steps of a call, with the drug's or treatment's name where there is one."""
    named = f" ({name})" if name else ""
    return [
        "Call the number in this box.",
        f"Say: “I am having cancer treatment{named}.” Say which sign you have.",
        "Nobody answers? Call the emergency number.",
    ]


def purpose(how: str) -> str:
    """What a sheet is for; `how` says what it tells beside the signs and the side effects."""
    return f"This sheet tells you when to call us, {how}, and which side effects may come."


def to_remember(most: Sequence[str], count: int = 0) -> str:
    """A sheet in short: the main message, what came most often, and how many side effects are known in all."""
    often = f" Side effects to know first: {'; '.join(most)}." if most else ""
    known = (
        f" Our sources name {count} side effects in all: your care team can show you every one." if count > 1 else ""
    )
    return f"Call us at once for a sign in the box.{often}{known}"


def read_like_this(head: Sequence[str], row: Sequence[str]) -> str:
    """A table's first row as sentences; "" where a cell says something else than a number of people."""
    if not all(re.fullmatch(r"about \d+ out of 100", cell) for cell in row[1:]):
        return ""
    drug, *other = (arm[:1].lower() + arm[1:] for arm in head[1:])
    told = f"Read it like this: {row[0].split(' (')[0]}: {row[1]} people {drug} had it"
    return told + (f", and {row[2]} {other[0]}." if other else ".")


def more_warnings(left: int) -> str:
    """That there are more warnings than a sheet has room for; "" where there are none."""
    if left == 0:
        return ""
    return f"{'One more warning is' if left == 1 else f'{left} more warnings are'} known. Ask your care team."


def more_side_effects(left: int) -> str:
    """That there are more side effects than a sheet has room for."""
    return f"{'One more is' if left == 1 else f'{left} more are'} known. Ask your care team."


def more_treatments(left: int) -> str:
    """That more treatments bring a side effect than a sheet tells."""
    if left <= 0:
        return ""
    return "One more treatment brings it." if left == 1 else f"{left} more treatments bring it. Ask your care team."
