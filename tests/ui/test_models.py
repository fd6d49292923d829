import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from mbc_desktop.search.results import Hit, Results
from mbc_desktop.ui.models import Role, Row, RowsModel, result_rows, treatment_rows
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
        assert index.data() in spoken
        assert (index.data(Role.SUBTITLE) or "") in spoken
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
    (row,) = result_rows(Results("hair", "", True, (hit(target_row="alopecia"),)))
    assert row.subtitle == "Side effect. 'Hair loss' is the page's name"
    assert row.spans == ((0, 4),)
    assert row.target == "alopecia"


def test_spans_of_another_name_are_not_painted_into_the_title():
    (row,) = result_rows(Results("bald", "", True, (hit(matched="going bald", spans=((6, 4),)),)))
    assert row.spans == ()


def test_a_hit_in_the_text_shows_the_section_and_the_words():
    found = hit("text", "letrozole", "…Swallow it whole…", heading="How it is given", why="Found in the text")
    (row,) = result_rows(Results("swallow", "", True, (found,)))
    assert row.subtitle == "In the text: How it is given. …Swallow it whole…"


def test_a_row_is_found_by_its_page(model: RowsModel):
    assert model.row_of("paclitaxel") == 1
    assert model.row_of("nausea") == -1
    assert model.row(model.index(1)).title == "paclitaxel"
    assert model.row(QModelIndex()) is None


def painted(model: RowsModel, number: int, width: int) -> QImage:
    view = QListView()
    view.setModel(model)
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
