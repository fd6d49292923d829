"""Two to four treatments side by side in the window: chosen, opened, sorted, gone back to, printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from mbc_desktop.summary import phrases
from mbc_desktop.summary.orders import Order
from mbc_desktop.ui import detail_pane
from mbc_desktop.ui.choice_dialog import ChoiceDialog
from mbc_desktop.ui.main_window import MainWindow
from mbc_desktop.ui.print_dialog import PrintDialog

CHECKED, UNCHECKED = Qt.CheckState.Checked.value, Qt.CheckState.Unchecked.value
THREE = "compare:abemaciclib,palbociclib,ribociclib"


@pytest.fixture
def asked(monkeypatch):
    """`asked(...)`: the next choice is answered with these ids, None cancels. Returns the dialogs' lines, as shown."""
    seen: list[ChoiceDialog] = []
    answers: list[tuple[str, ...] | None] = []

    def exec_(dialog: ChoiceDialog) -> int:
        seen.append(dialog)
        answer = answers.pop(0)
        dialog.said_first = dialog.said.text()
        dialog.first = [(line.key, line.checked) for line in dialog.model._lines]
        for row, line in enumerate(list(dialog.model._lines)):
            state = CHECKED if line.key in (answer or ()) else UNCHECKED
            dialog.model.setData(dialog.model.index(row), state, Qt.ItemDataRole.CheckStateRole)
        return QDialog.DialogCode.Rejected if answer is None else QDialog.DialogCode.Accepted

    monkeypatch.setattr(ChoiceDialog, "exec", exec_)

    def will(*answer: tuple[str, ...] | None) -> list[ChoiceDialog]:
        answers.extend(answer)
        return seen

    return will


def title(window: MainWindow) -> str:
    return window.windowTitle().replace("\N{NO-BREAK SPACE}", " ")


def test_a_drug_is_compared_with_those_that_are_chosen(window: MainWindow, asked):
    seen = asked(("ribociclib", "palbociclib"))
    window.open_page("abemaciclib")
    window.menus.compare.trigger()
    (dialog,) = seen
    offered = [key for key, _ in dialog.first]
    assert "abemaciclib" not in offered
    assert offered.index("tucatinib") < offered.index("capecitabine"), "its own group first"
    assert not any(checked for _, checked in dialog.first)
    assert dialog.said_first == "Choose 1 to 3: 0 chosen"
    assert title(window).startswith("Abemaciclib, palbociclib and ribociclib side by side")
    text = window.detail_pane.view.toPlainText()
    assert phrases.DIFFERENT_STUDIES in text
    assert "86" in text
    assert window.detail_pane.view.hasFocus()


def test_a_group_is_compared_with_groups(window: MainWindow, asked):
    seen = asked(("surgery",))
    window.open_page("chemotherapy")
    window.menus.compare.trigger()
    assert {key for key, _ in seen[0].first} >= {"hormone-therapy", "surgery"}
    assert "paclitaxel" not in {key for key, _ in seen[0].first}
    assert title(window).startswith("Chemotherapy and surgery side by side")


def test_only_drugs_groups_and_comparisons_can_be_compared(window: MainWindow):
    for key, can in (("abemaciclib", True), ("surgery", True), (THREE, True), ("nausea", False), ("overview", False)):
        window.open_page(key)
        assert window.menus.compare.isEnabled() == can, key
    window.show_start()
    assert not window.menus.compare.isEnabled()


def test_change_keeps_the_order_of_what_stays(window: MainWindow, asked):
    seen = asked(("capecitabine", "palbociclib", "abemaciclib"))
    window.open_page("compare:palbociclib,abemaciclib,ribociclib")
    window.detail_pane.page_wanted.emit("compare:")
    assert [key for key, checked in seen[0].first if checked] == ["abemaciclib", "palbociclib", "ribociclib"]
    assert seen[0].said_first == "Choose 2 to 4: 3 chosen"
    assert title(window).startswith("Palbociclib, abemaciclib and capecitabine side by side")


def test_cancel_leaves_the_page_as_it_is(window: MainWindow, asked):
    asked(None)
    window.open_page("abemaciclib")
    window.menus.compare.trigger()
    assert window.detail_pane.page.id == "abemaciclib"


