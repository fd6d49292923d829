import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QToolButton

from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.search_panel import FOLLOW_AFTER, SearchPanel


@pytest.fixture
def panel(window: MainWindow) -> SearchPanel:
    return window.search_panel


def pages(panel: SearchPanel) -> list[str]:
    """The pages that the rows lead to, headings left out."""
    return [row.page for row in panel.model.rows() if row.can_be_chosen]


def chosen(panel: SearchPanel) -> int:
    """Which of those is chosen, or -1."""
    index = panel.list.currentIndex()
    return panel.model.place(index)[0] - 1 if index.isValid() else -1


def follow(panel: SearchPanel, address: str) -> None:
    assert f'href="{address}"' in panel.said.text(), "no such link is shown"
    panel.said.linkActivated.emit(address)


def test_the_empty_box_shows_the_treatments(panel: SearchPanel, book):
    groups = book.repository.groups()
    assert pages(panel)[0] == "overview"
    assert panel.model.rowCount() == 1 + len(groups) + sum(len(drugs) for _, drugs in groups)
    assert panel.said.isHidden()
    assert panel.list.accessibleName() == "Treatments"


def test_every_key_brings_results(qtbot, panel: SearchPanel):
    seen = []
    for letter in "alopec":
        qtbot.keyClick(panel.box, letter)
        seen.append(pages(panel))
        assert panel.list.accessibleName() == "Results"
    assert seen[-1][0] == "alopecia"
    assert len({tuple(one) for one in seen}) > 1
    qtbot.keyClick(panel.box, Qt.Key.Key_Backspace)
    assert pages(panel) == seen[-2]


def test_the_first_result_is_chosen_at_once(qtbot, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "nausea")
    assert chosen(panel) == 0


def test_the_page_follows_when_typing_has_stopped_and_not_before(qtbot, window: MainWindow, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "nause")
    assert window.detail_pane.page is None, "it came while somebody typed"
    qtbot.keyClick(panel.box, "a")
    assert panel._follow_later.isActive()
    assert panel._follow_later.remainingTime() > FOLLOW_AFTER - 100, "a key starts the wait again"
    qtbot.waitUntil(lambda: window.detail_pane.page is not None)
    assert window.detail_pane.page.id == "nausea"
    assert FOLLOW_AFTER == 300


def test_enter_opens_at_once(qtbot, window: MainWindow, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "diarrhea")
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert window.detail_pane.page.id == "diarrhea"
    assert not panel._follow_later.isActive()
    assert panel.box.hasFocus()


def test_arrows_move_in_the_list_without_leaving_the_box(qtbot, window: MainWindow, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "pain")
    assert panel.model.rowCount() > 5
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        qtbot.keyClick(panel.box, key)
        assert chosen(panel) == row
        assert panel.box.hasFocus()
    qtbot.keyClick(panel.box, Qt.Key.Key_PageDown)
    assert chosen(panel) > 2
    assert panel.box.text() == "pain"
    qtbot.keyClick(panel.box, Qt.Key.Key_PageUp)
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    wanted = panel.model.row(panel.list.currentIndex()).page
    qtbot.keyClick(panel.box, Qt.Key.Key_Enter)
    assert window.detail_pane.page.id == wanted


def test_arrows_move_in_the_treatments_too(qtbot, panel: SearchPanel):
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert chosen(panel) == 0
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert chosen(panel) == 1


def test_the_chosen_row_is_always_in_sight(qtbot, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "pain")
    for _ in range(panel.model.rowCount()):
        qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.list.viewport().rect().contains(panel.list.visualRect(panel.list.currentIndex()).center())


def test_escape_clears_the_box_and_shows_the_treatments(qtbot, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "nausea")
    qtbot.keyClick(panel.box, Qt.Key.Key_Escape)
    assert panel.box.text() == ""
    assert pages(panel)[0] == "overview"
    assert not panel._follow_later.isActive(), "the page of a forgotten question must not come"


def test_a_second_escape_brings_the_list_back_to_its_top(qtbot, window: MainWindow, panel: SearchPanel):
    qtbot.keyClick(panel.box, Qt.Key.Key_PageDown)
    qtbot.keyClick(panel.box, Qt.Key.Key_PageDown)
    qtbot.keyClick(panel.box, Qt.Key.Key_PageDown)
    assert panel.list.verticalScrollBar().value() > 0
    qtbot.keyClick(panel.box, Qt.Key.Key_Escape)
    assert chosen(panel) == -1
    assert panel.list.verticalScrollBar().value() == 0
    assert panel.box.hasFocus()
    assert not panel._follow_later.isActive(), "no page of a row that is no longer chosen"
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert chosen(panel) == 0


