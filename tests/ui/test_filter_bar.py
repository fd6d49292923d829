"""Filtering and sorting the list, as somebody does it: popups, chips, and what then stands in the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication

from mbc_desktop.data.records import Entry
from mbc_desktop.summary.phrases import DIFFERENT_STUDIES
from mbc_desktop.ui.filter_bar import FilterBar
from mbc_desktop.ui.filter_popup import FactorsModel
from mbc_desktop.ui.listing_rows import FILTERS, NOT_STATED, SORTS
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.models import Row
from mbc_desktop.ui.search_panel import SearchPanel
from tests.ui.test_accessible import nameless
from tests.ui.told import PERCENT

#: The mark for taking away.
X = "\N{MULTIPLICATION SIGN}"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def panel(window: MainWindow) -> SearchPanel:
    return window.search_panel


@pytest.fixture
def bar(panel: SearchPanel) -> FilterBar:
    return panel.filter_bar


def listed(panel: SearchPanel) -> list[Row]:
    return list(panel.model.rows())


def under(panel: SearchPanel, words: str) -> list[Row]:
    """The rows under a heading, to the next one."""
    rows = listed(panel)
    at = next(i for i, row in enumerate(rows) if row.title == words)
    end = next((i for i in range(at + 1, len(rows)) if not rows[i].can_be_chosen), len(rows))
    return rows[at + 1 : end]


def before_not_stated(panel: SearchPanel) -> list[str]:
    titles = [row.title for row in listed(panel)]
    end = titles.index(NOT_STATED) if NOT_STATED in titles else len(titles)
    return [row.page for row in listed(panel)[:end] if row.can_be_chosen]


def check(qtbot, bar: FilterBar, words: str) -> None:
    """Check the line of the filters that a screen reader would read so, by keyboard."""
    popup = bar.filter_popup
    said = [popup.model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(popup.model.rowCount())]
    popup.list.setCurrentIndex(popup.model.index(said.index(words)))
    qtbot.keyClick(popup.list, Qt.Key.Key_Space)


def test_alt_f_opens_the_filters_with_the_keyboard_in_them(qtbot, window: MainWindow, bar: FilterBar):
    qtbot.keyClick(window, Qt.Key.Key_F, ALT)
    qtbot.waitUntil(bar.filter_popup.isVisible)
    assert QApplication.focusWidget() is bar.filter_popup.list
    qtbot.keyClick(bar.filter_popup.list, Qt.Key.Key_Space)
    assert [chip.text() for chip in bar.chips] == [f"Hormone receptors: positive {X}"]
    qtbot.keyClick(bar.filter_popup.list, Qt.Key.Key_Escape)
    assert not bar.filter_popup.isVisible()


def test_alt_s_opens_the_side_effects(qtbot, window: MainWindow, bar: FilterBar):
    qtbot.keyClick(window, Qt.Key.Key_S, ALT)
    qtbot.waitUntil(bar.side_effect_popup.isVisible)
    assert QApplication.focusWidget() is bar.side_effect_popup.box
    bar.side_effect_popup.close()


def test_both_popups_are_named_throughout(qtbot, bar: FilterBar):
    bar.open_filters()
    assert nameless(bar.filter_popup) == []
    bar.filter_popup.close()
    bar.open_side_effects()
    assert nameless(bar.side_effect_popup) == []
    bar.side_effect_popup.close()


def test_the_filters_keep_qts_rules(bar: FilterBar, qtmodeltester):
    qtmodeltester.check(bar.filter_popup.model)
    qtmodeltester.check(FactorsModel())


def test_a_filter_shows_what_matches_and_says_what_each_record_states(qtbot, panel: SearchPanel, bar: FilterBar):
    check(qtbot, bar, "HER2: low")
    assert "fam-trastuzumab-deruxtecan" in before_not_stated(panel)
    assert "pertuzumab" not in [row.page for row in listed(panel)]
    row = next(row for row in listed(panel) if row.page == "fam-trastuzumab-deruxtecan")
    assert row.subtitle == "HER2: low or positive or ultralow"
    assert panel.said.text().startswith(f"{sum(p in drugs_of(panel) for p in before_not_stated(panel))} of 51 drugs")
    assert bar.filter_popup.said.text() == panel.said.text()
    assert FILTERS in listed(panel)[0].title
    assert not listed(panel)[0].can_be_chosen


def drugs_of(panel: SearchPanel) -> set[str]:
    return {drug.id for _, drugs in panel._treatments._groups for drug in drugs}


def test_not_stated_stands_apart_and_is_never_told_as_no(qtbot, panel: SearchPanel, bar: FilterBar):
    check(qtbot, bar, "HER2: low")
    apart = {row.page: row.subtitle for row in under(panel, NOT_STATED)}
    assert apart["abemaciclib"] == "HER2: negative; low not stated"
    assert apart["surgery"] == "HER2: not stated"
    assert not set(apart) & set(before_not_stated(panel))
    assert f"Not stated: {len(apart)}." in listed(panel)[0].title


def test_the_numbers_over_the_list_are_those_of_the_list(qtbot, panel: SearchPanel, bar: FilterBar, book):
    check(qtbot, bar, "How it is given: by mouth")
    check(qtbot, bar, "Menopause: after")
    kinds = {key: entry.kind for key, entry in book.repository.entries.items()}
    told = [kinds[page] for page in before_not_stated(panel)]
    assert panel.said.text() == f"{told.count('drug')} of 51 drugs, {told.count('treatment')} of 9 treatments"
    apart = len(under(panel, NOT_STATED))
    left_out = 60 - len(told) - apart
    assert f"Not stated: {apart}. Left out, as they state something else: {left_out}." in listed(panel)[0].title


def test_a_treatment_that_does_not_match_itself_is_a_heading_over_its_drugs(qtbot, panel: SearchPanel, bar: FilterBar):
    check(qtbot, bar, "HER2: ultralow")
    row = next(row for row in listed(panel) if row.title == "Chemotherapy")
    assert not row.can_be_chosen
    assert "docetaxel" in [row.page for row in under(panel, "Chemotherapy")]


def test_chips_take_away_what_they_say(qtbot, panel: SearchPanel, bar: FilterBar):
    whole = listed(panel)
    check(qtbot, bar, "HER2: low")
    one = listed(panel)
    check(qtbot, bar, "How it is given: by mouth")
    assert [chip.text() for chip in bar.chips] == [f"HER2: low {X}", f"by mouth {X}", "Clear all"]
    assert bar.chips[1].accessibleName() == "Remove filter How it is given: by mouth"
    bar.chips[1].setFocus()
    qtbot.keyClick(bar.chips[1], Qt.Key.Key_Space)
    assert listed(panel) == one
    assert bar.chips[0].hasFocus(), "the keyboard is not left nowhere"
    assert [chip.text() for chip in bar.chips] == [f"HER2: low {X}"]
    qtbot.keyClick(bar.chips[0], Qt.Key.Key_Space)
    assert listed(panel) == whole
    assert bar.filter_button.hasFocus()
    assert panel.said.isHidden()


def test_clear_all_brings_back_the_book(qtbot, panel: SearchPanel, bar: FilterBar):
    whole = listed(panel)
    check(qtbot, bar, "HER2: low")
    check(qtbot, bar, "HER2: negative")
    bar.sort_by(Entry("diarrhea", "side_effect", "Diarrhea"))
    assert len(bar.chips) == 4
    bar.chips[-1].click()
    assert listed(panel) == whole
    assert bar.chips == []
    model = bar.filter_popup.model
    states = [model.index(n).data(Qt.ItemDataRole.CheckStateRole) for n in range(model.rowCount())]
    assert Qt.CheckState.Checked not in states


def test_what_is_chosen_stays_while_somebody_searches(qtbot, panel: SearchPanel, bar: FilterBar):
    check(qtbot, bar, "HER2: low")
    before = listed(panel)
    panel.box.setText("nausea")
    assert not any(chip.isVisible() for chip in bar.chips), "the results are not filtered, and nothing may say so"
    assert listed(panel)[1].page == "nausea"
    qtbot.keyClick(panel.box, Qt.Key.Key_Escape)
    assert listed(panel) == before
    assert all(chip.isVisible() for chip in bar.chips)


def test_to_filter_from_results_comes_back_to_the_list(qtbot, panel: SearchPanel, bar: FilterBar):
    panel.box.setText("nausea")
    bar.filter_button.click()
    assert panel.box.text() == ""
    assert listed(panel)[0].page == "overview"
    bar.filter_popup.close()


def test_the_next_window_has_forgotten_what_was_chosen(qtbot, open_window):
    first = open_window()
    check(qtbot, first.search_panel.filter_bar, "HER2: low")
    first.close()
    assert open_window().search_panel.filter_bar.chips == []


# Sorting


def sort(qtbot, bar: FilterBar, words: str) -> None:
    bar.open_side_effects()
    qtbot.keyClicks(bar.side_effect_popup.box, words)
    qtbot.keyClick(bar.side_effect_popup.box, Qt.Key.Key_Return)


def test_least_often_first_by_a_patients_words(qtbot, panel: SearchPanel, bar: FilterBar, book):
    sort(qtbot, bar, "the runs")
    assert not bar.side_effect_popup.isVisible()
    assert [chip.text() for chip in bar.chips] == [f"Least often: Diarrhea {X}"]
    rows = under(panel, "Any grade, least often first")
    shares = [float(PERCENT.fullmatch(row.figure)[0].strip("<%")) for row in rows]
    assert shares == sorted(shares)
    assert DIFFERENT_STUDIES in listed(panel)[0].title
    assert SORTS in listed(panel)[0].title
    page = book.repository.side_effect("diarrhea")
    shown = {figure.drug.id: figure.shown for figure in page.drugs}
    for row in rows:
        of = shown[row.page]
        assert row.figure == f"{of.reaction.any_grade().share}%"
        assert ("added up" in row.subtitle) == ("all" not in of.reaction.shares)
        for words in (of.study.regimen, of.study.name):
            assert words in row.subtitle
            assert words in row.says
        assert row.target == "diarrhea"
        assert row.whole, "the regimen must never be cut off beside its number"
    assert panel.said.text() == f"51 of 51 drugs, {len(rows)} with an any-grade figure for Diarrhea"


def test_what_is_known_less_well_stands_apart_and_never_with_a_bare_figure(qtbot, panel: SearchPanel, bar: FilterBar):
    sort(qtbot, bar, "diarrhea")
    for words, start in (("At least: only some grades are counted", "at least "), ("Only limits are stated", "")):
        for row in under(panel, words):
            assert row.figure == ""
            assert row.subtitle.startswith(start)
    assert [row.title for row in under(panel, "Not reported in our sources")]
    assert len([row for row in listed(panel) if row.can_be_chosen]) == 51


def test_an_early_disease_study_says_so_beside_its_figure(qtbot, panel: SearchPanel, bar: FilterBar, book):
    sort(qtbot, bar, "diarrhea")
    page = book.repository.side_effect("diarrhea")
    early = [figure for figure in page.drugs if figure.shown.study.setting == "early"]
    rows = {row.page: row.subtitle for row in listed(panel)}
    for figure in early:
        assert "early breast cancer, not metastatic" in rows[figure.drug.id]
    for figure in page.drugs:
        assert figure.has_main_study or "no main study" in rows[figure.drug.id]


def test_sorted_and_filtered_at_once(qtbot, panel: SearchPanel, bar: FilterBar):
    check(qtbot, bar, "HER2: low")
    matching = {page for page in before_not_stated(panel) if page in drugs_of(panel)}
    sort(qtbot, bar, "diarrhea")
    assert set(before_not_stated(panel)) == matching
    row = next(row for row in under(panel, NOT_STATED) if row.page == "abemaciclib")
    assert row.subtitle.startswith("HER2: negative; low not stated. ")
    assert row.figure == "86%"
    assert DIFFERENT_STUDIES in listed(panel)[0].title
    assert FILTERS in listed(panel)[0].title


def test_a_sorted_row_opens_at_the_side_effect(qtbot, panel: SearchPanel, bar: FilterBar):
    sort(qtbot, bar, "diarrhea")
    first = under(panel, "Any grade, least often first")[0]
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.page_wanted) as wanted:
        qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert wanted.args == [first.page, "diarrhea"]


def test_every_side_effect_can_be_sorted_by(panel: SearchPanel, bar: FilterBar, book):
    """The box is empty: all of them stand there, and none breaks the list."""
    bar.side_effect_popup.look_again()
    offered = [row.page for row in bar.side_effect_popup.model.rows()]
    assert sorted(offered) == sorted(e.id for e in book.repository.entries.values() if e.kind == "side_effect")
    for key in offered:
        rows, _ = panel._treatments.shown({}, book.repository.entries[key])
        assert sum(one.can_be_chosen for one in rows) == 51, key


def test_words_that_are_no_side_effect_say_so(qtbot, bar: FilterBar):
    bar.open_side_effects()
    qtbot.keyClicks(bar.side_effect_popup.box, "xqzzyv")
    assert bar.side_effect_popup.said.isVisible()
    qtbot.keyClick(bar.side_effect_popup.box, Qt.Key.Key_Return)
    assert bar.side_effect_popup.isVisible()
    assert bar.side_effect is None
    bar.side_effect_popup.close()


# Room


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_fits_beside_the_page_on_the_smallest_screen(
    qtbot, qapp, window: MainWindow, bar: FilterBar, percent: int
):
    window._set_text_size(percent)
    for words in ("HER2: low", "Menopause: before, with the ovaries suppressed", "How it is given: by mouth"):
        check(qtbot, bar, words)
    check(qtbot, bar, "Marker: test for DPYD variants before the first dose, unless treatment cannot wait")
    qapp.processEvents()
    for chip in bar.chips:
        assert bar.rect().contains(chip.geometry()), chip.text()
    tops = sorted((chip.geometry().top(), chip.geometry().left()) for chip in bar.chips)
    assert len(set(tops)) == len(tops), "chips on top of each other"
    assert bar.width() <= window.search_panel.width()
    assert window.search_panel.list.height() >= 100
    assert window.width() <= 1024
    for opened, popup in ((bar.open_filters, bar.filter_popup), (bar.open_side_effects, bar.side_effect_popup)):
        opened()
        assert window.screen().availableGeometry().contains(popup.geometry())
        popup.close()


def test_what_a_choice_leaves_is_announced_with_its_warning(qtbot, panel: SearchPanel, bar: FilterBar, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent) and event.object() in (panel.box, bar.filter_popup.list):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    check(qtbot, bar, "HER2: low")
    assert said == ["checked"]
    bar.sort_by(Entry("diarrhea", "side_effect", "Diarrhea"))
    qtbot.waitUntil(lambda: len(said) > 1)
    assert said[-1].startswith(panel.said.text())
    assert DIFFERENT_STUDIES in said[-1]
    assert FILTERS in said[-1]


def test_a_screen_reader_hears_headings_in_the_filters(bar: FilterBar):
    face = QAccessible.queryAccessibleInterface(bar.filter_popup.list)
    assert face.child(0).text(QAccessible.Text.Name) == "Hormone receptors, heading"
    assert face.child(1).text(QAccessible.Text.Name) == "Hormone receptors: positive"
    assert face.child(1).state().checkable
