"""The comparison on paper: the right number of the right arm, every gap in words, whole rows, the warning always."""

import pytest

from mbc_desktop.data.records import DrugOccurrences, Entry, Occurrence
from mbc_desktop.summary import comparison_sheet, phrases
from mbc_desktop.summary.comparison import compare
from mbc_desktop.summary.comparison_words import in_column
from mbc_desktop.summary.orders import orders
from mbc_desktop.summary.sheets import Layout
from tests.summary.made import EDITION, compared, drug, new_press, reaction, side_effect, study
from tests.summary.reading import outside, text, words
from tests.summary.test_comparison import group
from tests.summary.test_patient_sheet import part

MANY = {
    2: ("paclitaxel", "nab-paclitaxel"),
    3: ("abemaciclib", "palbociclib", "ribociclib"),
    4: ("tamoxifen", "letrozole", "anastrozole", "exemestane"),
}
#: Long words in narrow columns: a drug's name, "no one", a side effect's title, a letter after shares by grade.
NARROW = (
    ("capivasertib", "carboplatin", "cisplatin", "cyclophosphamide"),
    ("datopotamab-deruxtecan", "denosumab", "docetaxel", "doxorubicin"),
    ("everolimus", "exemestane", "fam-trastuzumab-deruxtecan", "fluorouracil"),
)
GROUPS = ("chemotherapy", "hormone-therapy", "surgery", "supportive-care")


def made(rows, *, others=None, **more):
    """A sheet of drugs that each have one row in their main study; `others`: the studies of those in another one."""
    drugs, found = [], []
    for index, row in enumerate(rows):
        key = f"drug-{'abcd'[index]}"
        main = compared(
            *([row] if row else []), id=f"main-{key}", name=f"MAIN {key}", main_position=0, main_for="alone", **more
        )
        other = (others or {}).get(index)
        drugs.append(drug(*filter(None, (main, other)), id=key, name=key.replace("-", " ")))
        if row:
            entry = Entry(key, "drug", key)
            found.append(DrugOccurrences(entry, Occurrence(entry, other or main, row), (), has_main_study=True))
    page = side_effect("nausea", *found)
    return comparison_sheet.of_pages(drugs, lambda _: page)


def cells(sheet):
    (row,) = part(sheet, "comparison")["rows"]
    return row["cells"]


def numbers(cell):
    return [cell[key].replace("\N{NO-BREAK SPACE}", " ") for key in ("any", "severe", "other")]


def test_each_number_is_of_its_own_arm_and_grade():
    first = reaction(shares={"all": 86, "grade3": 13, "grade4": 0}, comparator={"all": 25, "grade3": 9, "grade4": 9})
    second = reaction(shares={"all": 26.5, "grade3": "<1", "grade4": 0}, comparator={"all": 0})
    told = cells(made([first, second]))
    assert [numbers(cell) for cell in told] == [["86", "13 †", "25"], ["27", "3: <1, 4: 0", "0 of 223"]]
    assert told[0]["line"].replace("\N{NO-BREAK SPACE}", " ") == "86 out of 100, severe: 13 †; other group: 25"
    assert told[0]["bar"] == {"any": 86, "severe": 13}


def test_severe_is_never_read_as_any_grade():
    told = cells(
        made([reaction(shares={"grade3plus": 14.4}, comparator={"grade3plus": 4.8}), reaction(shares={"all": 5})])
    )
    assert numbers(told[0]) == ["at least 14", "14", "at least 5"]
    assert "counting severe ones only (grade 3 or 4)" in told[0]["note"]
    assert told[0]["bar"] == {"any": None, "severe": 14.4}


def test_at_least_nothing_is_not_said():
    told = cells(made([reaction(shares={"grade3plus": 0.0}), reaction(shares={"all": 5})]))
    assert numbers(told[0]) == [phrases.EMPTY_CELL, "0 of 441", phrases.EMPTY_CELL]
    assert told[0]["line"] == "any grade not stated, severe: 0 of 441; other group: not stated"


