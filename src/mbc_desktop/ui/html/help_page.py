"""The help, on one page: what the program is, how to ask, how to read a number, and every key. No medical facts."""

from collections.abc import Mapping, Sequence
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


TITLE = "How to use this program"
#: The words in braces are keys of the window's actions, and phrases of the book.
WORDS = """
<h2><a name="what-it-is"></a>What this program is</h2>
<p>A reference book on treatments for metastatic breast cancer and their side effects. It needs no internet. It does
not say which treatment suits a patient, it works out no doses, and it does not decide what is an emergency. That is
for the care team.</p>

<h2><a name="ask"></a>How to ask</h2>
<ul>
<li>Type what the patient feels, in the patient's own words. Drug and brand names work too. Spelling may be wrong. You
can start to type anywhere in the window.</li>
<li><b>↑</b> and <b>↓</b> choose a result. <b>Enter</b> opens it. <b>Esc</b> empties the box. A second <b>Esc</b> goes
back to the top of the list.</li>
<li>With an empty box, the list shows all treatments. <b>Filter…</b> and <b>Sort…</b> make it shorter or put it in
another order.</li>
<li>On a page, <b>Tab</b> goes from link to link and from number to number. <b>Enter</b> follows a link.</li>
<li>A word with a line under it is explained: rest the mouse on it, or go to it with <b>Tab</b>.</li>
</ul>

<h2><a name="numbers"></a>How to read a number</h2>
<ul>
<li><b>“About N out of 100 people”</b> means: of every 100 people who had this treatment in the study, about N had the
side effect. The others did not.</li>
<li><b>Any grade</b> counts everybody who had it, from mild to very bad. <b>Severe</b> counts only those who had it
badly. They are a part of any grade. What the study calls severe stands beside its number.</li>
<li><b>Both arms.</b> Most studies compare two groups. The other group had another treatment, or a placebo. If a side
effect is as frequent there, the drug may not be the cause.</li>
<li><b>Two studies side by side.</b> {different_studies}</li>
<li><b>A bar</b> always goes from 0 to 100. Its length is any grade, the stronger part at its start is severe, and the
upright line is the other group.</li>
<li><b>“{not_reported}”</b> does not mean that it never happens.</li>
<li><b>Why this number?</b> Go to a number with <b>Tab</b> and press <b>Enter</b>, or click on it. You see the study,
how many people were counted, and where the number stands in the source.</li>
</ul>

<h2><a name="emergencies"></a>Emergencies</h2>
<p><b>{emergencies}</b> shows the signs and what to do, from any page. So does the button at the top of the window.
Emergency numbers and help lines are those of the United States. Your clinic can have its own on its sheets.</p>

<h2><a name="printing"></a>Printing</h2>
<p><b>{print}</b> prints the page that is shown. Choose the sheets, the text size and the paper. Large print starts at
16 points. You see every page before it is printed, and you can save the sheets as PDF. A patient's name that you type
there goes on the paper. It is not kept, and it does not go in a PDF.</p>

<h2><a name="clinic"></a>The clinic's details</h2>
<p>Name, phones, your own rule for fever: in the Help menu, <b>Clinic's details for printed sheets</b>. Type them once,
and they stand on every sheet for patients.</p>

<h2><a name="look"></a>Text size and colors</h2>
<p><b>{larger}</b> and <b>{smaller}</b> change the size of all text, up to twice as large. Light, dark and high
contrast are in the View menu.</p>

<h2><a name="errors"></a>If something is wrong</h2>
<p><b>{report}</b> makes a sheet with the page and the edition filled in. Write on it what is wrong, and give it to
whoever looks after this program in your clinic. Do not use a number that you doubt: look it up in the source that
stands beside it.</p>

<h2><a name="kept"></a>What is kept</h2>
<p>Nothing about a patient. What you type, search and read is forgotten when the program closes. It remembers how the
window looks, how you print, and the clinic's details. It sends nothing anywhere.</p>
"""


def help_page(keys: Sequence[Key], named: Mapping[str, str], shown: Shown) -> str:
    """The whole page as rich text. `named` are the keys that its sentences speak of: `{"print": "Ctrl+P", ...}`."""
    said = {"different_studies": DIFFERENT_STUDIES, "not_reported": NOT_REPORTED.capitalize(), **named}
    words = WORDS.format(**{what: esc(words) for what, words in said.items()})
    return f"<h1>{TITLE}</h1>{parts.notice(shown)}{words}{parts.heading('All keys', 'keys')}{_table(keys)}"


def _table(keys: Sequence[Key]) -> str:
    rows = []
    for menu in dict.fromkeys(key.menu for key in keys):
        rows.append(f"<tr><td colspan='2'><b>{esc(menu)}</b></td></tr>")
        rows += [f"<tr><td>{esc(k.keys)}&nbsp;&nbsp;</td><td>{esc(k.does)}</td></tr>" for k in keys if k.menu == menu]
    return f"<table cellpadding='3' cellspacing='0'>{''.join(rows)}</table>"
