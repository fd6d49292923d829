from mbc_desktop.summary import phrases, staff_sheet
from mbc_desktop.summary.citations import Citations
from mbc_desktop.summary.study_table import study_part
from tests.summary.made import SOURCE, compared, drug, reaction, statement, study


def table(told):
    return study_part(told, Citations([SOURCE]))


def test_a_row_has_both_arms_any_grade_and_severe():
    row = reaction(shares={"all": 86, "grade3": 13, "grade4": 0}, comparator={"all": 25, "grade3": "<1", "grade4": 0})
    (group,) = table(compared(row))["groups"]
    (told,) = group["rows"]
    assert told["cells"] == ["86%", "13% †", "25%", "3:\u00a0<1%, 4:\u00a00%"]
    assert told["bar"] == {"any": 86.0, "severe": 13.0}
    assert told["cite"] == ""  # the study's own place stands in its heading


def test_lower_grades_stand_in_the_note_and_not_under_severe():
    row = reaction(shares={"all": 8, "grade2": 6.2, "grade3": 0.1})
    told = table(study(row))["groups"][0]["rows"][0]
    assert told["cells"] == ["8%", "3:\u00a00.1%"]
    assert told["note"] == "grade 2: 6.2%"


def test_the_arms_are_named_with_their_people():
    assert table(compared(n=None))["arms"] == [
        "drug A + drug B (number of people not stated)",
        "placebo + drug B (223 people)",
    ]


def test_what_counts_something_else_stands_apart_under_its_words():
    rows = [reaction("A", {"all": 1}), reaction("B", {"all": 9}, severity="serious"), reaction("C", {"all": 5})]
    rows.append(reaction("Stopped", {"all": 7}, severity="outcome"))
    groups = table(study(*rows))["groups"]
    assert [(g["heading"], [row["term"] for row in g["rows"]]) for g in groups] == [
        ("", ["C", "A"]),
        ("Serious cases only", ["B"]),
        ("Overall", ["Stopped"]),
    ]


def test_nothing_is_drawn_and_zero_is_not_written_for_what_is_not_known():
    row = reaction(frequency_text="common", band={"up_to": 10.0})
    graded = reaction("Graded", {"all": 5, "grade3plus": 1})
    ((other,), (told,)) = (group["rows"] for group in table(compared(row, graded))["groups"])
    assert told["bar"] is None
    assert told["cells"] == ["up to 10 out of 100", phrases.EMPTY_CELL, phrases.EMPTY_CELL, phrases.EMPTY_CELL]
    assert other["cells"] == ["5%", "1%", phrases.EMPTY_CELL, phrases.EMPTY_CELL]


def test_without_a_severe_share_there_is_no_column_for_it_and_it_is_said():
    told = table(compared(reaction(shares={"all": 86}, comparator={"all": 25})))
    assert told["sorts"] == ["any grade"]
    assert told["groups"][0]["rows"][0]["cells"] == ["86%", "25%"]
    assert "How often it was severe is not stated." in told["about"]


def test_rows_of_one_band_stand_together_under_its_limits_and_the_sources_words():
    rows = [reaction(term, frequency_text="common", band={"up_to": 10.0}) for term in ("A", "B")]
    rows += [reaction("C", frequency_text="rare", band={"up_to": 0.1}), reaction("D", {"all": 3})]
    rows.append(reaction("E", frequency_text="rare", band={"up_to": 0.1}, note="after the drip"))
    groups = table(study(*rows))["groups"]
    assert [(g["heading"], g["run"], [row["term"] for row in g["rows"]]) for g in groups] == [
        ("", False, ["D"]),
        ("Up to 10 out of 100, in the source's words: common", True, ["A", "B"]),
        ("Up to 0.1 out of 100, in the source's words: rare", False, ["C", "E"]),  # a note needs a row of its own
    ]


def test_another_setting_is_said_under_the_studys_name():
    assert any("early breast cancer, not metastatic" in line for line in table(study(setting="early"))["about"])


def flat(told):
    """A sheet's parts, those beside each other and in columns too."""
    return [
        inner
        for p in told["parts"]
        for inner in (p.get("left", []) + p.get("right", []) + p.get("parts", []) if "heading" not in p else []) or [p]
    ]