def test_bands_and_other_counts_are_words_not_numbers():
    band = reaction(band={"more_than": 10}, frequency_text="very common")
    told = cells(made([band, reaction(shares={"all": 5}), reaction("Bad nausea", {"all": 33}, severity="serious")]))
    assert told[0]["words"] == "more than 10 out of 100"
    assert "very common" in told[0]["note"]
    assert told[2]["words"] == "serious cases only: 33 out of 100"
    assert [told[index][key] for index in (0, 2) for key in ("any", "severe", "other")] == [""] * 6


def test_gaps_stand_in_words():
    told = cells(made([reaction(shares={"all": 5}), reaction(shares={"all": 6}), None]))
    assert told[2]["words"] == told[2]["line"] == phrases.NOT_REPORTED
    assert numbers(told[2]) == [""] * 3


def test_a_number_from_another_study_has_a_letter_with_that_study_and_its_setting():
    row = reaction(shares={"all": 40})
    early = study(row, id="early", name="EARLY", setting="early")
    sheet = made([reaction(shares={"all": 30}), row], others={1: early})
    assert [cell["mark"] for cell in cells(sheet)] == ["", "a"]
    assert phrases.SETTING["early"] in cells(sheet)[1]["note"]
    (item,) = part(sheet, "section", "Other studies, by their letters")["items"]
    assert item["topic"] == "a"
    assert "EARLY" in item["text"]
    assert "441 people" in item["text"]
    assert item["cite"] == "[1a]"
    assert "A letter marks another study" in part(sheet, "comparison")["note"]


def test_another_studys_number_never_stands_under_the_heads_regimen_or_other_group():
    """Of a study with another regimen and another group, the numbers name both, each with its letter."""
    row = reaction(shares={"all": 9, "grade3plus": 2}, comparator={"all": 51})
    other = study(row, id="other", name="OTHER", regimen="drug b + drug X", comparator="drug Y", comparator_n=91)
    told = cells(made([reaction(shares={"all": 30}, comparator={"all": 4}), row], others={1: other}))[1]
    assert numbers(told) == ["9", "2", "51"]
    assert told["marks"] == {"any": "a", "severe": "a", "other": "a"}
    assert (told["with"], told["against"]) == ("drug b + drug X", "other group: drug Y")
    assert told["who"] == "Drug b + drug X"


def test_the_columns_own_study_says_regimen_and_group_once_in_the_head():
    told = cells(made([reaction(shares={"all": 30}, comparator={"all": 4}), reaction(shares={"all": 9})]))[0]
    assert (told["with"], told["against"], set(told["marks"].values())) == ("", "", {""})
    assert told["who"] == "Drug A + drug B"


def test_what_one_alone_has_a_number_for_has_its_regimen_too(repository, side_effect_of):
    chosen = [repository.page(key) for key in MANY[3]]
    sheet = comparison_sheet.of_pages(chosen, side_effect_of)
    groups = {group["heading"]: group for group in part(sheet, "told-apart", "Other side effects")["groups"]}
    assert "abemaciclib + fulvestrant" in groups["Abemaciclib"]["with"].replace("\N{NO-BREAK SPACE}", " ")
    joint_pain = next(row for row in groups["Abemaciclib"]["rows"] if row["title"] == "Joint pain")
    assert "nonsteroidal aromatase inhibitor" in joint_pain["entries"][0]["note"]  # MONARCH 3, not MONARCH 2


def test_no_number_of_the_built_content_loses_its_regimen_or_group(repository, side_effect_of):
    for keys in MANY.values():
        chosen = [repository.page(key) for key in keys]
        rows = {row.side_effect.title: row for row in compare(chosen, side_effect_of)}
        for table in comparison_sheet.of_pages(chosen, side_effect_of)["parts"]:
            if table["part"] != "comparison":
                continue
            for told in table["rows"]:
                for head, cell, known in zip(table["heads"], told["cells"], rows[told["title"]].cells, strict=True):
                    if not known.shown:
                        continue
                    assert known.shown.study.regimen in (cell["with"] or head["with"])
                    if cell["other"] not in ("", phrases.EMPTY_CELL):
                        assert known.shown.study.comparator in (cell["against"] or head["against"])


