"""A treatment's page: call-now first, its drugs, its side effects in words, and everything else that is known."""

from mbc_desktop.data.records import Treatment
from mbc_desktop.data.sections import TREATMENT_SECTIONS
from mbc_desktop.ui.html import parts
from mbc_desktop.ui.html.parts import Shown, esc

FIRST = ("what_it_is", "how_it_is_given", "used_for", "not_usual")


def treatment_page(treatment: Treatment, shown: Shown) -> str:
    """The whole page as rich text."""
    rest = [section for section in TREATMENT_SECTIONS if section not in FIRST]
    other = f"<p>Also called: {esc(', '.join(treatment.other_names))}</p>" if treatment.other_names else ""
    made = [
        f"<h1>{esc(treatment.name)}</h1>{other}",
        parts.notice(shown),
        parts.call_now(treatment.call_now, treatment.call_now_left, "the pages of its side effects", shown),
        _drugs(treatment),
        _decides(treatment, shown),
        parts.sections(treatment.statements, TREATMENT_SECTIONS, shown, FIRST),
        _effects(treatment, shown),
        parts.sections(treatment.statements, TREATMENT_SECTIONS, shown, rest),
        parts.not_found(treatment.not_found),
    ]
    return "".join(made) + parts.sources(treatment.sources, treatment.state, shown)


def _decides(treatment: Treatment, shown: Shown) -> str:
    told = parts.factors(treatment.factors, shown)
    return f"{parts.heading('What decides', 'factors')}<p>{told}</p>" if told else ""


def _drugs(treatment: Treatment) -> str:
    if not treatment.drugs:
        return ""
    brands = {
        drug.id: f' <span class="quiet">({esc(drug.subtitle)})</span>' for drug in treatment.drugs if drug.subtitle
    }
    names = [parts.link(drug.id, drug.title) + brands.get(drug.id, "") for drug in treatment.drugs]
    return parts.heading("Its drugs", "drugs") + f"<p>{', '.join(names)}</p><p>How often: see each drug's page.</p>"


def _effects(treatment: Treatment, shown: Shown) -> str:
    made = [parts.heading("Side effects", "side-effects")]
    if not treatment.effects:
        return made[0] + parts.nothing()
    made.append('<table width="100%" cellpadding="4" cellspacing="0">')
    made.append("<tr><th>Side effect</th><th>When</th><th>What is known</th></tr>")
    made += [
        f"<tr><td>{parts.link(effect.side_effect, effect.term)}</td><td>{esc(effect.timing)}</td>"
        f"<td>{esc(effect.note)}{shown.cite(effect.places)}</td></tr>"
        for effect in treatment.effects
    ]
    return "".join(made) + "</table>"
