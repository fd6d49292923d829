"""A drug's side effects: the chosen study's table, sorted and filtered as chosen, and the other studies under it."""

from collections.abc import Mapping, Sequence

from mbc_desktop.data.records import Drug, Entry, Occurrence, Reaction, Study
from mbc_desktop.summary import phrases
from mbc_desktop.ui.html import choice, parts, tables
from mbc_desktop.ui.html.parts import Shown, esc, link


def side_effects(drug: Drug, shown: Shown) -> str:
    """The studies, the chosen one first and open. Its table comes before what is known about it."""
    if not drug.studies:
        return parts.nothing()
    made = []
    if not drug.studies[0].main:
        made.append("<p>No main study: no study in metastatic breast cancer reports shares of any grade.</p>")
    if len(drug.studies) > 1:
        names = {study.id: study.name for study in drug.studies}
        made.append(f"<p>Study: {links('study', names, shown.choice.study or drug.studies[0].id)}</p>")
    first, *others = shown.choice.studies(drug)
    made.append(_study(first, drug, shown, foldable=False))
    if others:
        made.append(parts.heading("Other studies", "other-studies", level=3))
    made += [_study(study, drug, shown, foldable=True) for study in others]
    return "".join(made)


def links(what: str, words: Mapping[str, str], chosen: str) -> str:
    """One of several, each a link; the chosen one is bold, and says so with a sign as well."""
    made = []
    for key, told in words.items():
        address = f"view:{what}={key}"
        if key == chosen:
            made.append(f'<a class="chosen" href="{esc(address)}">{choice.CHOSEN} {esc(told)}</a>')
        else:
            made.append(f'<a href="{esc(address)}">{esc(told)}</a>')
    return " | ".join(made)


def _study(study: Study, drug: Drug, shown: Shown, *, foldable: bool) -> str:
    main = f"Main study {study.main_for}" if study.main else "Other study"
    toggle, unfolded = "", True
    if foldable:
        unfolded = study.id in shown.unfolded
        action = "Hide" if unfolded else f"Show {len(study.reactions)} rows" if study.reactions else "Show"
        toggle = f' <a href="{"fold" if unfolded else "unfold"}:{esc(study.id)}">{action}</a>'
    title = f'<a name="study-{esc(study.id)}"></a><b>{esc(study.name)}</b> <span class="quiet">({esc(main)})</span>'
    line = " · ".join(filter(None, (tables.study_line(study), tables.against(study))))
    made = [f"<p>{title}{toggle}<br>{esc(line)}</p>"]
    if unfolded:
        made += [_chosen(study, shown), _tables(study, drug, shown), _facts(study, shown)]
    return "".join(made)


def _chosen(study: Study, shown: Shown) -> str:
    """How the table is sorted and what it shows; what can be chosen stands where there is something to choose."""
    told = [f"Sort by: {links('sort', choice.SORTS, shown.choice.sort)}"]
    if len({row.kind for row in study.reactions if row.severity != "outcome"}) > 1:
        told.append(f"Show: {links('show', choice.KINDS, shown.choice.show)}")
    return f'<p class="small">{" &nbsp; &nbsp; ".join(told)}<br>{tables.legend("")}</p>' if study.reactions else ""


def _facts(study: Study, shown: Shown) -> str:
    counts_severe = any("grade3plus" in {**row.shares, **row.comparator} for row in study.reactions)
    severe = f"“Severe” counts {phrases.SEVERE[study.severe_means]}."
    told = [
        f"People: {study.population}.",
        severe if counts_severe else "",
        f"Grading: {phrases.plain_note(study.grading)}." if study.grading else "",
        f"The table holds what came in {study.threshold}." if study.threshold else "",
        f"Why it is the main study: {study.main_reason}" if study.main_reason else "",
        phrases.plain_note(study.note),
    ]
    return f'<p class="quiet">About this study. {esc(" ".join(filter(None, told)))}{shown.cite(study.places)}</p>'


def _tables(study: Study, drug: Drug, shown: Shown) -> str:
    known = [row for row in study.reactions if row.tells]
    outcomes = [row for row in known if row.severity == "outcome"]
    apart = [row for row in known if row.severity not in ("", "outcome")]
    plain = [row for row in known if not row.severity]
    made: list[str] = []
    for title, rows in (
        ("", plain),
        ("Severe or serious cases, and cases beyond a limit", apart),
        ("Overall", outcomes),
    ):
        if ordered := shown.choice.rows(rows):
            # The regimen stands over each table: the study's own line is out of sight by the second.
            regimen = f' <span class="quiet">with {esc(study.regimen)}</span>'
            made.append((f"<p><b>{title}</b>{regimen}</p>" if title else "") + _table(ordered, study, drug, shown))
        elif rows:
            made.append(f'<p class="quiet">No rows of this kind{f" under “{title}”" if title else ""}.</p>')
    if study.overall:
        made.append(f"<p><b>Overall</b>: {esc(study.overall)}{shown.cite(study.overall_places)}</p>")
    return "".join(made)


def _table(rows: Sequence[Reaction], study: Study, drug: Drug, shown: Shown) -> str:
    """One study's rows, a side effect a line, under the source's own words."""
    severe = tables.usual_severe(rows, study)
    # Rows that are severe, serious or beyond a limit count just those, whatever the column is called elsewhere.
    often = "As the row says" if any(row.severity for row in rows) else "Any grade"
    entry = Entry(drug.id, "drug", drug.name)
    made = [tables.head("Side effect", shown, often, severe)]
    for row in rows:
        counted = esc(phrases.counted(study, row)) if row.n or row.of_whom else ""
        cite = shown.cite(row.places) if row.places != study.places else ""
        term = link(row.side_effects[0], row.term) if len(row.side_effects) == 1 else esc(row.term)
        under = (counted, *tables.notes(row))
        told = Occurrence(entry, study, row)
        made.append(tables.line(f"{term}{cite}", told, under, shown, usual=severe, anchors=row.side_effects))
    return "".join(made) + tables.CLOSED