def test_one_main_study_is_printed_and_the_others_are_named():
    main = study(main_position=0, main_for="alone")
    page = drug(main, study(id="two", name="TWO"), not_found=("Its newest label.",))
    sheet = staff_sheet.of_drug(page)
    assert [p["title"] for p in flat(sheet) if p["part"] == "study"] == ["ONE, main study: alone"]
    other = next(p for p in flat(sheet) if p.get("heading") == "Other studies, not printed here")
    assert other["items"][0]["text"] == "TWO."
    missing = next(p for p in flat(sheet) if p.get("heading") == "Not in our sources")
    assert missing["items"][0]["text"] == "Its newest label."
    assert [p["title"] for p in flat(staff_sheet.of_drug(page, all_studies=True)) if p["part"] == "study"] == [
        "ONE, main study: alone",
        "TWO",
    ]


def test_without_a_main_study_the_nearest_is_printed_and_it_is_said():
    far = study(reaction(), setting="other cancers", name="FAR")
    overall = study(reaction(severity="outcome"), id="overall", setting="metastatic", name="OUTCOMES ALONE")
    near = study(reaction(), id="near", setting="mixed", name="NEAR")
    sheet = staff_sheet.of_drug(drug(far, overall, near, study(id="empty", setting="mixed", name="EMPTY")))
    assert [p["title"] for p in flat(sheet) if p["part"] == "study"] == ["NEAR"]
    assert next(p for p in flat(sheet) if p["part"] == "heading")["note"] == phrases.NO_MAIN_STUDY_WHY
    all_of_them = staff_sheet.of_drug(drug(far, near), all_studies=True)
    assert [p["title"] for p in flat(all_of_them) if p["part"] == "study"] == ["FAR", "NEAR"]
    assert phrases.DIFFERENT_STUDIES in next(p for p in flat(all_of_them) if p["part"] == "heading")["note"]


def test_what_is_not_needed_at_a_glance_comes_with_all_studies():
    told = [statement(key, f"About {key}.") for key in ("mechanism", "advice", "status", "warnings", "monitoring")]
    at_a_glance, whole = (
        str(staff_sheet.of_drug(drug(study(), statements=told), all_studies=a)) for a in (False, True)
    )
    assert "About warnings." in at_a_glance
    assert "About monitoring." in at_a_glance
    for key in ("mechanism", "advice", "status"):
        assert f"About {key}." not in at_a_glance
        assert f"About {key}." in whole


def test_every_statement_has_its_place_and_every_mark_is_in_the_list():
    sheet = staff_sheet.of_drug(drug(study(), statements=[statement("monitoring", "Blood count.")]))
    items = next(p for p in flat(sheet) if p.get("heading") == "Monitoring")["items"]
    assert items == [{"topic": "", "text": "Blood count.", "cite": "[1a]"}]
    listed = flat(sheet)[-1]
    assert listed["sources"][0]["places"] == [{"mark": "1a", "locator": "Table 1"}]


def test_every_share_of_every_drug_stands_in_its_table_as_the_source_gives_it(drugs):
    """Each cell against the record, by a way of its own."""
    for one in drugs:
        sheet = staff_sheet.of_drug(one, all_studies=True)
        tables = [p for p in flat(sheet) if p["part"] == "study"]
        assert len(tables) == len(one.studies)
        for told, part in zip(one.studies, tables, strict=True):
            rows = [row for group in part["groups"] for row in group["rows"]]
            assert sorted(row["term"] for row in rows) == sorted(r.term for r in told.reactions)
            for record in told.reactions:
                cells = [row["cells"] for row in rows if row["term"] == record.term]
                second = len(part["sorts"])
                for offset, arm in ((0, record.shares), (second, record.comparator if told.comparator else {})):
                    if "all" in arm:
                        assert any(c[offset] == f"{arm['all']}%" for c in cells), (one.id, told.id, record.term)
                    if "grade3plus" in arm:
                        assert any(c[offset + 1] == f"{arm['grade3plus']}%" for c in cells), (one.id, record.term)
