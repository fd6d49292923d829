"""A drug's page: call-now first, then its side effects, then safety, who it is for, how it is given, sources."""

from mbc_desktop.data.records import Drug
from mbc_desktop.data.sections import DRUG_SECTIONS
from mbc_desktop.ui.html import drug_tables, parts
from mbc_desktop.ui.html.parts import Shown, esc

SAFETY = ("boxed_warnings", "warnings", "monitoring", "contraindications", "interactions", "pregnancy_and_fertility")
#: So many signs to call stand over the table from the start, and where those stand that no list holds.
SIGNS = 3
REST = "Warnings and the pages of its side effects"


def drug_page(drug: Drug, shown: Shown) -> str:
    """The whole page as rich text."""
    rest = [section for section in DRUG_SECTIONS if section not in SAFETY]
    made = [
        _head(drug, shown),
        parts.call_now(drug.call_now, drug.call_now_left, REST, shown, most=SIGNS),
        parts.heading("Side effects", "side-effects"),
        drug_tables.side_effects(drug, shown),
        parts.sections(drug.statements, DRUG_SECTIONS, shown, SAFETY),
        parts.sections(drug.statements, DRUG_SECTIONS, shown, rest),
        parts.not_found(drug.not_found),
        parts.notice(shown),
    ]
    return "".join(made) + parts.sources(drug.sources, drug.state, shown)


def _head(drug: Drug, shown: Shown) -> str:
    names = ", ".join((*drug.brand_names, *drug.short_names))
    regimens = f"part of the regimens {', '.join(drug.regimens)}" if drug.regimens else ""
    facts = " · ".join(filter(None, (names, drug.drug_class, drug.treatment.title, regimens)))
    factors = parts.factors(drug.factors, shown)
    return f'<h1>{esc(drug.name)}</h1><p>{esc(facts)}<br><span class="quiet">{factors}</span></p>'
