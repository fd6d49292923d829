import re
from dataclasses import replace

import pytest

from mbc_desktop.data.records import DrugOccurrences, Entry, Explained, Occurrence, Treatment, TreatmentEffect
from mbc_desktop.summary import parts, patient_numbers, patient_sheet, patient_treatment, phrases, sheet_words
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


def test_how_to_call_stands_in_the_box_and_what_came_most_often_at_the_end():
    told, lookup = with_nausea({"all": 86})
    page = drug(told, call_now=tuple(statement("warnings", "S", call_now=f"Sign {n}.") for n in range(8)))
    sheet = patient_sheet.of_drug(page, lookup)
    box = part(sheet, "call-now")
    assert [line[:6] for line in box["lines"]] == [f"Sign {n}" for n in range(7)]
    assert box["more"].startswith("1 more reason")
    assert "“I am having cancer treatment (drug A).”" in " ".join(box["steps"])
    assert "Side effects to know first: feeling sick." in part(sheet, "in-short")["text"]


def test_technical_words_on_a_treatments_sheet_are_explained_where_there_is_room():
    told = (statement("what_it_is", "S", "It helps platelets. NCI says so."), statement("questions", "S", "NCI?"))
    page = Treatment("x", "X", (), told, (), (), (), "2026-01-31")
    words = [Explained("platelet", ("platelet", "platelets"), "They help the blood to clot.", ())]
    words.append(Explained("alt", ("ALT",), "A liver enzyme.", ()))
    sheet = patient_treatment.of_treatment(page, glossary=words)
    (item,) = part(sheet, "section", "Words on this sheet")["items"]
    assert (item["topic"], item["text"]) == ("Platelets", "They help the blood to clot.")
    assert str(sheet).count("The US National Cancer Institute (NCI) says so") == 1
    assert "'NCI?'" in str(sheet)


def test_the_table_is_read_aloud_once_with_its_first_row():
    told = part(patient_sheet.of_drug(*lookup_of(("a", 86), ("b", 50), ("c", 40), ("d", 30))), "counts")["note"]
    assert "Read it like this: c: about 40 out of 100 people taking drug A with drug B had it" in told
    assert "had it, and about 1 out of 100 taking drug B with a placebo." in told
    assert "Read it like this: d" not in told


def test_a_bar_is_as_long_as_its_own_arms_share(repository):
    (table,) = part(patient_sheet.of_drug(repository.page("abemaciclib"), repository.side_effect), "counts")["tables"]
    bars = {row["cells"][0]: row["bars"] for row in table["rows"]}
    assert bars["Nausea"] == [45.0, 23.0]


def test_what_several_side_effects_share_is_told_once():
    effects = tuple(TreatmentEffect(term, "early", "It passes.", "", (PLACE,)) for term in ("Rash", "Fever"))
    page = Treatment("x", "X", (), (statement("questions", "S", "Ask."),), effects, (), (), "2026-01-31")
    (group,) = part(patient_treatment.of_treatment(page), "how-often")["groups"]
    assert group["entries"] == [{"title": "Rash; fever", "sentence": "It passes.", "counted": ""}]


def test_a_treatment_in_short_says_what_it_is_how_you_get_it_and_its_first_side_effects():
    told = (statement("what_it_is", "S", "It helps."), statement("how_it_is_given", "S", "You get pills."))
    effects = tuple(TreatmentEffect(term, "early", "", "", (PLACE,)) for term in ("Rash", "Fever", "Cough", "Pain"))
    danger = statement("what_it_is", "S", "P", call_now="Call for fever.")
    page = Treatment("x", "X", (), told, effects, (), (), "2026-01-31", call_now=(danger,))
    assert part(patient_treatment.of_treatment(page), "in-short")["text"] == (
        "Call us at once for a sign in the box. Side effects to know first: rash; fever; cough. "
        "It helps. You get pills."
    )


def test_what_several_side_effects_end_in_is_told_once():
    terms = ("Drowsiness from pain medicines", "Nausea from pain medicines")
    effects = tuple(TreatmentEffect(term, "early", "It passes.", "", (PLACE,)) for term in terms)
    page = Treatment("x", "X", (), (statement("questions", "S", "Ask."),), effects, (), (), "2026-01-31")
    (group,) = part(patient_treatment.of_treatment(page), "how-often")["groups"]
    assert [entry["title"] for entry in group["entries"]] == ["Drowsiness; nausea from pain medicines"]