def test_escape_in_the_list_goes_to_the_box_with_its_words_selected(qtbot, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "nausea")
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.box.hasFocus()
    assert panel.box.selectedText() == "nausea"


def test_the_arrow_keys_pass_over_headings_and_show_them(qtbot, panel: SearchPanel):
    panel.box.setText("mouth sore")
    rows = panel.model.rows()
    assert not rows[0].can_be_chosen
    second = next(i for i, row in enumerate(rows) if i and not row.can_be_chosen)
    met = []
    for _ in range(sum(row.can_be_chosen for row in rows) + 2):
        met.append(panel.list.currentIndex().row())
        qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert sorted(set(met)) == [i for i, row in enumerate(rows) if row.can_be_chosen]
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) * 3:
        qtbot.keyClick(panel.box, key)
        assert chosen(panel) >= 0
    for _ in rows:
        qtbot.keyClick(panel.box, Qt.Key.Key_Up)
        if panel.list.currentIndex().row() == second + 1:
            assert panel.list.viewport().rect().contains(panel.list.visualRect(panel.model.index(second)).center())
    assert panel.list.verticalScrollBar().value() == 0, "the first heading is in sight again"


def test_a_heading_does_nothing_when_clicked(qtbot, window: MainWindow, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "nausea")
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    before = panel.list.currentIndex().row()
    at = panel.list.visualRect(panel.model.index(0)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert panel.list.currentIndex().row() == before
    assert window.detail_pane.page is None


@pytest.fixture
def spoken(panel: SearchPanel, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told over the box, as if one listened."""
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent) and event.object() is panel.box:
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    return said


def test_the_number_of_results_is_announced_once_typing_has_stopped(qtbot, panel: SearchPanel, spoken: list[str]):
    panel.box.setText("diarhea")
    assert spoken == []
    qtbot.waitUntil(lambda: bool(spoken))
    (said,) = spoken
    assert said.startswith("Showing results for diarrhea. Search exactly for what I typed")
    assert said.endswith("Diarrhea, side effect")
    qtbot.keyClick(panel.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(spoken) == 2)
    assert spoken[-1] == "Treatments"


def test_how_many_is_announced(qtbot, panel: SearchPanel, spoken: list[str]):
    panel.box.setText("mouth sore")
    qtbot.waitUntil(lambda: bool(spoken))
    assert spoken == [f"{len(pages(panel))} results. Mouth sores, side effect"]
    panel.box.setText("xqzzyv")
    qtbot.waitUntil(lambda: len(spoken) == 2)
    assert spoken[-1].startswith("Nothing found. Try fewer words")


def test_the_arrow_keys_announce_the_row(qtbot, panel: SearchPanel, spoken: list[str]):
    panel.box.setText("mouth sore")
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    row = panel.model.row(panel.list.currentIndex())
    assert spoken == [f"{row.title}, side effect, 2 of {len(pages(panel))}"]
    panel._announce_later.stop()


def test_what_is_said_over_the_list_can_be_read(panel: SearchPanel):
    panel.box.setText("diarhea")
    words = QAccessible.queryAccessibleInterface(panel.said).text(QAccessible.Text.Name)
    assert words == "Showing results for diarrhea. Search exactly for what I typed"


def test_the_button_in_the_box_has_a_name(panel: SearchPanel):
    panel.box.setText("nausea")
    (button,) = panel.box.findChildren(QToolButton)
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Clear the box"


def test_a_click_opens_at_once(qtbot, window: MainWindow, panel: SearchPanel):
    row = panel.model.row_of("docetaxel")
    at = panel.list.visualRect(panel.model.index(row)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.detail_pane.page.id == "docetaxel"


def test_letters_typed_in_the_list_go_to_the_box(qtbot, panel: SearchPanel):
    panel.list.setFocus()
    qtbot.keyClick(panel.list, "n")
    assert panel.box.hasFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "ausea")
    assert panel.box.text() == "nausea"


def test_coming_into_the_list_with_tab_opens_nothing(qtbot, window: MainWindow, panel: SearchPanel):
    panel.box.setFocus()
    while not panel.list.hasFocus():
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.wait(FOLLOW_AFTER + 100)
    assert window.detail_pane.page is None
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.detail_pane.page is not None)


def test_enter_in_the_list_opens(qtbot, window: MainWindow, panel: SearchPanel):
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(panel.model.row_of("capecitabine")))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.detail_pane.page.id == "capecitabine"


def test_a_correction_is_said_with_the_way_back(qtbot, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "diarhea")
    assert "Showing results for <b>diarrhea</b>" in panel.said.text()
    assert panel.said.isVisible()
    assert pages(panel)[0] == "diarrhea"
    follow(panel, "exact:")
    assert "Showing results" not in panel.said.text()
    assert panel.box.text() == "diarhea"
    assert "diarrhea" not in pages(panel)
    assert panel.box.hasFocus()


def test_after_another_key_words_are_corrected_again(qtbot, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "diarhea")
    follow(panel, "exact:")
    qtbot.keyClick(panel.box, " ")
    assert pages(panel)[0] == "diarrhea"


def test_a_misspelt_drug_is_offered_and_never_replaced(qtbot, window: MainWindow, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "palbocyclib")
    assert panel.model.rowCount() == 0
    assert "ribociclib" in panel.said.text(), "look-alikes are both offered"
    follow(panel, "words:palbociclib")
    assert panel.box.text() == "palbociclib"
    assert pages(panel)[0] == "palbociclib"
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert window.detail_pane.page.id == "palbociclib"


def test_nothing_found_shows_three_ways_on(qtbot, window: MainWindow, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "xqzzyv")
    said = panel.said.text()
    assert "Nothing found." in said
    for way in ("fewer words", "how a patient would say it", "list of treatments"):
        assert way in said
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert window.detail_pane.page is None
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    follow(panel, "words:")
    assert pages(panel)[0] == "overview"
    assert panel.box.text() == ""


def test_words_typed_before_the_database_is_open_are_answered_then(qtbot, qapp, book):
    panel = SearchPanel()
    qtbot.addWidget(panel)
    panel.show()
    qtbot.keyClicks(panel.box, "nausea")
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert panel.model.rowCount() == 0
    panel.set_book(book.engine, book.repository)
    assert pages(panel)[0] == "nausea"


def test_a_question_for_a_drugs_side_effect_asks_for_its_row(qtbot, panel: SearchPanel):
    qtbot.keyClicks(panel.box, "abemaciclib diarrhea")
    with qtbot.waitSignal(panel.page_wanted) as wanted:
        qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert wanted.args == ["abemaciclib", "diarrhea"]


@pytest.mark.parametrize("text", ["diarrhea " * 11112, "x" * 100_000, "\N{COMBINING ACUTE ACCENT}" * 100_000])
def test_a_hundred_thousand_characters_do_no_harm(qtbot, panel: SearchPanel, text: str):
    QApplication.clipboard().setText(text)
    panel.box.paste()
    assert len(panel.box.text()) > 10_000
    assert panel.said.text() or panel.model.rowCount()
    panel.box.clear()
    assert pages(panel)[0] == "overview"


@pytest.fixture(scope="module")
def hostile_panel(qapp, book) -> SearchPanel:
    made = SearchPanel()
    made.set_book(book.engine, book.repository)
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text("<>&\"'%*()-:^\\/ \0\n\tabdiho", max_size=40))
@example("<img src=http://example.org/x.png>")
@example('"; DROP TABLE page; --')
@example("\ud800 \x00 \u202e")
@example("AND OR NOT NEAR(")
def test_any_words_are_only_words(hostile_panel: SearchPanel, text: str):
    hostile_panel.box.setText(text)
    said = hostile_panel.said.text()
    assert "<img" not in said
    assert "<script" not in said.casefold()
    if not text.strip():
        return
    assert said, "something is always said about a question"


def test_what_was_typed_is_shown_as_it_is(qtbot, panel: SearchPanel, monkeypatch):
    from mbc_desktop.search.results import Results, Suggestion

    evil = "<b>x</b>&\"'"
    told = panel._told(Results(evil, evil, False, (), (Suggestion(evil),)))
    assert "<b>x</b>" not in told
    assert told.count("&lt;b&gt;x&lt;/b&gt;&amp;&quot;&#x27;") == 3
