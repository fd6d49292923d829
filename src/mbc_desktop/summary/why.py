"""Why this number: what stands behind a row's numbers, in words for a dialog, for a citation and for a screen reader.

Both arms and all grades are told with their names, so that no number can be taken for another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mbc_desktop.data.records import Arm, Edition, Occurrence, Reaction, Source, Study
from mbc_desktop.summary import phrases, plain
from mbc_desktop.summary.citations import Citations

NOT_MAIN = "not a main study"
NO_COMPARISON = "this study's table has none"


@dataclass(frozen=True, slots=True)
class Why:
    """`sentence` is as a patient hears it. `crossed` of 100 people are crossed in a picture; None: no picture.

    `lines` are (what, told); `citation` is plain text of one paragraph.
    """

    title: str
    sentence: str
    crossed: int | None
    lines: tuple[tuple[str, str], ...]
    citation: str


def why(occurrence: Occurrence, sources: Sequence[Source], edition: Edition) -> Why:
    """What stands behind one row. `sources` are the page's; a place in one that is not among them goes by its id."""
    study, row = occurrence.study, occurrence.reaction
    share = None if row.severity == "outcome" else row.any_grade()
    return Why(
        title=f"{phrases.first_upper(row.term)}: {occurrence.drug.title}",
        sentence=_sentence(study, row),
        crossed=plain.crossed(share.share) if share else None,
        lines=tuple((what, told) for what, told in _lines(occurrence, sources, edition) if told),
        citation=_citation(occurrence, sources, edition),
    )


def _sentence(study: Study, row: Reaction) -> str:
    """As a patient hears it; a row that counts not every case says so."""
    told = plain.sentence(study, row)
    counts = phrases.SEVERITY[row.severity] if row.severity not in ("", "outcome") else ""
    return f"{told} Counted: {counts}." if counts else told


def spoken(occurrence: Occurrence, *, with_term: bool = False) -> str:
    """A table's row as a sentence: "abemaciclib + fulvestrant, MONARCH 2: any grade 86%, severe 13% grade 3 or 4, ..."

    Cells that are empty on the screen are "not stated". `with_term`: the side effect is not the page's own.
    """
    study, row = occurrence.study, occurrence.reaction
    where = ", ".join(filter(None, (row.term if with_term else "", study.regimen, study.name, phrases.setting(study))))
    return f"{where}: {_numbers(study, row)}."


def _numbers(study: Study, row: Reaction) -> str:
    told = f"{often(row)}, severe {severe(study, row)}"
    if study.comparator:
        told += f"; comparison group {_comparison(study, row)}"
    return told


def _comparison(study: Study, row: Reaction) -> str:
    if not row.comparator:
        return phrases.NOT_STATED
    grave = phrases.severe(row, study, "comparator")
    return often(row, "comparator") + (f", severe {grave}" if grave else "")


def often(row: Reaction, arm: Arm = "treatment") -> str:
    """How often, with what was counted: "any grade 86%", "at least 5% (grade 3)", "serious cases only 5%"."""
    told = phrases.frequency(row, arm) or phrases.NOT_STATED
    if row.any_grade(arm) is None or row.severity == "outcome":
        return told
    return f"{phrases.SEVERITY[row.severity] if row.severity else phrases.GRADE['all']} {told}"


def severe(study: Study, row: Reaction, arm: Arm = "treatment") -> str:
    """How often severe, with what that counts; "not stated" where the source is silent."""
    return phrases.severe(row, study, arm) or phrases.NOT_STATED


def _lines(occurrence: Occurrence, sources: Sequence[Source], edition: Edition) -> list[tuple[str, str]]:
    study, row = occurrence.study, occurrence.reaction
    use = phrases.main_use(study) or NOT_MAIN
    compared = f"{study.comparator}, {phrases.people(study.comparator_n)}: {_comparison(study, row)}"
    return [
        ("The source says", f"“{row.term}”"),
        ("Treatment", study.regimen),
        ("People counted", phrases.counted(study, row)),
        ("How often", often(row)),
        ("Severe", severe(study, row)),
        ("Other grades", phrases.lower_grades_of_both(row)),
        ("Comparison group", compared if study.comparator else NO_COMPARISON),
        ("Study", f"{study.name} ({use})"),
        ("Setting", phrases.SETTING[study.setting]),
        ("People in the study", study.population),
        ("Note", phrases.plain_note(row.note)),
        *(("Source", told) for told in _sources(occurrence, sources)),
        ("Edition", phrases.edition_line(edition)),
    ]


def _sources(occurrence: Occurrence, sources: Sequence[Source]) -> list[str]:
    """Each source with the places in it: "Title. Publisher. Version. Address Place: Table 8; Table 9."."""
    citations = Citations(sources)
    citations.cite(occurrence.reaction.places or occurrence.study.places)
    return [
        f"{cited['about']} Place: {'; '.join(place['locator'] for place in cited['places'])}"
        for cited in citations.listed()
    ]


def _citation(occurrence: Occurrence, sources: Sequence[Source], edition: Edition) -> str:
    study, row = occurrence.study, occurrence.reaction
    compared = (
        f" Compared with {study.comparator}, {phrases.people(study.comparator_n)}: {_comparison(study, row)}."
        if study.comparator
        else ""
    )
    return (
        f"{phrases.first_upper(row.term)} with {study.regimen}: {often(row)}, severe {severe(study, row)}. "
        f"{study.name}, {phrases.counted(study, row)}, {phrases.SETTING[study.setting]}.{compared} "
        f"{' '.join(f'Source: {told}.' for told in _sources(occurrence, sources))} "
        f"MBC Desktop. {phrases.edition_line(edition)}"
    )
