"""A comparison as plain text, to copy it into a letter: every number with what was taken, its study and both arms."""

from collections.abc import Iterable

from mbc_desktop.data.records import Edition
from mbc_desktop.summary import comparison_sheet, phrases
from mbc_desktop.summary import comparison_words as words
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.comparison import Row, RowOrder
from mbc_desktop.summary.comparison_studies import Studies
from mbc_desktop.summary.side_by_side import OTHER_STUDIES, Comparison


def text_of(page: Comparison, order: RowOrder, edition: Edition) -> str:
    """The page whole, in the order in which it is shown."""
    citations = Citations(page.sources)
    title = page.title.replace("\N{NO-BREAK SPACE}", " ")
    lines = [title, "=" * len(title), *(_drugs(page, order, citations) if page.drugs else _groups(page, citations))]
    lines += _part("Sources", _sources(citations))
    lines += ["", phrases.SUPPORTS, phrases.edition_line(edition)]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ") + "\n"


def _drugs(page: Comparison, order: RowOrder, citations: Citations) -> list[str]:
    studies = page.studies_behind(citations)
    compared = studies.compared()
    lines = [phrases.DIFFERENT_STUDIES, *filter(None, [compared["note"]])]
    told = (" ".join(filter(None, (e["name"], e["text"], e["arms"], e["cite"]))) for e in compared["entries"])
    lines += _part(compared["heading"], (f"- {line}" for line in told))
    for heading, _, rows in page.sections(order):
        lines += _part(heading, (line for row in rows for line in _row(row, page, studies)))
    signs = studies.signs([line for told in page.lines.values() for line in told])
    lines += _part(signs["heading"], (item["text"] for item in signs["items"])) if signs else []
    others = studies.others()
    return lines + (_part(OTHER_STUDIES, (f"- {i['text']} {i['cite']}" for i in others["items"])) if others else [])


def _row(row: Row, page: Comparison, studies: Studies) -> list[str]:
    lines = [row.side_effect.title]
    for at, (cell, told) in enumerate(zip(row.cells, page.lines[row.side_effect.id], strict=True)):
        _, column = studies.at(at)
        found = cell.shown or cell.together
        study = found.study if found else None
        # Each line may be copied by itself: it names its study, also where that is the one over the rows.
        where = (
            [study.name, phrases.counted(study, found.reaction)]
            if found and study and column and study.id == column.id
            else []
        )
        told_here = (f"{told['who']}: {told['line']}", *where, *told["behind"])
        lines.append(f"- {'; '.join(told_here)}")
    return lines


def _groups(page: Comparison, citations: Citations) -> list[str]:
    lines = [comparison_sheet.IN_WORDS]
    for heading, _, rows in page.told_sections():
        told = []
        for row in rows:
            told.append(row.title)
            for group, effects in zip(page.pages, row.cells, strict=True):
                cell = words.told_cell(row, group.name, effects, citations)
                told.append(f"- {group.name}: {' '.join(filter(None, (cell['line'], cell['mark'])))}")
        lines += _part(heading, told)
    return lines


def _part(heading: str, lines: Iterable[str]) -> list[str]:
    told = list(lines)
    return ["", heading, *told] if told else []


def _sources(citations: Citations) -> list[str]:
    lines = []
    for source in citations.listed():
        lines.append(f"{source['number']}. {source['about']}")
        lines += [f"   {place['mark']}: {place['locator']}" for place in source["places"]]
    return lines
