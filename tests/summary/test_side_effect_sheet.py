from dataclasses import replace

from mbc_desktop.data.records import DrugOccurrences, Entry, Occurrence, Treatment
from mbc_desktop.summary import overview_sheet, phrases, side_effect_sheet
from tests.summary.made import drug, reaction, side_effect, statement, study
from tests.summary.test_patient_sheet import part


def occurrence(key, group, share, **more):
    entry = Entry(key, "drug", key, "", group)
    row = reaction(shares={"all": share}, **more)
    return DrugOccurrences(entry, Occurrence(entry, study(row), row), (), has_main_study=True)


def test_get_help_now_stands_in_the_box_and_what_it_is_leads():
    page = side_effect(
        statements=(
            statement("what_it_is", "S", "Your stomach is upset."),
            statement("get_help_now", "H", "You cannot keep water down: get help now."),
        )
    )
    sheet = side_effect_sheet.of_side_effect(page)
    assert sheet["lead"] == "Your stomach is upset."
    assert sheet["subtitle"] == "Clinical term: Nausea"
    assert sheet["parts"][0]["lines"] == ["You cannot keep water down: get help now."]
    assert part(sheet, "section", "What helps")["items"][0]["text"] == phrases.NOT_IN_SOURCES


def test_treatments_stand_by_group_most_frequent_first_with_the_warning():
    drugs = (occurrence("a", "hormone-therapy", 50), occurrence("b", "chemotherapy", 40))
    drugs += (occurrence("c", "hormone-therapy", 30), occurrence("d", "chemotherapy", 9, severity="serious"))
    told = part(side_effect_sheet.of_side_effect(side_effect("nausea", *drugs)), "how-often")
    assert [(g["heading"], [e["title"] for e in g["entries"]]) for g in told["groups"]] == [
        ("Hormone therapy", ["A", "C"]),
        ("Chemotherapy", ["B"]),
    ]
    assert told["note"] == phrases.DIFFERENT_STUDIES
    assert told["groups"][0]["entries"][0]["sentence"].startswith(
        "About 50 out of 100 people taking drug A with drug B"
    )


def test_what_does_not_fit_is_counted():
    drugs = [occurrence(f"d{n}", "chemotherapy", 50 - n) for n in range(side_effect_sheet.TREATMENTS + 3)]
    told = part(side_effect_sheet.of_side_effect(side_effect("nausea", *drugs)), "how-often")
    assert told["more"].startswith("3 more treatments")


def test_the_overview_has_every_emergency_and_help_line_with_its_country(repository):
    page = repository.overview()
    sheet = overview_sheet.of_overview(page, "patient")
    boxes = [p for p in sheet["parts"] if p["part"] == "emergency"]
    assert [box["heading"] for box in boxes] == [emergency.name for emergency in page.emergencies]
    assert all(box["signs"] and box["what_to_do"] for box in boxes)
    helped = part(sheet, "section", "Help lines")["items"]
    assert [item["topic"] for item in helped] == [f"{line.name} ({line.country})" for line in page.help_lines]


def test_drugs_that_only_warn_of_it_are_named():
    entry = Entry("drug-a", "drug", "drug A", "", "chemotherapy")
    warning = statement("warnings", "Staff words.", "Plain words.")
    page = replace(side_effect("nausea"), warned=((entry, warning), (entry, warning)))
    found = part(side_effect_sheet.of_side_effect(page), "section", "Also named in the warnings of")
    assert [item["text"] for item in found["items"]] == ["drug A."]


def test_the_drugs_of_this_printout_stand_alone_and_in_their_order():
    drugs = [occurrence(key, "chemotherapy", share) for key, share in (("a", 50), ("b", 40), ("c", 30))]
    page = side_effect("nausea", *drugs)
    asked = [drug(id="c", name="c"), drug(id="a", name="a")]
    told = part(side_effect_sheet.of_side_effect(page, chosen=asked), "how-often")
    assert [(g["heading"], [e["title"] for e in g["entries"]]) for g in told["groups"]] == [
        ("Chemotherapy", ["C", "A"])
    ]
    assert told["note"] == phrases.DIFFERENT_STUDIES


def test_a_chosen_drug_without_a_number_is_told_by_what_is_known():
    silent, warned, serious = (Entry(key, "drug", key, "", "chemotherapy") for key in ("silent", "warned", "serious"))
    page = side_effect(
        "nausea",
        occurrence("serious", "chemotherapy", 9, severity="serious"),
        warned=((warned, statement("warnings", "W")),),
        not_reported=(silent,),
    )

    def said(key):
        told = part(side_effect_sheet.of_side_effect(page, chosen=[drug(id=key, name=key)]), "how-often")
        return told["groups"][0]["entries"][0]["sentence"]

    assert said(silent.id) == "Not reported in our sources."
    assert said(warned.id).startswith("It is named in the warnings.")
    assert said(serious.id).startswith("It is reported, but not as a share")


def test_a_chosen_treatment_stands_for_its_drugs():
    page = side_effect("nausea", occurrence("a", "chemotherapy", 50), occurrence("b", "hormone-therapy", 40))
    chosen = Treatment("chemotherapy", "chemotherapy", (), (), (), (Entry("a", "drug", "a"),), (), "2026-01-31")
    told = part(side_effect_sheet.of_side_effect(page, chosen=[chosen]), "how-often")
    assert [[e["title"] for e in g["entries"]] for g in told["groups"]] == [["A"]]
