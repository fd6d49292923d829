from dataclasses import replace

from mbc_desktop.data.records import DrugOccurrences, Entry, Occurrence, Treatment, TreatmentEffect
from mbc_desktop.summary import parts, patient_sheet, phrases
from mbc_desktop.summary.clinic import BLANK
from mbc_desktop.summary.most_frequent import most_frequent
from tests.summary.made import PLACE, compared, drug, reaction, side_effect, statement, study

ENTRY = Entry("drug-a", "drug", "drug A", "Aba", "chemotherapy")


def part(sheet, name, heading=None):
    found = [p for p in sheet["parts"] if p["part"] == name and heading in (None, p.get("heading"))]
    return found[0] if found else None


def with_nausea(shares, *statements, **more):
    """A drug with one study and one row, and the lookup of its side effect's page."""
    row = reaction(shares=shares, comparator={"all": 5})
    told = compared(row, **more)
    page = side_effect(
        "nausea",
        DrugOccurrences(ENTRY, Occurrence(ENTRY, compared(**more), row), (), has_main_study=True),
        statements=statements,
    )
    return told, lambda _: page


def test_the_main_message_and_call_now_come_first():
    danger = statement("warnings", "Sepsis.", "You can get a bad infection.", call_now="Call for fever.")
    sheet = patient_sheet.of_drug(drug(statements=[danger], call_now=(danger,), call_now_left=3), side_effect)
    assert (sheet["title"], sheet["subtitle"]) == ("Drug A", "Brand name: Aba")
    assert sheet["lead"] == "Drug A is a drug. It belongs to: chemotherapy. You take it by mouth."
    first = sheet["parts"][0]
    assert (first["part"], first["lines"], first["fill_in"]) == ("call-now", ["Call for fever."], parts.fill_in(BLANK))
    assert first["more"].startswith("3 more reasons")


def test_the_phone_lines_are_there_even_without_signs():
    assert part(patient_sheet.of_drug(drug(), side_effect), "call-now")["fill_in"] == parts.fill_in(BLANK)


def test_a_picture_has_its_sentence_the_people_counted_and_what_helps():
    helps = [statement("what_helps", f"Help {n}", f"Do {n}.") for n in range(5)]
    told, lookup = with_nausea({"all": 86}, statement("what_helps", "staff only"), *helps)
    (entry,) = part(patient_sheet.of_drug(drug(told), lookup), "pictures")["entries"]
    assert entry["title"] == "Feeling sick"
    assert entry["crossed"] == 86
    assert entry["alt"] == "86 of 100 people are crossed."
    assert entry["sentence"].startswith("About 86 out of 100 people taking drug A + drug B in the study ONE")
    assert entry["counted"] == "Counted: 441 people, and 223 people in the other group."
    assert entry["helps"] == ["Do 0.", "Do 1."]


def test_no_picture_is_drawn_of_a_share_by_grade_or_of_words():
    told, lookup = with_nausea({"grade3": 16})
    found = part(patient_sheet.of_drug(drug(told), lookup), "pictures")
    assert found["entries"][0]["crossed"] is None
    assert parts.PICTURE_NOTE not in found["note"]


def test_without_a_main_study_it_says_so():
    told, lookup = with_nausea({"all": 16})
    assert "no main study" not in str(patient_sheet.of_drug(drug(replace(told, main_position=0)), lookup))
    assert "no main study" in str(patient_sheet.of_drug(drug(told), lookup))


def test_what_only_staff_are_told_is_not_on_it_and_silence_is_said():
    sheet = patient_sheet.of_drug(drug(statements=[statement("interactions", "CYP3A inhibitors.")]), side_effect)
    assert part(sheet, "section", "Other medicines and food") is None
    assert part(sheet, "section", "Pregnancy and fertility")["items"][0]["text"] == phrases.NOT_IN_SOURCES