def test_one_to_three_can_be_added_and_no_more(qtbot):
    dialog = ChoiceDialog("Compare abemaciclib with…", {key: key for key in "abcde"}, (), None, limits=(1, 3))
    qtbot.addWidget(dialog)
    dialog.show()
    allowed = [dialog.ok_button.isEnabled()]
    for row in range(5):
        dialog.model.setData(dialog.model.index(row), CHECKED, Qt.ItemDataRole.CheckStateRole)
        allowed.append(dialog.ok_button.isEnabled())
    assert allowed == [False, True, True, True, False, False]
    assert dialog.said.text() == "Choose 1 to 3: 5 chosen"


def test_back_and_forward_lead_over_a_comparison(window: MainWindow):
    window.open_page("abemaciclib")
    window.open_page(THREE)
    window.open_page("diarrhea")
    window.go_back()
    assert title(window).startswith("Abemaciclib, palbociclib and ribociclib")
    window.go_back()
    assert window.detail_pane.page.id == "abemaciclib"
    window.go_forward()
    assert window.detail_pane.page.id == THREE


@pytest.mark.parametrize(
    "address", ["compare:abemaciclib", "compare:abemaciclib,surgery", "compare:abemaciclib,nobody"]
)
def test_what_cannot_stand_side_by_side_is_told(window: MainWindow, told, address: str):
    window.open_page("abemaciclib")
    window.open_page(address)
    assert len(told) == 1
    assert window.detail_pane.page.id == "abemaciclib"


def rows(window: MainWindow) -> str:
    return window.detail_pane.view.toPlainText().partition("Comparison group")[2]


def test_the_order_is_chosen_by_keyboard_and_said(qtbot, window: MainWindow, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(detail_pane, "announce", lambda _widget, words: said.append(words))
    window.open_page(THREE)
    view = window.detail_pane.view
    view.setFocus()
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        if view.textCursor().selectedText() == "name":
            break
    assert rows(window).index("Nausea") < rows(window).index("Constipation")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert rows(window).index("Constipation") < rows(window).index("Nausea")
    assert view.textCursor().selectedText() == "✓ name"
    assert "Sort by: name, chosen." in said
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert any("comparison group any grade" in words and "abemaciclib + " in words for words in said[-2:])


def test_a_row_is_copied_with_its_side_effect(window: MainWindow):
    window.open_page(THREE)
    view = window.detail_pane.view
    assert view.find("13")
    view.copy_row()
    copied = QGuiApplication.clipboard().text().split("\t")
    assert copied[:3] == ["Diarrhea", "Abemaciclib + fulvestrant", "86"]


def test_find_and_copy_work_on_a_comparison(window: MainWindow):
    window.open_page(THREE)
    assert window.detail_pane.view.find("Hair loss")
    window.menus.copy_page.trigger()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Abemaciclib, palbociclib and ribociclib side by side\n====")
    assert "- Abemaciclib + fulvestrant: 86 out of 100" in text


def test_what_is_printed_is_the_comparison_that_is_shown(window: MainWindow, monkeypatch):
    opened: list[tuple[list[Order], str, str]] = []

    def exec_(dialog: PrintDialog) -> int:
        opened.append((dialog.orders_chosen(), dialog.windowTitle(), dialog.said.text()))
        return 0

    monkeypatch.setattr(PrintDialog, "exec", exec_)
    window.open_page("compare:anastrozole,letrozole")
    window.menus.print.trigger()
    ((order,), said, pages) = (opened[0][0], opened[0][1], opened[0][2])
    assert order.kind == "comparison"
    assert [page.id for page in order.pages] == ["anastrozole", "letrozole"]
    assert "Anastrozole and letrozole" in said
    assert pages.endswith("pages") or pages == "1 page"


def test_a_pdfs_name_can_be_a_files_name_anywhere(book):
    from mbc_desktop.summary import offers
    from mbc_desktop.ui.compare import Compare

    page = Compare(book.repository).page("compare:anastrozole,letrozole")
    assert offers.file_name(page, offers.offered(page)) == "anastrozole-letrozole-comparison"
    drug = book.repository.page("letrozole")
    assert offers.file_name(drug, [Order("patient", (drug,)), Order("card", (drug,))]) == "letrozole-patient-card"


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("address", [THREE, "compare:capecitabine,fam-trastuzumab-deruxtecan,paclitaxel,docetaxel"])
def test_nothing_is_cut_at_the_side(window: MainWindow, address: str, percent: int):
    window.resize(1024, 768)
    window._set_text_size(percent)
    window.open_page(address)
    assert window.detail_pane.view.horizontalScrollBar().maximum() == 0
