import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from mbc_desktop.search.results import Hit, Results
from mbc_desktop.ui.models import Row, RowsModel, heading, note, result_rows, treatment_rows
from mbc_desktop.ui.row_delegate import RowDelegate


def hit(kind="side_effect", title="Hair loss", matched="Hair loss", **more) -> Hit:
    told = {"clinical_term": "Alopecia", "why": "'Hair loss' is the page's name", "score": 100.0, "spans": ((0, 4),)}
    return Hit(kind, "alopecia", title, matched=matched, **(told | more))


@pytest.fixture
def model(qapp) -> RowsModel:
    made = RowsModel()
    made.set_rows([Row("chemotherapy", "Chemotherapy", level=0), Row("paclitaxel", "paclitaxel", "Taxol, Onxol")])
    return made


def test_the_model_keeps_qts_rules(model: RowsModel, qtmodeltester):
    qtmodeltester.check(model)
    model.set_rows([])
    qtmodeltester.check(model)


def test_every_row_says_all_that_it_paints(book, qapp):
    model = RowsModel()
    rows = treatment_rows(book.repository.groups(), book.repository.entries["overview"])
    rows += result_rows(book.engine.search("diarhea")) + result_rows(book.engine.search("marrow"))
    model.set_rows(rows)
    for number in range(model.rowCount()):
        index = model.index(number)
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
        row = model.row(index)
        assert all(words in spoken for words in (index.data(), row.subtitle, row.figure))
        assert "<" not in index.data(), "a screen reader would speak tags"


def test_a_screen_reader_hears_the_row(qtbot, model: RowsModel):
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()
    face = QAccessible.queryAccessibleInterface(view)
    assert [face.child(n).text(QAccessible.Text.Name) for n in range(face.childCount())] == [
        "Chemotherapy",
        "paclitaxel, Taxol, Onxol",
    ]


def test_treatments_stand_over_their_drugs(book):
    rows = treatment_rows(book.repository.groups(), book.repository.entries["overview"])
    assert rows[0].page == "overview"
    titles = [row.title for row in rows if row.level == 0]
    assert len(titles) == len(book.repository.groups()) + 1
    at = next(i for i, row in enumerate(rows) if row.page == "abemaciclib")
    group = next(row for row in reversed(rows[:at]) if row.level == 0)
    assert group.page == "targeted-therapy"
    assert rows[at].subtitle.startswith("Verzenio")


def test_a_result_says_its_kind_and_why_it_is_here():
    over, row = result_rows(Results("hair", "", True, (hit(target_row="alopecia"),)))
    assert over.title == "Side effects"
    assert row.subtitle == "'Hair loss' is the page's name"
    assert row.says == "Hair loss, side effect, 'Hair loss' is the page's name"
    assert row.in_short == "Hair loss, side effect"
    assert row.spans == ((0, 4),)
    assert row.target == "alopecia"


def test_spans_of_another_name_are_not_painted_into_the_title():
    _, row = result_rows(Results("bald", "", True, (hit(matched="going bald", spans=((6, 4),)),)))
    assert row.spans == ()


def test_a_hit_in_the_text_shows_the_section_and_the_words():
    found = hit("text", "letrozole", "…Swallow it whole…", heading="How it is given", why="Found in the text")
    over, row = result_rows(Results("swallow", "", True, (found,)))
    assert over.title == "In the text"
    assert row.subtitle == "How it is given. …Swallow it whole…"


def test_results_stand_in_groups_and_the_best_stays_first():
    def named(kind: str, title: str) -> Hit:
        return hit(kind, title, title)

    hits = (named("drug", "a"), named("side_effect", "b"), named("text", "c"), named("drug", "d"), named("text", "e"))
    rows = result_rows(Results("x", "", True, hits))
    assert [row.title for row in rows] == ["Drugs", "a", "d", "Side effects", "b", "In the text", "c", "e"]
    assert [row.title for row in rows if not row.can_be_chosen] == ["Drugs", "Side effects", "In the text"]


@pytest.mark.parametrize("question", ["pain", "abemaciclib diarrhea", "marrow", "chemo", "letrozole"])
def test_grouping_loses_no_hit_and_keeps_their_order(book, question: str):
    results = book.engine.search(question)
    rows = result_rows(results)
    assert rows[1].title == results.hits[0].title
    for kind in {one.kind for one in results.hits}:
        ids = [one.id for one in results.hits if one.kind == kind]
        at = next(i for i, row in enumerate(rows) if row.page == ids[0] and not rows[i - 1].can_be_chosen)
        assert [row.page for row in rows[at : at + len(ids)]] == ids
    assert sum(row.can_be_chosen for row in rows) == len(results.hits)


