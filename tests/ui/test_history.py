from hypothesis import given
from hypothesis import strategies as st

from mbc_desktop.ui.history import LONGEST, RECENT, History


def test_back_and_forward_walk_over_the_pages_opened():
    history = History()
    for page in ("", "nausea", "abemaciclib"):
        history.visit(page)
    assert history.back() == "nausea"
    assert history.back() == ""
    assert history.back() is None
    assert history.forward() == "nausea"
    assert history.forward() == "abemaciclib"
    assert history.forward() is None


def test_a_page_opened_from_the_middle_cuts_off_what_was_ahead():
    history = History()
    for page in ("a", "b", "c"):
        history.visit(page)
    history.back()
    history.visit("d")
    assert history.pages == ["a", "b", "d"]
    assert not history.can_go_forward
    assert history.back() == "b"


def test_the_page_that_is_shown_is_not_remembered_twice():
    history = History()
    history.visit("a")
    history.visit("a")
    assert not history.can_go_back


def test_nothing_can_be_gone_back_to_before_the_first_page():
    history = History()
    assert not history.can_go_back
    assert not history.can_go_forward
    assert history.back() is None
    assert history.forward() is None


@given(st.lists(st.sampled_from(["back", "forward", "a", "b", "c"]), max_size=3 * LONGEST))
def test_it_stays_short_and_never_leaves_its_pages(steps: list[str]):
    history = History()
    for step in steps:
        if step in ("back", "forward"):
            could = history.can_go_back if step == "back" else history.can_go_forward
            gone = history.back() if step == "back" else history.forward()
            assert (gone is not None) == could
        else:
            history.visit(step)
            assert history.pages[history.at] == step
        assert len(history.pages) <= LONGEST
        assert -1 <= history.at < max(1, len(history.pages))


def test_the_longest_history_drops_the_oldest_page():
    history = History()
    for number in range(LONGEST + 5):
        history.visit(str(number))
    assert history.pages[0] == "5"
    assert history.back() == str(LONGEST + 3)


def test_the_last_pages_are_offered_once_each_the_newest_first():
    history = History()
    for page in ("a", "b", "a", "c"):
        history.visit(page, page.upper())
    assert history.recent_before() == [("a", "A"), ("b", "B")], "the one that is shown is not offered"
    history.visit("", "")
    assert history.recent_before() == [("c", "C"), ("a", "A"), ("b", "B")], "nor is one without a title"
    history.back()
    assert history.recent_before() == [("a", "A"), ("b", "B")]


def test_no_more_than_the_last_ten_are_offered():
    history = History()
    for number in range(RECENT + 5):
        history.visit(str(number), f"Page {number}")
    assert len(history.recent_before()) == RECENT == 10
    assert history.recent_before()[0] == ("13", "Page 13")
