"""Side effects as tables: bars on one scale, any grade and severe, both arms, and what stands behind the number."""

from collections import Counter
from collections.abc import Sequence

from mbc_desktop.data.records import Arm, DrugOccurrences, Occurrence, Reaction, Study, number
from mbc_desktop.summary import phrases
from mbc_desktop.ui.html.parts import Shown, esc, link


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


LEGEND = (
    '<p class="quiet small">Bars run from 0 to 100 out of 100 people. '
    '<img src="key:40/40/-/-" width="40" height="14"> any grade '
    '<img src="key:40/40/40/-" width="40" height="14"> severe '
    '<img src="key:-/-/-/20" width="40" height="14"> the comparison group</p>'
)


ARMS: tuple[tuple[Arm, str], ...] = (("treatment", ""), ("comparator", "comparison group, "))
HEAD = (
    '<table width="99%" cellpadding="3" cellspacing="0"><tr><th width="26%">{first}</th>'
    '<th width="{bar}">0 to 100</th><th width="14%">{often}</th><th width="18%">Severe{severe}</th>'
    "<th>Comparison group</th></tr>"
)


def head(first: str, shown: Shown, severe: str = "", often: str = "Any grade") -> str:
    told = f'<br><span class="small">{esc(severe)}</span>' if severe else ""
    return HEAD.format(first=first, bar=shown.bar_width + 8, severe=told, often=often)


def line(first: str, row: Reaction, study: Study, under: str, shown: Shown, *, severe_means: str = "") -> str:
    """A side effect's or drug's line: its numbers, and under them, over the table's whole width, what stands behind.

    `severe_means` is told in the table's head already, so the cells leave it out.
    """

    def severe(arm: Arm) -> str:
        told = phrases.severe(row, study, arm)
        return told.removesuffix(f" {severe_means}") if severe_means else told

    other = [_often_beside_severe(row), f"severe {severe('comparator')}" if severe("comparator") else ""]
    made = (
        f"<tr><td>{first}</td><td>{bar(row, shown)}</td><td><b>{esc(phrases.frequency(row))}</b></td>"
        f"<td>{esc(severe('treatment'))}</td><td>{esc('; '.join(filter(None, other)))}</td></tr>"
    )
    return made + (f'<tr><td colspan="5" class="under">{under}</td></tr>' if under else "")


def _often_beside_severe(row: Reaction) -> str:
    """How often in the comparison group; left out where it would only say the one severe share again, as "at least"."""
    only_severe = list(row.comparator) in (["grade3"], ["grade4"], ["grade3plus"])
    return "" if only_severe else phrases.frequency(row, "comparator")


def usual_severe(rows: Sequence[Reaction], study: Study) -> str:
    """What "severe" means in most of the rows, for the table's head; "" where none says."""
    told = Counter(
        phrases.SEVERE_ADDED_UP if share.derived else phrases.SEVERE[study.severe_means]
        for row in rows
        if (share := row.severe())
    )
    return told.most_common(1)[0][0] if told else ""


def drug_table(rows: Sequence[Reaction], study: Study, shown: Shown) -> str:
    """One study's rows, a side effect a line, under the source's own words."""
    severe = usual_severe(rows, study)
    # Rows that are severe, serious or beyond a limit count just those, whatever the column is called elsewhere.
    often = "Any grade" if not any(row.severity for row in rows) else "As the row says"
    made = [head("Side effect", shown, severe, often)]
    for row in rows:
        notes = [phrases.counted(study, row) if row.n or row.of_whom else "", *_notes(row)]
        under = esc(" · ".join(filter(None, notes)))
        cite = shown.cite(row.places) if row.places != study.places else ""
        term = link(row.side_effects[0], row.term) if len(row.side_effects) == 1 else esc(row.term)
        anchors = "".join(f'<a name="{esc(side_effect)}"></a>' for side_effect in row.side_effects)
        made.append(line(f"{anchors}{term}{cite}", row, study, under, shown, severe_means=severe))
    return "".join(made) + "</table>"


def _notes(row: Reaction) -> list[str]:
    words = row.frequency_text if row.band else ""
    return [_lower_grades(row), phrases.SEVERITY.get(row.severity, ""), words, phrases.plain_note(row.note)]


def _lower_grades(row: Reaction) -> str:
    """The shares of grades below 3, where they do not stand under "any grade" already."""
    told = []
    for arm, whose in ARMS:
        grades = phrases.lower_grades(row, arm)
        grade, _, share = grades.partition(": ")
        if grades and f"{share} ({grade})" not in phrases.frequency(row, arm):
            told.append(f"{whose}{grades}")
    return "; ".join(told)


def occurrence_table(drugs: Sequence[DrugOccurrences], shown: Shown) -> str:
    """A side effect's drugs, most frequent first; each drug's further figures unfold under it."""
    made = [head("Drug", shown)]
    for drug in drugs:
        name = f"<b>{link(drug.drug.id, drug.drug.title)}</b>"
        under = _stands_behind(drug.shown, shown) + ("" if drug.has_main_study else f" · {phrases.NO_MAIN_STUDY}")
        made.append(line(name, drug.shown.reaction, drug.shown.study, under + _more(drug, shown), shown))
        if drug.drug.id in shown.unfolded:
            made += [line("", o.reaction, o.study, _stands_behind(o, shown), shown) for o in drug.others]
    return "".join(made) + "</table>"


def _stands_behind(occurrence: Occurrence, shown: Shown) -> str:
    """The source's own term, regimen, study, people counted, the comparison group, and the places."""
    row, study = occurrence.reaction, occurrence.study
    against = ""
    if row.comparator and study.comparator:
        against = f"against {study.comparator}, {phrases.people(study.comparator_n)}"
    told = [f"“{row.term}”", study_line(study, row), against, *_notes(row)]
    return esc(" · ".join(filter(None, told))) + shown.cite(row.places)


def _more(drug: DrugOccurrences, shown: Shown) -> str:
    if not drug.others:
        return ""
    if drug.drug.id in shown.unfolded:
        return f' · <a href="fold:{esc(drug.drug.id)}">hide the other figures</a>'
    figures = "1 other figure" if len(drug.others) == 1 else f"{len(drug.others)} other figures"
    return f' · <a href="unfold:{esc(drug.drug.id)}">{figures}</a>'
