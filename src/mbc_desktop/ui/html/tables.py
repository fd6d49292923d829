"""Side effects as tables: bars on one scale, any grade and severe, both arms, and what stands behind the number."""

from collections.abc import Iterable, Sequence

from mbc_desktop.data.records import DrugOccurrences, Occurrence, Reaction, Study, number
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


def legend(shown: Shown) -> str:
    return (
        f'<p class="quiet small">Bars run from 0 to 100 out of 100 people. '
        f'<img src="key:40/40/-/-" width="40" height="14"> any grade '
        f'<img src="key:40/40/40/-" width="40" height="14"> severe '
        f'<img src="key:-/-/-/20" width="40" height="14"> the comparison group</p>'
    )


def numbers(row: Reaction, study: Study) -> tuple[str, str, str]:
    """(any grade, severe, comparison group) as text."""
    other = [phrases.frequency(row, "comparator"), phrases.severe(row, study, "comparator")]
    return esc(phrases.frequency(row)), esc(phrases.severe(row, study)), esc("; severe ".join(filter(None, other)))


HEAD = "<tr><th>{first}</th><th>{scale}</th><th>Any grade</th><th>Severe</th><th>Comparison group</th></tr>"


def drug_table(rows: Iterable[Reaction], study: Study, shown: Shown) -> str:
    """One study's rows, a side effect a line, under the source's own words."""
    made = ['<table width="100%" cellpadding="4" cellspacing="0">', HEAD.format(first="Side effect", scale="0 to 100")]
    for row in rows:
        any_grade, severe, other = numbers(row, study)
        notes = [_own_people(row, study), row.note, *([row.frequency_text] if row.band else [])]
        if row.severity:
            notes.insert(0, phrases.SEVERITY[row.severity])
        under = "".join(f'<br><span class="quiet small">{esc(note)}</span>' for note in notes if note)
        cite = shown.cite(row.places) if row.places != study.places else ""
        made.append(
            f"<tr><td>{_term(row)}{cite}{under}</td><td>{bar(row, shown)}</td><td><b>{any_grade}</b></td>"
            f"<td>{severe}</td><td>{other}</td></tr>"
        )
    made.append("</table>")
    return "".join(made)


def _term(row: Reaction) -> str:
    if len(row.side_effects) == 1:
        return link(row.side_effects[0], row.term)
    return esc(row.term)


def _own_people(row: Reaction, study: Study) -> str:
    return phrases.counted(study, row) if row.n or row.of_whom else ""


def occurrence_table(drugs: Sequence[DrugOccurrences], shown: Shown) -> str:
    """A side effect's drugs, most frequent first; each drug's further studies unfold under it."""
    made = ['<table width="100%" cellpadding="4" cellspacing="0">', HEAD.format(first="Drug", scale="0 to 100")]
    for drug in drugs:
        made.append(_occurrence(drug.shown, shown, _more(drug, shown), first=True, main=drug.has_main_study))
        if drug.drug.id in shown.unfolded:
            made += [_occurrence(other, shown, "", first=False, main=True) for other in drug.others]
    made.append("</table>")
    return "".join(made)


def _more(drug: DrugOccurrences, shown: Shown) -> str:
    if not drug.others:
        return ""
    if drug.drug.id in shown.unfolded:
        return f'<br><a class="small" href="fold:{esc(drug.drug.id)}">Hide the other figures</a>'
    figures = "1 other figure" if len(drug.others) == 1 else f"{len(drug.others)} other figures"
    return f'<br><a class="small" href="unfold:{esc(drug.drug.id)}">{figures}</a>'


def _occurrence(occurrence: Occurrence, shown: Shown, more: str, *, first: bool, main: bool) -> str:
    row, study = occurrence.reaction, occurrence.study
    any_grade, severe, other = numbers(row, study)
    name = f"<b>{link(occurrence.drug.id, occurrence.drug.title)}</b><br>" if first else ""
    own = "" if main else f" · {phrases.NO_MAIN_STUDY}"
    notes = [f"“{row.term}”" if row.term else "", phrases.SEVERITY.get(row.severity, ""), row.note]
    notes += [row.frequency_text] if row.band else []
    told = " · ".join(note for note in notes if note)
    return (
        f'<tr><td>{name}<span class="quiet small">{esc(study_line(study, row))}{own}{shown.cite(row.places)}<br>'
        f"{esc(told)}</span>{more}</td><td>{bar(row, shown)}</td><td><b>{any_grade}</b></td><td>{severe}</td>"
        f'<td>{other}{_comparator(study) if other else ""}</td></tr>'
    )


def _comparator(study: Study) -> str:
    told = f"{study.comparator}, {phrases.people(study.comparator_n)}"
    return f'<br><span class="quiet small">{esc(told)}</span>'
