"""What sheets say around the facts: main messages, questions, and where the rest stands."""

ALSO_WARNED = "There are warnings about these, too. Ask your care team"
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
CANNOT_TELL_WHO = "The numbers come from studies. They cannot tell who will have a side effect."


def main_message(signs: bool) -> str:  # noqa: FBT001 one plain question
    """The one thing to remember of a patient's sheet: what to do when one of the `signs` in the box comes."""
    if signs:
        return "Call us at once if you have one of the signs in this box. They can be signs of danger."
    return "Call your care team about anything that is new or gets worse. Do not wait for your next visit."


def all_side_effects(count: int) -> str:
    """How many side effects are known in all: what stands on a sheet is a choice."""
    return f"Our sources name {count} side effects in all. Your care team can show you every one." if count > 1 else ""


def more_side_effects(left: int) -> str:
    """That there are more side effects than a sheet has room for."""
    return f"{'One more is' if left == 1 else f'{left} more are'} known. Ask your care team."


def more_treatments(left: int) -> str:
    """That more treatments bring a side effect than a sheet tells."""
    if left <= 0:
        return ""
    return "One more treatment brings it." if left == 1 else f"{left} more treatments bring it. Ask your care team."
