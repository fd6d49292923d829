"""A drug's page: call-now first, then its side effects, then safety, who it is for, how it is given, sources."""

from collections.abc import Iterable

from mbc_desktop.data.records import Drug, Reaction, Study
from mbc_desktop.data.sections import DRUG_SECTIONS
from mbc_desktop.summary import phrases
from mbc_desktop.ui.html import parts, tables
from mbc_desktop.ui.html.parts import Shown, esc

SAFETY = ("boxed_warnings", "warnings", "monitoring", "contraindications", "interactions", "pregnancy_and_fertility")


def drug_page(drug: Drug, shown: Shown) -> str:
    """The whole page as rich text."""
    rest = [section for section in DRUG_SECTIONS if section not in SAFETY]
    made = [
        _head(drug, shown),
        parts.notice(shown),
        parts.call_now(drug.call_now, drug.call_now_left, "Warnings and the pages of its side effects", shown),
        parts.heading("Side effects", "side-effects"),
        _studies(drug, shown),
        parts.sections(drug.statements, DRUG_SECTIONS, shown, SAFETY),
        parts.sections(drug.statements, DRUG_SECTIONS, shown, rest),
        parts.not_found(drug.not_found),
    ]
    return "".join(made) + parts.sources(drug.sources, drug.state, shown)


def _head(drug: Drug, shown: Shown) -> str:
    names = ", ".join((*drug.brand_names, *drug.short_names))
    regimens = f"part of the regimens {', '.join(drug.regimens)}" if drug.regimens else ""
    facts = " · ".join(filter(None, (names, drug.drug_class, drug.treatment.title, regimens)))
    factors = parts.factors(drug.factors, shown)
    return f'<h1>{esc(drug.name)}</h1><p>{esc(facts)}<br><span class="quiet">{factors}</span></p>'


def _studies(drug: Drug, shown: Shown) -> str:
    if not drug.studies:
        return parts.nothing()
    made = [tables.LEGEND]
    if not drug.studies[0].main:
        made.append("<p>No main study: no study in metastatic breast cancer reports shares of any grade.</p>")
    first, *others = drug.studies
    made.append(_study(first, drug, shown, unfolded=True))
    made += [_study(study, drug, shown, unfolded=study.id in shown.unfolded) for study in others]
    return "".join(made)


def _study(study: Study, drug: Drug, shown: Shown, *, unfolded: bool) -> str:
    main = f"Main study {study.main_for}" if study.main else "Other study"
    if study is not drug.studies[0]:
        fold = "fold" if unfolded else "unfold"
        action = "Hide" if unfolded else f"Show {len(study.reactions)} rows" if study.reactions else "Show"
        toggle = f' <a href="{fold}:{esc(study.id)}">{action}</a>'
    else:
        toggle = ""
    title = f'<a name="study-{esc(study.id)}"></a><b>{esc(study.name)}</b> <span class="quiet">({esc(main)})</span>'
    made = [f"<p>{title}{toggle}<br>{esc(tables.study_line(study))}</p>"]
    if unfolded:
        made.append(_facts(study, shown))
        made.append(_rows(study, shown))
    return "".join(made)


def _facts(study: Study, shown: Shown) -> str:
    comparator = f"Comparison group: {study.comparator}, {phrases.people(study.comparator_n)}."
    counts_severe = any("grade3plus" in {**row.shares, **row.comparator} for row in study.reactions)
    severe = f"“Severe” counts {phrases.SEVERE[study.severe_means]}."
    told = [
        f"People: {study.population}.",
        comparator if study.comparator else "",
        severe if counts_severe else "",
        f"Grading: {phrases.plain_note(study.grading)}." if study.grading else "",
        f"The table holds what came in {study.threshold}." if study.threshold else "",
        f"Why it is the main study: {study.main_reason}" if study.main_reason else "",
        phrases.plain_note(study.note),
    ]
    return f'<p class="quiet">{esc(" ".join(filter(None, told)))}{shown.cite(study.places)}</p>'


def _rows(study: Study, shown: Shown) -> str:
    known = [row for row in study.reactions if row.shares or row.frequency_text]
    outcomes = [row for row in known if row.severity == "outcome"]
    apart = [row for row in known if row.severity not in ("", "outcome")]
    plain = [row for row in known if not row.severity]
    made: list[str] = []
    for title, rows in (
        ("What people notice", (row for row in plain if row.kind == "clinical")),
        ("What blood and other tests show", (row for row in plain if row.kind == "laboratory")),
        ("Severe or serious cases, and cases beyond a limit", apart),
        ("Overall", outcomes),
    ):
        if table := _table(rows, study, shown):
            # The regimen stands over each table: the study's own line is out of sight by the second.
            regimen = f' <span class="quiet">with {esc(study.regimen)}</span>' if made else ""
            made.append(f"<p><b>{title}</b>{regimen}</p>{table}")
    if study.overall:
        made.append(f"<p><b>Overall</b>: {esc(study.overall)}{shown.cite(study.overall_places)}</p>")
    return "".join(made)


def _table(rows: Iterable[Reaction], study: Study, shown: Shown) -> str:
    ordered = sorted(rows, key=lambda row: (row.order, row.term.casefold()))
    return tables.drug_table(ordered, study, shown) if ordered else ""
