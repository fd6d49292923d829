"""Side effects as tables: bars on one scale, any grade and severe, both arms, and what stands behind the number."""

from collections import Counter
from collections.abc import Iterable

from mbc_desktop.data.records import Arm, Occurrence, Reaction, Study, number
from mbc_desktop.summary import phrases
from mbc_desktop.ui.html.parts import Shown, esc

#: What "severe" counts where a table does not say otherwise.
USUAL = phrases.SEVERE["3-4"]
#: A grade and its share stay on one line.
NARROW = "\N{NO-BREAK SPACE}"


def bar(row: Reaction, shown: Shown) -> str:
    """The picture of a row: any grade, the severe part, the comparator as a mark, all from 0 to 100.

    The address holds what to draw: bar:LOW/HIGH/SEVERE/COMPARATOR, "-" for what is not known. LOW is what is sure,
    HIGH how far it may reach.
    """
    low, high = _reach(row)
    severe, other = row.severe(), row.any_grade("comparator")
    cells = (low, high, severe and number(severe.share), other and number(other.share))
    told = "/".join("-" if value is None else f"{value:g}" for value in cells)
    return f'<img src="bar:{told}" width="{shown.bar_width}" height="14">'


def _reach(row: Reaction) -> tuple[float | None, float | None]:
    if share := row.any_grade():
        return number(share.share), number(share.share)
    if row.shares:
        return max(map(number, row.shares.values())), 100.0
    if row.band:
        low = row.band.get("more_than", row.band.get("at_least", 0.0))
        return low, row.band.get("up_to", row.band.get("below", 100.0))
    return None, None


def study_line(study: Study, row: Reaction | None = None) -> str:
    """Regimen, study and people counted; an early-disease or other-cancer study says so."""
    setting = "" if study.setting == "metastatic" else f" · {phrases.SETTING[study.setting]}"
    return f"{study.regimen} · {study.name}{setting} · {phrases.counted(study, row)}"


def against(study: Study) -> str:
    """The comparison group and its people; "" where there is none."""
    return phrases.against(study)


def legend(severe: str = "") -> str:
    """What the signs mean, in one line; `severe` is what the column counts where a row does not say otherwise."""
    return (
        '<span class="quiet small">Bars 0 to 100 of 100 people: <img src="key:40/40/-/-" width="28" height="14"> '
        f'any grade <img src="key:40/40/40/-" width="28" height="14"> severe{f" ({esc(severe)})" if severe else ""} '
        f'<img src="key:-/-/-/20" width="28" height="14"> comparison. {phrases.ADDED_UP} added up by us.</span>'
    )


OPENED = '<table width="99%" cellpadding="1" cellspacing="0">'
CLOSED = "</table>"
#: In per cent of the page: the columns of names, any grade and severe. Bars are narrow where text is large.
ROOMY, TIGHT = (25, 15, 17), (29, 15, 18)
TIGHT_BARS = 90


def head(first: str, shown: Shown, often: str = "Any grade", severe: str = "") -> str:
    """The beginning of a table and its head; `first` is HTML."""
    told = f'<br><span class="small">{esc(severe)}</span>' if severe else ""
    names = (first, "0 to 100", esc(often), "Severe", "Comparison group")
    cells = [f"<th{width}>{name}" for name, width in zip(names, _widths(shown), strict=True)]
    cells[3] += told
    return f"{OPENED}<tr>{'</th>'.join(cells)}</th></tr>"


def headless(lines: str, shown: Shown) -> str:
    """A table whose head stands over another one: its first whole line makes its columns as wide."""
    widths = _widths(shown)
    rows = lines.split("</tr>")
    whole = next((i for i, row in enumerate(rows) if row.count("<td>") == len(widths)), 0)
    for width in widths:
        rows[whole] = rows[whole].replace("<td>", f"<td{width}>", 1)
    return OPENED + "</tr>".join(rows)


def _widths(shown: Shown) -> tuple[str, ...]:
    """Of the columns, as attributes: every table of a page has the same."""
    first, often, severe = TIGHT if shown.bar_width < TIGHT_BARS else ROOMY
    return f' width="{first}%"', f' width="{shown.bar_width + 6}"', f' width="{often}%"', f' width="{severe}%"', ""