def test_the_gravest_warnings_are_told_whole_and_the_others_named():
    told = [statement("warnings", "S", f"W{n}.", topic=f"T{n}") for n in range(8)]
    told.append(statement("warnings", "S", "Grave.", topic="Grave", call_now="Call."))
    told.append(statement("boxed_warnings", "S", "Boxed.", topic="Boxed"))
    items = part(patient_sheet.of_drug(drug(statements=told), side_effect), "section", "Warnings")["items"]
    assert [item["topic"] for item in items[:-1]] == ["T0", "T1", "T2", "T3", "Grave", "Boxed"]
    assert items[-1]["text"] == "T4; T5; T6; T7."


def test_a_side_effect_told_in_words_alone_is_quoted_and_the_rest_is_named():
    words = reaction("Hair loss", frequency_text="almost always", side_effects=("alopecia",))
    titles = {"alopecia": "Hair loss", "rash": "Rash"}
    sheet = patient_sheet.of_drug(drug(study(words), side_effect_titles=titles), lambda _: side_effect())
    items = part(sheet, "section", "More side effects in our sources")["items"]
    assert items[0]["topic"] == "Hair loss"
    assert items[0]["text"].startswith("In the source's words: almost always. With drug A + drug B, in the study ONE")
    assert items[1] == {"topic": "Also reported", "text": "Rash.", "cite": ""}


def test_a_table_names_its_study_both_arms_and_the_people_counted(repository):
    sheet = patient_sheet.of_drug(repository.page("abemaciclib"), repository.side_effect)
    table = part(sheet, "counts")["tables"][0]
    assert table["caption"] == "Study: MONARCH 2"
    assert table["head"][1:] == [
        "With abemaciclib + fulvestrant (441 people)",
        "With placebo + fulvestrant (223 people)",
    ]
    rows = {row[0]: row[1:] for row in table["rows"]}
    assert rows["Anemia"] == ["about 29 out of 100 people", "about 4 out of 100 people"]


def test_the_most_frequent_are_those_that_the_side_effects_own_pages_show(side_effect_of, drugs):
    """The early stop must find the same as asking every side effect's page."""
    for one in drugs:
        every = []
        for key in one.side_effect_titles:
            page = side_effect_of(key)
            shown = [d.shown for d in page.drugs if d.drug.id == one.id and not d.shown.reaction.severity]
            every += [(o.reaction.order, page.title.casefold(), page.id) for o in shown]
        found = [page.id for page, _ in most_frequent(one, side_effect_of, 8)]
        assert found == [key for _, _, key in sorted(every)[:8]], one.id


def test_a_treatments_sheet_tells_its_effects_with_their_timing():
    effect = TreatmentEffect("Nausea", "early", "It passes.", "nausea", (PLACE,))
    page = Treatment(
        "x", "X", (), (statement("what_it_is", "Staff.", "Plain."), statement("cautions", "C", "Take care.")),
        (effect,), (ENTRY,), (), "2026-01-31",
    )  # fmt: skip
    sheet = patient_sheet.of_treatment(page)
    assert sheet["lead"] == "Plain."
    assert part(sheet, "section", "What it is") is None
    assert part(sheet, "section", "Side effects")["items"] == [
        {"topic": "Nausea", "text": "Early: during treatment or soon after it. It passes.", "cite": ""}
    ]
    assert part(sheet, "section", "Its drugs in this reference")["items"][0]["text"] == "drug A (Aba)"


def test_what_patients_read_about_numbers_has_no_percent_and_no_bare_word(side_effect_of, drugs):
    for one in drugs:
        sheet = patient_sheet.of_drug(one, side_effect_of)
        said = [entry["sentence"] for p in sheet["parts"] if p["part"] == "pictures" for entry in p["entries"]]
        said += [
            c for p in sheet["parts"] if p["part"] == "counts" for t in p["tables"] for r in t["rows"] for c in r[1:]
        ]
        for sentence in said:
            own, _, quoted = sentence.partition(f"{phrases.SOURCE_SAYS}: ")
            assert not own.startswith(("common", "rare", "very common", "uncommon")), (one.id, sentence)
            assert "people" in own or quoted or sentence in (phrases.NOT_STATED, phrases.NOT_KNOWN.lower())
