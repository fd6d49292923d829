from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QTextCursor, QTextDocument

from mbc_desktop.ui import bars
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.page_view import BAR_NARROWEST, BAR_WIDEST, KEY_WIDTH, PageView
from mbc_desktop.ui.theme import Theme
from mbc_desktop.ui.theme_colors import Colors

WIDTH, HEIGHT = 202, 14  # two pixels to each of 100 people
IMAGE = QTextDocument.ResourceType.ImageResource.value


def at(told: str, colors: Colors, *shares: float) -> list[str]:
    """The colors of a bar at some shares, in the middle of its height; "" where nothing is painted."""
    image = bars.draw(told, WIDTH, HEIGHT, 1, colors).toImage()
    found = [image.pixelColor(round(1 + share * 2), HEIGHT // 2) for share in shares]
    return [color.name() if color.alpha() == 255 else "" for color in found]


def test_a_bar_shows_any_grade_the_severe_part_and_the_comparison_group(either_theme: Theme):
    colors = either_theme.colors
    assert at("86/86/13/25", colors, 5, 12, 15, 25, 84, 90) == [
        *(colors.bar_severe, colors.bar_severe),
        colors.bar,
        colors.bar_mark,
        colors.bar,
        "",
    ]


def test_a_bar_without_severe_and_comparison_shows_neither(either_theme: Theme):
    colors = either_theme.colors
    assert at("40/40/-/-", colors, 2, 20, 38, 42, 98) == [colors.bar, colors.bar, colors.bar, "", ""]


def test_a_share_that_is_not_known_is_not_drawn(either_theme: Theme):
    assert at("-/-/-/-", either_theme.colors, 1, 50, 98) == ["", "", ""]


def test_zero_is_empty_and_all_is_full(either_theme: Theme):
    colors = either_theme.colors
    assert at("0/0/0/-", colors, 2, 50) == ["", ""]
    assert at("100/100/-/-", colors, 2, 98) == [colors.bar, colors.bar]


def test_how_far_a_share_may_reach_is_an_outline_and_no_bar(either_theme: Theme):
    colors = either_theme.colors
    assert at("10/50/-/-", colors, 5, 20, 40, 60) == [colors.bar, "", "", ""]
    image = bars.draw("10/50/-/-", WIDTH, HEIGHT, 1, colors).toImage()
    dashes = {image.pixelColor(x, 2).name() for x in range(25, 99)}
    assert len(dashes) > 1, "its edge is dashed"


def test_the_comparison_groups_mark_is_parted_from_the_severe_part(either_theme: Theme):
    colors = either_theme.colors
    image = bars.draw("60/60/50/25", WIDTH, HEIGHT, 1, colors).toImage()
    row = [image.pixelColor(x, HEIGHT // 2).name() for x in range(46, 58)]
    assert colors.bar_mark in row
    assert colors.base in row[: row.index(colors.bar_mark)]
    assert colors.base in row[row.index(colors.bar_mark) :]


@pytest.mark.parametrize("ratio", [1, 1.25, 2, 3])
def test_a_bar_is_sharp_on_every_screen(theme: Theme, ratio: float):
    pixmap = bars.draw("50/50/-/-", 150, 14, ratio, theme.colors)
    assert pixmap.width() == round(150 * ratio)
    assert pixmap.devicePixelRatio() == ratio
    assert pixmap.deviceIndependentSize().width() == pytest.approx(150, abs=0.5)


@pytest.mark.parametrize("told", ["", "1/2/3", "a/b/c/d", "1/2/3/4/5", "nan"])
def test_a_bar_that_says_nothing_is_empty(theme: Theme, told: str):
    assert bars.parse(told) is None
    image = bars.draw(told, 20, 14, 1, theme.colors).toImage()
    assert {image.pixelColor(x, y).alpha() for x in range(20) for y in range(14)} == {0}


def images(view: PageView) -> list[tuple[int, str]]:
    """(position, address) of each picture on the page."""
    found, block = [], view.document().begin()
    while block.isValid():
        for part in block:
            fragment = part.fragment()
            if fragment.charFormat().isImageFormat():
                found.append((fragment.position(), fragment.charFormat().toImageFormat().name()))
        block = block.next()
    return found


def test_the_bars_on_a_page_have_the_themes_colors(qapp, window: MainWindow, theme: Theme):
    for choice in ("dark", "light"):
        theme.choose(choice)
        qapp.processEvents()  # palettes reach the widgets as events
        window.open_page("diarrhea")
        view = window.detail_pane.view
        position, address = next(one for one in images(view) if one[1].startswith("bar:"))
        low = float(address.removeprefix("bar:").split("/")[0])
        cursor = QTextCursor(view.document())
        cursor.setPosition(position)
        view.setTextCursor(cursor)
        view.ensureCursorVisible()
        grabbed = view.viewport().grab().toImage()
        left = view.cursorRect(cursor)
        x = left.left() + round(low / 100 * view._bar_width) - 6
        colors = {grabbed.pixelColor(x, y).name() for y in range(left.top(), left.bottom())}
        assert theme.colors.bar in colors
        assert grabbed.pixelColor(2, 2).name() == theme.colors.base


def test_boxes_are_filled_with_the_themes_colors(qapp, window: MainWindow, theme: Theme):
    for choice in ("dark", "light"):
        theme.choose(choice)
        qapp.processEvents()
        for page, fill in (("diarrhea", theme.colors.alarm_fill), ("", theme.colors.notice_fill)):
            if page:
                window.open_page(page)
            else:
                window.show_start()
            grabbed = window.detail_pane.view.viewport().grab().toImage()
            colors = [grabbed.pixelColor(grabbed.width() - 40, y).name() for y in range(300)]
            assert colors.count(fill) > 20, (page, choice)


def test_every_picture_of_every_page_is_drawn_by_us(qtbot, window: MainWindow, html_of):
    from tests.ui.reading import Reader

    window.open_page("diarrhea")
    view = window.detail_pane.view
    addresses = {address for html in html_of.values() for address in Reader(html).images}
    assert len(addresses) > 500
    for address in addresses:
        assert QUrl(address).scheme() in ("bar", "key")
        assert bars.parse(QUrl(address).path()) is not None, address
        assert not view.document().resource(IMAGE, QUrl(address)).isNull(), address


def test_nothing_is_loaded_from_elsewhere(qtbot, window: MainWindow, theme: Theme, tmp_path: Path, monkeypatch):
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    path = tmp_path / "picture.png"
    assert picture.save(str(path))
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    view = window.detail_pane.view
    elsewhere = [path.as_uri(), str(path), "http://localhost:9/x.png", "qrc:/x.png", "data:image/png;base64,AAAA"]
    inner = "".join(f'<img src="{address}">' for address in elsewhere)
    view.show_html(lambda _: f'{inner}<link rel="stylesheet" href="{path.as_uri()}"><p>end</p>', theme.colors)
    for address in elsewhere:
        for kind in QTextDocument.ResourceType:
            assert view.loadResource(kind.value, QUrl(address)) is None
    grabbed = view.viewport().grab().toImage()
    reds = [x for x in range(grabbed.width()) if grabbed.pixelColor(x, 18) == QColor("red")]
    assert not reds
    before = view.toPlainText()
    for address in ("https://example.org/", path.as_uri(), "javascript:alert(1)"):
        view.anchorClicked.emit(QUrl(address))
    assert opened == []
    assert view.toPlainText() == before
    assert not view.openLinks()


def test_links_are_followed_with_the_keyboard_alone(qtbot, window: MainWindow):
    view = window.detail_pane.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.textCursor().selectedText()
    with qtbot.waitSignal(view.page_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert wanted.args[0].startswith("overview#")
    assert window.detail_pane.page.id == "overview"
    assert view.verticalScrollBar().value() > 0 or wanted.args[0].endswith("#emergencies")


def find(view: PageView, words: str) -> QPoint:
    """Where words stand on the page, brought into sight."""
    view.moveCursor(QTextCursor.MoveOperation.Start)
    assert view.find(words, QTextDocument.FindFlag.FindCaseSensitively), f"{words} is not on the page"
    view.ensureCursorVisible()
    return view.cursorRect().center() - QPoint(4, 0)


def test_a_link_is_followed_with_the_mouse(qtbot, window: MainWindow):
    window.open_page("diarrhea")
    view = window.detail_pane.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=find(view, "neratinib"))
    assert window.detail_pane.page.id == "neratinib"


def test_other_studies_unfold_and_fold_in_place(qtbot, window: MainWindow):
    window.open_page("abemaciclib")
    view = window.detail_pane.view
    hidden = len(view.toPlainText())
    place = find(view, "Show ")
    scrolled = view.verticalScrollBar().value()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(view.toPlainText()) > hidden + 200
    assert view.verticalScrollBar().value() == scrolled, "the page stays where it was"
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=find(view, "Hide"))
    assert len(view.toPlainText()) == hidden


def test_a_drugs_other_figures_unfold_under_it(qtbot, window: MainWindow):
    window.open_page("diarrhea")
    view = window.detail_pane.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=find(view, "other figures"))
    assert "hide the other figures" in view.toPlainText()


def test_numbers_in_brackets_lead_to_the_place_in_the_source(qtbot, window: MainWindow):
    window.open_page("abemaciclib")
    view = window.detail_pane.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=find(view, "[1]"))
    bottom = view.verticalScrollBar()
    assert bottom.value() > bottom.maximum() // 2


def test_a_row_asked_for_is_brought_into_sight(qtbot, window: MainWindow):
    window.open_page("abemaciclib", "diarrhea")
    view = window.detail_pane.view
    assert view.textCursor().selectedText() == "Diarrhea", "the row is marked"
    assert view.viewport().rect().contains(view.cursorRect())
    assert view.verticalScrollBar().value() > 100
    above = view.cursorForPosition(QPoint(40, 12)).position()
    assert above < view.textCursor().position() - 100, "with what stands above it"


def test_a_section_asked_for_starts_at_the_top(qtbot, window: MainWindow):
    window.open_page("overview", "emergencies")
    view = window.detail_pane.view
    assert not view.textCursor().hasSelection()
    assert view.cursorForPosition(QPoint(40, 12)).block().text() == "Emergencies"


def test_a_row_of_a_folded_study_is_unfolded(window: MainWindow, book):
    drug = book.repository.page("abemaciclib")
    first = {side_effect for row in drug.studies[0].reactions for side_effect in row.side_effects}
    asked = next(
        (row.side_effects[0], row.term)
        for study in drug.studies[1:]
        for row in study.reactions
        if row.shares and row.side_effects and not first & set(row.side_effects)
    )
    window.open_page("abemaciclib", asked[0])
    assert window.detail_pane.view.textCursor().selectedText().startswith(asked[1])


def test_every_row_that_search_can_ask_for_is_on_its_page(window: MainWindow, book):
    """Also where only a study that is not the first has it: that one is shown."""
    from mbc_desktop.ui.detail_pane import _choice_for
    from mbc_desktop.ui.html.pages import page_html
    from mbc_desktop.ui.html.parts import Shown
    from tests.ui.reading import Reader

    lost = []
    for key in ("abemaciclib", "sacituzumab-govitecan", "letrozole", "pembrolizumab", "paclitaxel"):
        page = book.repository.page(key)
        for asked in sorted(side_effect for drug, side_effect in book.engine._rows if drug == key):
            choice = _choice_for(page, asked)
            shown = Shown(window.theme.colors, book.repository.edition, 100, choice=choice)
            if asked not in Reader(page_html(page, shown)).anchors:
                lost.append((key, asked))
    assert not lost


def test_a_row_is_copied_with_what_stands_behind_it(qtbot, window: MainWindow, qapp):
    window.open_page("diarrhea")
    view = window.detail_pane.view
    find(view, "86%")
    view.copy_row_action.trigger()
    copied = qapp.clipboard().text()
    assert copied.startswith("abemaciclib\t86%\t")
    assert "MONARCH 2" in copied
    assert "441 people" in copied
    assert "neratinib" not in copied
    find(view, "MONARCH 2")
    view.copy_row_action.trigger()
    assert qapp.clipboard().text() == copied, "the line under a row belongs to it"


def test_outside_of_tables_the_paragraph_is_copied(qtbot, window: MainWindow, qapp):
    window.open_page("diarrhea")
    find(window.detail_pane.view, "These come from different studies")
    window.detail_pane.view.copy_row()
    assert qapp.clipboard().text().startswith("These come from different studies.")
    assert "\t" not in qapp.clipboard().text()


def test_bars_follow_the_width_of_the_page(qtbot, window: MainWindow):
    window.open_page("diarrhea")
    view = window.detail_pane.view
    narrow = view._bar_width
    with qtbot.waitSignal(view.width_changed):
        window.resize(1600, 900)
    assert narrow < view._bar_width <= BAR_WIDEST
    (shown,) = {
        round(view.document().resource(IMAGE, QUrl(a)).deviceIndependentSize().width())
        for _, a in images(view)
        if a.startswith("bar:")
    }
    assert shown == view._bar_width


def test_large_text_on_a_narrow_page_leaves_words_their_room(qtbot, window: MainWindow):
    window.open_page("diarrhea")
    view = window.detail_pane.view
    normal = view._bar_width
    window._set_text_size(200)
    assert view._bar_width == BAR_NARROWEST < normal
    assert view.horizontalScrollBar().maximum() == 0, "nothing is cut off at the right"


def test_the_key_keeps_its_size(window: MainWindow):
    window.open_page("abemaciclib")
    key = window.detail_pane.view.document().resource(IMAGE, QUrl("key:40/40/-/-"))
    assert round(key.deviceIndependentSize().width()) == KEY_WIDTH


def test_hostile_words_are_shown_as_they_are(window: MainWindow, theme: Theme, book):
    from mbc_desktop.ui.html.pages import page_html
    from mbc_desktop.ui.html.parts import Shown
    from tests.summary.made import drug, reaction, study

    evil = "<h1>&amp;\"'</h1><img src=x>"
    page = drug(study(reaction(evil, {"all": 12})), name=evil)
    view = window.detail_pane.view
    view.show_html(lambda width: page_html(page, Shown(theme.colors, book.repository.edition, width)), theme.colors)
    assert view.toPlainText().count(evil) == 2


def test_the_caret_can_be_moved_through_the_page(qtbot, window: MainWindow):
    window.open_page("nausea")
    view = window.detail_pane.view
    view.setFocus()
    view.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.textCursor().selectedText() == "N"
    assert view.isReadOnly()