def test_the_main_message_and_call_now_come_first():
    danger = statement("warnings", "Sepsis.", "You can get a bad infection.", call_now="Call for fever.")
    sheet = patient_sheet.of_drug(drug(statements=[danger], call_now=(danger,), call_now_left=3), side_effect)
    assert (sheet["title"], sheet["subtitle"]) == ("Drug A", "Brand name: Aba")
    assert sheet["lead"].startswith("Call us at once if you have one of the signs in this box.")
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
    assert entry["sentence"].startswith("About 86 out of 100 people taking drug A with drug B in the study ONE")
    assert entry["counted"] == "Counted: 441 people; 223 people in the other group."
    assert entry["helps"] == ["Do 0.", "Do 1.", "Do 2."]


def test_no_picture_is_drawn_of_a_share_by_grade_or_of_words():
    told, lookup = with_nausea({"grade3": 16})
    found = part(patient_sheet.of_drug(drug(told), lookup), "pictures")
    assert found["entries"][0]["crossed"] is None
    assert parts.PICTURE_NOTE not in found["note"]


def test_without_a_main_study_it_says_so():
    told, lookup = with_nausea({"all": 16})
    assert "no main study" not in str(patient_sheet.of_drug(drug(replace(told, main_position=0)), lookup))
    assert "no main study" in str(patient_sheet.of_drug(drug(told), lookup))


def advice(sheet):
    """What the patient can do: [(topic, text)]."""
    return [(item["topic"], item["text"]) for item in part(sheet, "section", "What you can do")["items"]]


def test_what_only_staff_are_told_is_not_on_it_and_silence_is_said():
    sheet = patient_sheet.of_drug(drug(statements=[statement("interactions", "CYP3A inhibitors.")]), side_effect)
    assert "CYP3A" not in str(sheet)
    assert advice(sheet) == [("Pregnancy and fertility", phrases.NOT_IN_SOURCES)]
    about = part(sheet, "section", "What it is and how you take it")["items"]
    assert about[0]["text"] == "Drug A is a drug. It belongs to: chemotherapy. You take it by mouth."
    assert (about[-1]["topic"], about[-1]["text"]) == ("How you get it", phrases.NOT_IN_SOURCES)


def test_warnings_are_told_by_their_opening_boxed_ones_first():
    told = [statement("warnings", "S", f"W{n} can happen. {'It is rare, but it is bad. ' * 8}") for n in range(2)]
    told.append(statement("warnings", "S", "In the box.", topic="In the box", call_now="Call."))
    told.append(statement("boxed_warnings", "S", "Boxed words. Tell us.", topic="Boxed"))
    sheet = patient_sheet.of_drug(drug(statements=told, call_now=(told[2],)), side_effect)
    first, *others = part(sheet, "section", "Good to know")["items"]
    assert (first["topic"], first["text"]) == ("", "Boxed words. Tell us.")
    assert [item["text"][:14] for item in others] == ["W0 can happen.", "W1 can happen."]
    assert all(len(item["text"]) <= patient_sheet.OPENING and item["text"].endswith("bad.") for item in others)
    assert "In the box." not in str(sheet["parts"][1:])


def test_warnings_without_room_are_counted():
    told = [statement("warnings", "S", f"Warning {n}. {'Take care. ' * 15}".strip()) for n in range(30)]
    sheet = patient_sheet.of_drug(drug(statements=told), side_effect)
    shown = part(sheet, "section", "Good to know")["items"]
    assert len(shown) == patient_sheet.MOST_WARNINGS + 1
    assert shown[-1]["text"] == f"{30 - patient_sheet.MOST_WARNINGS} more warnings are known. Ask your care team."


def test_warnings_of_what_is_pictured_come_last():
    told, lookup = with_nausea({"all": 86})
    warnings = [
        replace(statement("boxed_warnings", "S", "You may feel sick."), side_effect="nausea"),
        statement("warnings", "S", "Clots can form."),
    ]
    items = part(patient_sheet.of_drug(drug(told, statements=warnings), lookup), "section", "Good to know")["items"]
    assert [item["text"] for item in items] == ["Clots can form.", "You may feel sick."]


