"""The sheet of a side effect, for patients: what it is, what helps, when to call, how often with which treatment."""

from collections.abc import Sequence

from mbc_desktop.data.records import Drug, DrugOccurrences, Entry, SideEffect, Treatment
from mbc_desktop.summary import parts, phrases, plain, sheet_words
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.parts import Part, Sheet

#: Treatments told, of those that bring it most.
TREATMENTS = 8


def of_side_effect(page: SideEffect, clinic: Clinic = BLANK, chosen: Sequence[Drug | Treatment] = ()) -> Sheet:
    """Call-now lines first; then what it is, what helps, and how often, by treatment."""
    citations = Citations(page.sources)

    def section(heading: str, *keys: str, needed: bool = False) -> Part | None:
        statements = [s for key in keys for s in page.statements if s.section == key and s is not lead]
        return parts.section(heading, statements, "patient", citations, needed=needed)

    what_it_is = [s for s in page.statements if s.section in ("what_it_is", "definition") and s.patient]
    lead = next(iter(what_it_is), None)
    if lead:
        citations.cite(lead.places)
    clinical = page.clinical_term if page.clinical_term.casefold() != page.title.casefold() else ""
    return parts.sheet(
        "side-effect",
        label="For patients: a side effect",
        title=page.title,
        subtitle=f"Clinical term: {clinical}" if clinical else "",
        lead=lead.patient if lead else "",
        parts=[
            parts.call_now([s for s in page.statements if s.section == "get_help_now"], 0, citations, clinic=clinic),
            parts.items_part("Where to read more", _elsewhere(page)),
            section("Tell your care team", "tell_team", needed=True),
            section("What it is and feels like", "what_it_is", "feels_like"),
            section("What helps", "what_helps", needed=True),
            section("When it comes and goes", "timing"),
            section("What causes it", "causes"),
            _with_chosen(page, chosen, citations) if chosen else _how_often(page, citations),
            *(() if chosen else (_warned(page), _in_words(page, citations))),
            parts.writing("Notes", 3),
            parts.short_sources(citations),
        ],
    )


def _elsewhere(page: SideEffect) -> list[dict[str, str]]:
    """The page with the nearest advice, and the pages that tell parts of this side effect apart."""
    items = [parts.item_of(f"{page.see.title}.", "The nearest advice")] if page.see else []
    if page.related:
        items.append(parts.item_of(f"{', '.join(entry.title for entry in page.related)}.", phrases.TOLD_APART))
    return items


def _warned(page: SideEffect) -> Part | None:
    """The drugs that warn of it while no table of theirs counts it: by name, so that nobody takes them for silent."""
    names = dict.fromkeys(entry.title for entry, _ in page.warned)
    return parts.items_part("Also named in the warnings of", [parts.item_of(f"{', '.join(names)}.")]) if names else None


def _how_often(page: SideEffect, citations: Citations) -> Part | None:
    """The drugs that bring it most, by their treatment: the treatment of the most frequent first."""
    told = [d for d in page.drugs if not d.shown.reaction.severity][:TREATMENTS]
    if not told:
        return None
    groups: dict[str, list[dict[str, str]]] = {}
    for drug in told:
        groups.setdefault(drug.drug.group, []).append(_entry(page, drug, citations))
    left = len(page.drugs) - len(told)
    return {
        "part": "how-often",
        "heading": "How often, with the treatments that bring it most",
        "note": phrases.DIFFERENT_STUDIES if len(told) > 1 else "",
        "groups": [{"heading": phrases.group_title(group), "entries": entries} for group, entries in groups.items()],
        "more": sheet_words.more_treatments(left),
    }


def _with_chosen(page: SideEffect, chosen: Sequence[Drug | Treatment], citations: Citations) -> Part:
    """The drugs and treatments of this printout, in the order asked for; a treatment stands for its drugs."""
    told = {d.drug.id: d for d in page.drugs if not d.shown.reaction.severity}
    words = {entry.id: effect for entry, effect in page.treatments}
    groups: dict[str, list[dict[str, str]]] = {}
    for one in chosen:
        name = phrases.first_upper(one.name)
        drugs = [one.id] if isinstance(one, Drug) else [drug.id for drug in one.drugs]
        entries = [_entry(page, told[key], citations) for key in told if key in drugs]
        if effect := words.get(one.id):
            citations.cite(effect.places)
            entries.insert(0, {"title": effect.term, "sentence": phrases.effect_in_words(effect), "counted": ""})
        if not entries:
            entries = [{"title": name, "sentence": _without_number(page, drugs), "counted": ""}]
        groups.setdefault(one.treatment.title if isinstance(one, Drug) else name, []).extend(entries)
    several = sum(map(len, groups.values())) > 1
    return {
        "part": "how-often",
        "heading": "How often, with your treatment" if len(chosen) == 1 else "How often, with these treatments",
        "note": phrases.DIFFERENT_STUDIES if several else "",
        "groups": [{"heading": heading, "entries": entries} for heading, entries in groups.items()],
        "more": "",
    }


def _without_number(page: SideEffect, drugs: Sequence[str]) -> str:
    """What is said of drugs without a share of people: silence is never told as "no"."""
    if any(entry.id in drugs for entry, _ in page.warned):
        return "It is named in the warnings. How often it comes is not known."
    if set(drugs) <= {entry.id for entry in page.not_reported}:
        return f"{phrases.first_upper(phrases.NOT_REPORTED)}."
    return "It is reported, but not as a share of all people. Ask your care team."


def _entry(page: SideEffect, drug: DrugOccurrences, citations: Citations) -> dict[str, str]:
    """`{"title", "sentence", "counted"}`: the drug, how often, and what its study counted."""
    study, reaction = drug.shown.study, drug.shown.reaction
    citations.cite(reaction.places or study.places)
    return {
        "title": _name(drug.drug),
        "sentence": plain.sentence(study, reaction),
        "counted": parts.counted(page, drug.shown),
    }


def _name(drug: Entry) -> str:
    """The drug with its first two brand names: some have eight."""
    brands = ", ".join(drug.subtitle.split(", ")[:2])
    return phrases.first_upper(drug.title) + (f" ({brands})" if brands else "")


def _in_words(page: SideEffect, citations: Citations) -> Part | None:
    items = []
    for entry, effect in page.treatments:
        citations.cite(effect.places)
        items.append(parts.item_of(phrases.effect_in_words(effect), f"{entry.title}: {effect.term}"))
    return parts.items_part("Treatments whose sources name it in words", items)