def test_regimen_and_other_group_head_each_column_with_the_people_counted():
    head = part(made([reaction(shares={"all": 30}), reaction(shares={"all": 20})]), "comparison")["heads"][0]
    assert head["name"] == "Drug a"
    assert head["with"].replace("\N{NO-BREAK SPACE}", " ") == "drug A + drug B (441 people)"
    assert head["against"].replace("\N{NO-BREAK SPACE}", " ") == "other group: placebo + drug B (223 people)"


def test_what_one_alone_has_a_number_for_stands_apart_and_so_do_laboratory_values():
    pages = {
        "both": [reaction(shares={"all": 5}), reaction(shares={"all": 9})],
        "alone": [reaction(shares={"all": 50}), reaction(frequency_text="common")],
        "blood": [reaction(shares={"all": 90}), reaction(shares={"all": 80})],
    }
    drugs = [drug(id=key, name=key, side_effect_titles={k: k for k in pages}) for key in ("drug-a", "drug-b")]

    def page(key):
        shown = [
            DrugOccurrences(e, Occurrence(e, study(row), row), (), has_main_study=False)
            for one, row in zip(drugs, pages[key], strict=True)
            if (e := Entry(one.id, "drug", one.name))
        ]
        return side_effect(key, *shown, title=key, laboratory=key == "blood")

    sheet = comparison_sheet.of_pages(drugs, page)
    assert [row["title"] for row in part(sheet, "comparison", "Side effects")["rows"]] == ["both"]
    assert [row["title"] for row in part(sheet, "comparison", "Laboratory values")["rows"]] == ["blood"]
    (alone,) = part(sheet, "told-apart", "Other side effects")["groups"]
    assert alone["heading"] == "Drug-a"
    assert [(e["name"], e["text"]) for e in alone["rows"][0]["entries"]] == [
        ("", "50 out of 100, severe: not stated"),
        ("Drug-b", "in the source's words: common"),
    ]


def test_one_study_of_both_is_said(repository, side_effect_of):
    chosen = [repository.page(key) for key in MANY[4]]
    note = part(comparison_sheet.of_pages(chosen, side_effect_of), "compared")["note"]
    assert note.startswith("Tamoxifen and anastrozole were compared with each other in one study")
    assert "etrozole" not in note


@pytest.mark.parametrize(
    ("told", "brief"),
    [
        ("about 86 out of 100 people", "86"),
        ("fewer than 1 out of 100 people", "<1"),
        ("more than 99 out of 100 people", ">99"),
        ("0 of 441 people", "0 of 441"),
        ("none of the people counted", "no one"),
        ("all of 12 people", "all of 12"),
        ("at least about 14 out of 100 people", "at least 14"),
    ],
)
def test_columns_say_briefly_what_patients_are_told(told, brief):
    assert in_column(told) == brief


def test_groups_are_compared_in_words_with_their_timing():
    one = group("chemo", ("Fatigue", "early", "It passes.", "fatigue"), ("Hair loss", "late", "Some.", "alopecia"))
    other = group("surgery", ("Fatigue", "any time", "", "fatigue"))
    sheet = comparison_sheet.of_pages([one, other], side_effect)
    assert sheet["title"].replace("\N{NO-BREAK SPACE}", " ") == "Chemo and surgery side by side"
    assert [cell["words"] for cell in cells(sheet)] == [
        f"{phrases.TIMING['early']} It passes.",
        phrases.TIMING["any time"],
    ]
    assert [cell["mark"] for cell in cells(sheet)] == ["[1a]", "[1a]"]
    (alone,) = part(sheet, "told-apart")["groups"]
    assert (alone["heading"], alone["rows"][0]["title"]) == ("Chemo", "Hair loss")
    assert "cannot happen" in sheet["lead"]


def printed(press, repository, keys, layout):
    chosen = orders("comparison", [repository.page(key) for key in keys])
    made, warnings = press.compiled("pdf", chosen, repository.edition, layout, pdf_standards="ua-1", timestamp=0)
    return made[0], warnings


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("size", [12, 14, 16, 20])
@pytest.mark.parametrize("keys", [*MANY.values(), *NARROW, GROUPS, GROUPS[:2]], ids=" ".join)
def test_every_size_and_paper_holds_it(press, repository, keys, size, paper):
    pdf, warnings = printed(press, repository, keys, Layout(size, paper))
    assert warnings == []
    assert outside(pdf)[:5] == []
    for number, (_, _, found) in enumerate(words(pdf), 1):
        assert overlapping(found)[:3] == [], number
    lead = comparison_sheet.IN_WORDS if keys[0] in GROUPS else phrases.DIFFERENT_STUDIES
    assert lead in text(pdf)[0]