def test_figures_of_the_main_study_and_of_metastatic_disease_are_pictured_first(drugs, side_effect_of):
    """No drug's sheet leads with a figure of another setting while its main study has one that people feel."""
    for one in drugs:
        shown = patient_numbers.shown_by(one, side_effect_of)
        first = patient_numbers.felt_most(shown)
        main = [o for effect, o in shown if o.study.main and not effect.laboratory]
        assert all(o.study.main for _, o in first[: len(main)]), one.id
        if not main and any(not phrases.setting(o.study) and not effect.laboratory for effect, o in shown):
            assert not phrases.setting(first[0][1].study), one.id


def test_what_the_drug_can_do_stands_before_how_it_is_given():
    told = [statement("usual_schedule", "S", "Once a day."), statement("benefit", "It can slow the cancer.")]
    told[1] = replace(told[1], patient="It can slow the cancer.")
    items = part(patient_sheet.of_drug(drug(statements=told), side_effect), "section", "What it is and how you take it")
    assert [(item["topic"], item["text"]) for item in items["items"][1:]] == [
        (patient_sheet.CAN_DO, "It can slow the cancer."),
        ("", "Once a day."),
    ]


def test_no_list_has_more_than_seven_items():
    told = [statement("advice", "S", f"Advice {n}.") for n in range(12)]
    told += [statement("pregnancy_and_fertility", "S", "No pregnancy."), statement("interactions", "S", "No juice.")]
    words = advice(patient_sheet.of_drug(drug(statements=told), side_effect))
    assert len(words) == patient_sheet.ITEMS
    assert words[-1] == ("Pregnancy and fertility", "No pregnancy.")


@pytest.mark.parametrize(
    ("regimen", "comparator", "without"),
    [
        ("drug A + drug B", "placebo + drug B", True),
        ("drug A 10 mg + drug B", "drug B", True),
        ("drug A", "placebo", True),
        ("drug A + drug B", "drug C + drug B", False),
        ("drug A + drug B", "placebo", False),
        ("drug A", "drug C", False),
        ("drug A 175 mg/m2", "drug A 135 mg/m2", False),
        ("drug B", "drug A + drug B", False),
    ],
)
def test_what_the_second_number_tells_depends_on_what_the_other_group_took(regimen, comparator, without):
    told, lookup = with_nausea({"all": 86}, regimen=regimen, comparator=comparator)
    note = part(patient_sheet.of_drug(drug(told), lookup), "pictures")["note"]
    assert (sheet_words.without_it("drug A") in note, sheet_words.ON_ANOTHER in note) == (without, not without)


def test_where_only_one_group_was_counted_no_second_number_is_told():
    row = reaction(shares={"all": 86})
    page = side_effect("nausea", DrugOccurrences(ENTRY, Occurrence(ENTRY, study(row), row), (), has_main_study=True))
    note = part(patient_sheet.of_drug(drug(study(row)), lambda _: page), "pictures")["note"]
    assert "second number" not in note


def test_pregnancy_and_other_medicines_are_told_where_advice_is_long():
    told = [statement("advice", "S", f"Advice {n}. {'Take care. ' * 30}") for n in range(9)]
    told += [
        statement("interactions", "S", "No grapefruit."),
        statement("pregnancy_and_fertility", "S", "No pregnancy."),
    ]
    told = advice(patient_sheet.of_drug(drug(statements=told), side_effect))
    assert ("Other medicines and food", "No grapefruit.") in told
    assert ("Pregnancy and fertility", "No pregnancy.") in told
    assert 2 < len(told) < 11


def test_advice_that_the_box_gives_already_comes_last():
    long = "Take care. " * 70
    told = [statement("advice", "S", f"Call right away for fever. {long}")]
    told += [statement("advice", "S", f"Advice {n}. {long}") for n in range(5)]
    words = [text for _, text in advice(patient_sheet.of_drug(drug(statements=told), side_effect))]
    assert any(text.startswith("Advice 0.") for text in words)
    assert not any(text.startswith("Call right away") for text in words)


def test_the_sheet_says_how_many_side_effects_are_known():
    titles = {"alopecia": "Hair loss", "rash": "Rash"}
    danger = statement("warnings", "S", "Fever.", call_now="Call for fever.")
    page = drug(study(), side_effect_titles=titles, call_now=(danger,))
    told = part(patient_sheet.of_drug(page, lambda _: side_effect()), "in-short")["text"]
    assert told.startswith("Call us at once for a sign in the box.")
    assert "Our sources name 2 side effects in all" in told


