"""The help, on one page: what the program is, how to ask, how to read a number, and every key. No medical facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from mbc_desktop.summary.phrases import DIFFERENT_STUDIES, NOT_REPORTED
from mbc_desktop.ui.html import parts
from mbc_desktop.ui.html.parts import Shown, esc


@dataclass(frozen=True, slots=True)
class Key:
    """A key that does something: the menu in which it stands, what it does, and the key as this desktop writes it."""

    menu: str
    does: str
    keys: str


#: (anchor, heading, what is said): a paragraph, or the lines of a list.
SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "what-it-is",
        "What this program is",
        (
            "A reference book on treatments for metastatic breast cancer and their side effects. It needs no internet. "
            "It does not say which treatment suits a patient, it gives no doses, and it does not decide what is an "
            "emergency. That is for the care team.",
        ),
    ),
    (
        "ask",
        "How to ask",
        (
            "Type what the patient feels, in the patient's own words. Drug and brand names work too. Spelling may be "
            "wrong. You can start to type anywhere.",
            "<b>↑</b> and <b>↓</b> choose a result. <b>Enter</b> opens it. <b>Esc</b> empties the box, and a second "
            "<b>Esc</b> goes back to the top of the list.",
            "With an empty box the list shows all treatments. <b>Filter…</b> and <b>Sort…</b> above it make it "
            "shorter, or put it in another order.",
            "On a page, <b>Tab</b> goes from link to link and from number to number. <b>Enter</b> follows a link.",
            "Words with a line under them are explained: rest the mouse on one, or go there with <b>Tab</b>.",
        ),
    ),
    (
        "numbers",
        "How to read a number",
        (
            "<b>“About N out of 100 people”</b> means: of every 100 people who had this treatment in the study, about N "
            "had the side effect. The others did not.",
            "<b>Any grade</b> counts everybody who had it, mild or bad. <b>Severe</b> counts only those who had it "
            "badly; they are a part of any grade. What a study calls severe stands beside its number.",
            "<b>Both arms:</b> most studies have two groups. The second number is the group that had another treatment "
            "or a placebo. A side effect that is as frequent there may not come from the drug.",
            f"<b>Two studies side by side:</b> {esc(DIFFERENT_STUDIES)}",
            "<b>A bar</b> always goes from 0 to 100. The full length is any grade, the dark part is severe, and the "
            "upright mark is the other group.",
            f"<b>“{esc(NOT_REPORTED.capitalize())}”</b> does not mean that it never happens.",
            "<b>Why this number?</b> Go to a number with <b>Tab</b> and press <b>Enter</b>, or click on it. You see the "
            "study, how many people were counted, and where the number stands in the source.",
        ),
    ),
    (
        "emergencies",
        "Emergencies",
        (
            "<b>{emergencies}</b> shows the signs and what to do, from any page. The button stands at the top of the "
            "window too.",
            "Emergency numbers and help lines are those of the United States. The clinic can put its own on its sheets.",
        ),
    ),
    (
        "printing",
        "Printing",
        (
            "<b>{print}</b> prints the page that is shown: choose the sheets, the text size and the paper. Large print "
            "starts at 16 points. You see every page before it is printed, or save them as PDF.",
            "A patient's name that you type there goes on the paper. It is not kept, and it does not go in a PDF.",
        ),
    ),
    (
        "clinic",
        "The clinic's details",
        (
            "Name, phones, your own rule for fever: Help menu, “Clinic's details for printed sheets”. Type them once, "
            "and they stand on every sheet.",
        ),
    ),
    (
        "look",
        "Text size and colors",
        (
            "<b>{larger}</b> and <b>{smaller}</b> change the size of all text, up to twice as large. Light, dark and "
            "high contrast stand in the View menu.",
        ),
    ),
    (
        "errors",
        "If something is wrong",
        (
            "<b>{report}</b> prints a sheet with the page and the edition filled in. Write what is wrong on it and give "
            "it to whoever looks after this program in your clinic. Check the number in the source before you use it.",
        ),
    ),
    (
        "kept",
        "What is kept",
        (
            "Nothing about a patient. What you type, search and read is forgotten when the program closes. It remembers "
            "how the window looks and the clinic's details, and sends nothing anywhere.",
        ),
    ),
)


def help_page(keys: Sequence[Key], named: dict[str, str], shown: Shown) -> str:
    """The whole page as rich text. `named` are the keys that its sentences speak of: `{"print": "Ctrl+P", ...}`."""
    said = {name: esc(key) for name, key in named.items()}
    made = ["<h1>How to use this program</h1>", parts.notice(shown)]
    for anchor, title, items in SECTIONS:
        made.append(parts.heading(title, anchor) + parts.bullets([item.format(**said) for item in items]))
    made.append(parts.heading("All keys", "keys") + _table(keys))
    return "".join(made)


def _table(keys: Sequence[Key]) -> str:
    rows = []
    for menu in dict.fromkeys(key.menu for key in keys):
        rows.append(f"<tr><td colspan='2'><b>{esc(menu)}</b></td></tr>")
        rows += [f"<tr><td>{esc(k.keys)}</td><td>{esc(k.does)}</td></tr>" for k in keys if k.menu == menu]
    return f"<table cellpadding='3' cellspacing='0'>{''.join(rows)}</table>"
