"""What a clinic fills in on its sheets: its name, phones and rules. Never anything about a patient."""

from dataclasses import dataclass
from typing import Literal

#: The paper that a clinic's printers hold; "" where it has not said.
PaperOfClinic = Literal["", "a4", "letter"]


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic's own words; an empty one prints a line to write on.

    `fever` is the clinic's rule in words ("100.4 °F (38 °C) or higher"). `emergency_number` and `help_lines` stand in
    the place of those of the United States. `paper` is the paper that its printers hold.
    """

    name: str = ""
    phone_day: str = ""
    phone_night: str = ""
    fever: str = ""
    extra_line: str = ""
    emergency_number: str = ""
    help_lines: tuple[str, ...] = ()
    paper: PaperOfClinic = ""


#: A clinic that has filled in nothing: every line is there to write on.
BLANK = Clinic()