def line(
    first: str,
    told: Occurrence,
    under: Iterable[str],
    shown: Shown,
    *,
    usual: str = USUAL,
    anchors: Iterable[str] = (),
) -> str:
    """A side effect's or drug's line: its numbers, and under them, over the table's whole width, what stands behind.

    `first` is HTML, as each part of `under` is. `usual` is what severe counts by the table's head or the legend; what
    counts otherwise says so under its row. Each number leads to what stands behind the row. `anchors` lead
    to the row.
    """
    study, row = told.study, told.reaction
    why = shown.why(told)
    counts = severe_means(row, study)
    behind = [*under]
    behind.insert(1, esc(f"severe: {counts}") if counts not in ("", usual) else "")
    words = " · ".join(filter(None, behind))
    # Not before the words: an anchor's name parts a link's first letter from the rest.
    names = "".join(f'<a name="{esc(anchor)}"></a>' for anchor in anchors)
    often = f'<a href="{why}"><b>{esc(_often(row))}</b></a>'
    made = f"<tr><td>{first}</td><td>{names}{bar(row, shown)}</td>"
    if row.shares or row.comparator:
        made += f"<td>{often}</td><td>{_linked(why, _severe(row))}</td><td>{_linked(why, _comparison(row))}</td></tr>"
    else:
        made += f'<td colspan="3">{often}</td></tr>'  # words, which need the room
    return made + (f'<tr><td colspan="5" class="under">{words}</td></tr>' if words else "")


def _linked(address: str, words: str) -> str:
    return f'<a class="n" href="{address}">{esc(words)}</a>' if words else ""


def _often(row: Reaction, arm: Arm = "treatment") -> str:
    """How often; a share that we added up has the legend's sign."""
    share = row.any_grade(arm)
    if share and share.derived:
        return f"{phrases.percent(share.share)} {phrases.ADDED_UP}"
    return phrases.frequency(row, arm)


def _severe(row: Reaction, arm: Arm = "treatment") -> str:
    """How often severe: "13%", "13% †" where added up, "grade 3: <1%, 4: 0%" where the grades stand apart."""
    if share := row.severe(arm):
        return phrases.percent(share.share) + (f" {phrases.ADDED_UP}" if share.derived else "")
    return phrases.severe_grades(row, arm).replace(", grade 4", ", 4").replace(": ", f":{NARROW}")


def _comparison(row: Reaction) -> str:
    grave = _severe(row, "comparator")
    told = f"severe {grave}" if row.severe("comparator") else grave
    # How often is left out where it would only say the one severe share again, as "at least".
    only_severe = list(row.comparator) in (["grade3"], ["grade4"], ["grade3plus"])
    return "; ".join(filter(None, ("" if only_severe else _often(row, "comparator"), told)))


def severe_means(row: Reaction, study: Study) -> str:
    """What a row's severe share counts: the source's own, or grade 3 or 4 where we added them up; "" without one."""
    shares = [share for arm in phrases.ARMS if (share := row.severe(arm))]
    if not shares:
        return ""
    return phrases.SEVERE["3-4"] if all(share.derived for share in shares) else phrases.SEVERE[study.severe_means]


def usual_severe(rows: Iterable[Reaction], study: Study) -> str:
    """What "severe" means in most of the rows, for the table's head; "" where none says."""
    told = Counter(filter(None, (severe_means(row, study) for row in rows)))
    return told.most_common(1)[0][0] if told else ""


def notes(row: Reaction) -> list[str]:
    """What must stand with a row's numbers, as HTML: lower grades, which cases, the source's words, its note."""
    words = row.frequency_text if row.band else ""
    told = (_lower_grades(row), phrases.SEVERITY.get(row.severity, ""), words, phrases.plain_note(row.note))
    return [esc(note) for note in told if note]


def _lower_grades(row: Reaction) -> str:
    """The shares of grades below 3, where they do not stand under "any grade" already."""
    told = []
    for arm, whose in zip(phrases.ARMS, ("", "comparison group, "), strict=True):
        grades = phrases.lower_grades(row, arm)
        grade, _, share = grades.partition(": ")
        if grades and f"{share} ({grade})" not in phrases.frequency(row, arm):
            told.append(f"{whose}{grades}")
    return "; ".join(told)