def overlapping(found):
    """Pairs of words that stand on each other by more than a third of a letter's height."""
    pairs = []
    for index, (left, top, right, bottom, word) in enumerate(found):
        for left2, top2, right2, bottom2, word2 in found[index + 1 :]:
            across = min(right, right2) - max(left, left2)
            down = min(bottom, bottom2) - max(top, top2)
            if across > 1 and down > 0.6 * min(bottom - top, bottom2 - top2):
                pairs.append((word, word2))
    return pairs


@pytest.mark.parametrize("size", [12, 14, 16, 20])
@pytest.mark.parametrize("alone", [False, True], ids=["both", "one alone"])
def test_no_row_is_split_over_pages(size, alone):
    """High rows: where a row begins, every cell of it ends, too."""
    titles = {f"s{n}": "" for n in range(comparison_sheet.ALONE if alone else 20)}
    drugs = [drug(id=key, name=key, side_effect_titles=titles) for key in ("drug-a", "drug-b")]

    def page(key):
        shown = []
        for one in drugs[: 1 if alone else 2]:
            row = reaction(shares={"all": 5}, note=f"begin{key}{one.id} {'word ' * 150}end{key}{one.id}")
            entry = Entry(one.id, "drug", one.name)
            shown.append(DrugOccurrences(entry, Occurrence(entry, study(row), row), (), has_main_study=False))
        return side_effect(key, *shown, title=f"title{key}x")

    made_, warnings = new_press(page).compiled(
        "pdf", orders("comparison", drugs), EDITION, Layout(size), pdf_standards="ua-1", timestamp=0
    )
    assert warnings == []
    pages = text(made_[0])
    assert len(pages) > 1
    for key in drugs[0].side_effect_titles:
        marks = [f"{edge}{key}{one.id}" for one in drugs[: 1 if alone else 2] for edge in ("begin", "end")]
        found = [{number for number, told in enumerate(pages) if mark in told} for mark in (f"title{key}x", *marks)]
        assert len(found[0]) == 1
        assert all(one == found[0] for one in found), key


def test_what_has_no_room_is_named_and_its_number_is_in_the_program():
    drugs = [drug(id=key, name=key, side_effect_titles={f"s{n}": "" for n in range(20)}) for key in ("a", "b")]

    def page(key):
        row, entry = reaction(shares={"all": 5}), Entry("a", "drug", "a")
        shown = DrugOccurrences(entry, Occurrence(entry, study(row), row), (), has_main_study=False)
        return side_effect(key, shown, title=f"title{key}")

    (group,) = part(comparison_sheet.of_pages(drugs, page), "told-apart")["groups"]
    *rows, last = group["rows"]
    assert len(rows) == comparison_sheet.ALONE
    assert last["title"] == f"{20 - comparison_sheet.ALONE} more"
    shown = {row["title"] for row in rows}
    named = last["entries"][0]["text"].partition(". Their")[0].split("; ")
    assert shown | set(named) == {f"titles{n}" for n in range(20)}


def test_the_same_comparison_gives_the_same_bytes(repository):
    chosen = orders("comparison", [repository.page(key) for key in MANY[3]])
    one, other = (new_press(repository.side_effect).pdf_bytes(chosen, repository.edition, Layout()) for _ in range(2))
    assert one == other


def test_the_order_is_said_and_kept(repository, side_effect_of):
    chosen = [repository.page(key) for key in MANY[3]]
    table = part(comparison_sheet.of_pages(chosen, side_effect_of), "comparison", "Side effects")
    assert "Most frequent first" in table["note"]
    highest = [max(cell["bar"]["any"] for cell in row["cells"] if cell["bar"]) for row in table["rows"]]
    assert highest == sorted(highest, reverse=True)