def lookup_of(*rows, **danger):
    """A drug with a study of these rows (side effect, share), and the lookup of the side effects' pages."""
    reactions = [reaction(title, {"all": share}, {"all": 1}, side_effects=(title,)) for title, share in rows]
    told = compared(*reactions)
    pages = {
        row.term: side_effect(
            row.term,
            DrugOccurrences(ENTRY, Occurrence(ENTRY, compared(), row), (), has_main_study=True),
            title=row.term,
            danger=danger.get(row.term, 0),
        )
        for row in reactions
    }
    return drug(told, side_effect_titles={term: term for term in pages}), pages.__getitem__


def test_the_dangerous_have_their_number_though_others_are_more_frequent():
    rows = [(f"effect{n}", 90 - n) for n in range(30)] + [("clots", 3)]
    sheet = patient_sheet.of_drug(*lookup_of(*rows, clots=1))
    (table,) = part(sheet, "counts")["tables"]
    assert [row["cells"] for row in table["dangerous"]] == [["clots", "about 3 out of 100", "about 1 out of 100"]]
    assert [row["cells"][0] for row in table["rows"]][:2] == ["effect2", "effect3"]
    assert [entry["title"] for entry in part(sheet, "pictures")["entries"]] == ["effect0", "effect1"]


def test_a_table_names_its_study_both_arms_and_the_people_counted(repository):
    sheet = patient_sheet.of_drug(repository.page("abemaciclib"), repository.side_effect)
    told = part(sheet, "counts")
    (table,) = told["tables"]
    assert told["note"].startswith("The study MONARCH 2. Counted: 441 people; 223 people in the other group.")
    assert table["head"][1:] == ["Taking abemaciclib with fulvestrant", "Taking fulvestrant with a placebo"]
    rows = {row["cells"][0]: row["cells"][1:] for row in (*table["rows"], *table["dangerous"])}
    assert rows["Nausea"] == ["about 45 out of 100", "about 23 out of 100"]
    assert rows["Low neutrophils (neutropenia)"] == ["about 46 out of 100", "about 4 out of 100"]


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
    sheet = patient_treatment.of_treatment(page)
    assert sheet["lead"] == sheet_words.main_message(signs=False)
    assert part(sheet, "section", "What it is")["items"][0]["text"] == "Plain."
    (group,) = part(sheet, "how-often")["groups"]
    assert group["heading"] == "Early: during treatment or soon after it."
    assert group["entries"] == [{"title": "Nausea", "sentence": "It passes.", "counted": ""}]


def test_a_treatments_side_effects_without_room_are_counted():
    effects = tuple(TreatmentEffect(f"Effect {n}", "early", f"Note {n}. " * 11, "", (PLACE,)) for n in range(40))
    page = Treatment("x", "X", (), (statement("questions", "S", "Ask."),), effects, (), (), "2026-01-31")
    sheet = patient_treatment.of_treatment(page)
    told = part(sheet, "how-often")
    (group,) = told["groups"]
    assert 10 < len(group["entries"]) < 40
    assert told["more"] == f"{40 - len(group['entries'])} more are known. Ask your care team."
    assert part(sheet, "section", "Questions to ask") is not None


def test_what_patients_read_about_numbers_has_no_percent_and_no_bare_word(side_effect_of, drugs):
    for one in drugs:
        sheet = patient_sheet.of_drug(one, side_effect_of)
        said = [entry["sentence"] for p in sheet["parts"] if p["part"] == "pictures" for entry in p["entries"]]
        said += [
            c
            for p in sheet["parts"]
            if p["part"] == "counts"
            for t in p["tables"]
            for r in (*t["rows"], *t["dangerous"])
            for c in r["cells"][1:]
        ]
        for sentence in said:
            own, _, quoted = sentence.partition(f"{phrases.SOURCE_SAYS}: ")
            assert not own.startswith(("common", "rare", "very common", "uncommon")), (one.id, sentence)
            assert (
                re.search(r"people|out of 100", own)
                or quoted
                or sentence in (phrases.NOT_STATED, phrases.NOT_KNOWN.lower())
            )
