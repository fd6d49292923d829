"""What a page holds: every heading once, in order; and the ways to them."""

from PySide6.QtCore import Qt

from mbc_desktop.ui.contents import Contents, ContentsButton, ContentsModel
from mbc_desktop.ui.html.contents import Section, sections_of
from mbc_desktop.ui.html.pages import page_html
from tests.summary.made import drug, reaction, side_effect, statement, study
from tests.ui.reading import Reader
from tests.ui.told import shown

SECTIONS = [Section(2, "Call now", "call-now"), Section(3, "R & D", "part"), Section(2, "Sources", "sources")]


def test_every_heading_with_an_anchor_is_in_the_contents(html_of):
    for key, html in html_of.items():
        anchors = [section.anchor for section in sections_of(html)]
        assert anchors == [name for name in Reader(html).anchors if name in set(anchors)], key
        assert len(anchors) == len(set(anchors)), key
        assert anchors[-1] == "sources", key
        assert html.count("<h2") == sum(section.level == 2 for section in sections_of(html)), key


def test_a_drugs_contents_are_in_the_order_of_its_page():
    page = drug(
        study(reaction("x", {"all": 1})),
        statements=(statement("warnings", "w"), statement("monitoring", "m"), statement("indications", "i")),
        call_now=(statement("warnings", "Call."),),
    )
    titles = [section.title for section in sections_of(page_html(page, shown()))]
    assert titles == ["Call now", "Side effects", "Warnings", "Monitoring", "Used for", "Sources"]


def test_words_in_headings_are_read_as_they_are_meant():
    page = side_effect(statements=(statement("get_help_now", "a"),))
    assert sections_of(page_html(page, shown()))[0] == Section(2, "Call now", "call-now")
    assert sections_of('<h3><a name="a&amp;b"></a>R &amp; D</h3>') == [Section(3, "R & D", "a&b")]


def test_the_model_says_what_it_shows(qtmodeltester):
    model = ContentsModel()
    model.set_sections(SECTIONS)
    qtmodeltester.check(model)
    assert model.data(model.index(1)).strip() == "R & D"
    assert model.data(model.index(1)).startswith("\N{EM SPACE}")
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole) == "R & D, part of the section above"
    model.set_sections([])
    assert model.rowCount() == 0


def test_enter_and_a_click_ask_for_the_section_and_letters_are_left_to_the_box(qtbot):
    contents = Contents()
    qtbot.addWidget(contents)
    contents.contents.set_sections(SECTIONS)
    contents.resize(200, 200)
    contents.show()
    contents.setCurrentIndex(contents.contents.index(0))
    qtbot.keyClick(contents, Qt.Key.Key_S)
    assert contents.currentIndex().row() == 0, "letters go to the search box"
    qtbot.keyClick(contents, Qt.Key.Key_Down)
    with qtbot.waitSignal(contents.wanted) as asked:
        qtbot.keyClick(contents, Qt.Key.Key_Return)
    assert asked.args == ["part", "R & D"]
    place = contents.visualRect(contents.contents.index(2)).center()
    with qtbot.waitSignal(contents.wanted) as asked:
        qtbot.mouseClick(contents.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["sources", "Sources"]


def test_the_button_holds_the_same_as_a_menu(qtbot):
    model = ContentsModel()
    button = ContentsButton(model)
    qtbot.addWidget(button)
    model.set_sections(SECTIONS)
    button.menu().aboutToShow.emit()
    actions = button.menu().actions()
    assert [action.text().strip() for action in actions] == ["Call now", "R && D", "Sources"]
    with qtbot.waitSignal(button.wanted) as asked:
        actions[2].trigger()
    assert asked.args == ["sources", "Sources"]
    button.menu().aboutToShow.emit()
    assert len(button.menu().actions()) == 3, "filled anew, not twice"