def test_headings_and_notes_can_be_neither_chosen_nor_counted(qapp, qtmodeltester):
    model = RowsModel()
    model.set_rows(
        [note("Some words."), heading("Drugs"), Row("a", "a"), heading("Text"), Row("b", "b"), Row("c", "c")]
    )
    qtmodeltester.check(model)
    assert [bool(model.index(n).flags() & Qt.ItemFlag.ItemIsEnabled) for n in range(6)] == [0, 0, 1, 0, 1, 1]
    assert [bool(model.index(n).flags() & Qt.ItemFlag.ItemIsSelectable) for n in range(6)] == [0, 0, 1, 0, 1, 1]
    assert model.first().row() == 2
    assert [model.place(model.index(n)) for n in (2, 4, 5)] == [(1, 3), (2, 3), (3, 3)]
    spoken = [model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert spoken == ["Some words.", "Drugs, heading", "a"]
    model.set_rows([heading("Drugs")])
    assert not model.first().isValid()


def test_a_figure_is_never_left_out_of_what_is_said():
    row = Row("a", "drug A", "drug A + drug B · ONE", figure="86%", whole=True)
    assert row.says == row.in_short == "drug A, 86%, drug A + drug B · ONE"


def test_a_row_is_found_by_its_page(model: RowsModel):
    assert model.row_of("paclitaxel") == 1
    assert model.row_of("nausea") == -1
    assert model.row(model.index(1)).title == "paclitaxel"
    assert model.row(QModelIndex()) is None


def painted(model: RowsModel, number: int, width: int) -> QImage:
    view = QListView()
    view.setModel(model)
    view.viewport().resize(width, 100)
    delegate = RowDelegate(view)
    option = QStyleOptionViewItem()
    delegate.initStyleOption(option, model.index(number))
    option.widget = view
    image = QImage(width, delegate.sizeHint(option, model.index(number)).height(), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    option.rect = image.rect()
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(number))
    painter.end()
    return image


def ink(image: QImage) -> list[tuple[int, int]]:
    white = Qt.GlobalColor.white
    return [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) != white]


@pytest.mark.parametrize("width", [300, 120, 40])
def test_words_are_painted_within_the_row_at_every_width(theme, width: int):
    model = RowsModel()
    model.set_rows(
        [Row("x", "A very long title with the matched words at its end", "and a line under it " * 9, ((46, 5),))]
    )
    image = painted(model, 0, width)
    drawn = ink(image)
    assert drawn
    assert max(x for x, _ in drawn) < width - 1, "the words touch the edge"
    assert max(y for _, y in drawn) < image.height() - 1


def test_matched_words_are_bold(theme):
    plain, marked = RowsModel(), RowsModel()
    plain.set_rows([Row("x", "Hair loss")])
    marked.set_rows([Row("x", "Hair loss", spans=((0, 4),))])
    assert len(ink(painted(marked, 0, 200))) > len(ink(painted(plain, 0, 200)))


def test_a_span_beyond_the_title_does_no_harm(theme):
    model = RowsModel()
    model.set_rows([Row("x", "Hair", spans=((2, 40), (90, 3)))])
    assert ink(painted(model, 0, 200))


def test_a_subtitle_that_must_be_whole_is_wrapped_and_not_cut(theme):
    words = "drug A + drug B · a study with a long name · early breast cancer, not metastatic · 441 people"
    cut, whole = RowsModel(), RowsModel()
    cut.set_rows([Row("x", "drug A", words)])
    whole.set_rows([Row("x", "drug A", words, whole=True)])
    assert painted(whole, 0, 120).height() > 2 * painted(cut, 0, 120).height()
    assert len(ink(painted(whole, 0, 120))) > 2 * len(ink(painted(cut, 0, 120)))


@pytest.mark.parametrize("width", [300, 100])
def test_a_figure_stands_at_the_end_of_the_line_and_the_title_leaves_it_room(theme, width: int):
    bare, with_figure = RowsModel(), RowsModel()
    bare.set_rows([Row("x", "a drug")])
    with_figure.set_rows([Row("x", "a drug with quite a long name indeed, and more of it", figure="86%")])
    image = painted(with_figure, 0, width)
    right = [(x, y) for x, y in ink(image) if x > width - 30]
    assert right, "the figure is painted"
    gap = range(width - 50, width - 5)
    columns = {x for x, _ in ink(image)}
    assert any(x not in columns for x in gap), "title and figure run into each other"
    assert max(x for x, _ in ink(painted(bare, 0, 300))) < 200


def test_a_heading_is_painted_in_a_color_that_can_be_read(either_theme):
    model = RowsModel()
    model.set_rows([heading("Side effects")])
    image = painted(model, 0, 300)
    assert either_theme.colors.muted in {image.pixelColor(x, y).name() for x, y in ink(image)}
