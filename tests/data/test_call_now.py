from mbc_desktop.data.call_now import LINES, Danger, call_now, same_fact
from mbc_desktop.data.records import Place, Statement

ONE, OTHER = Place("label", "E1", "Warnings"), Place("book", "E2", "Chapter 2")


def line(words: str, side_effect: str = "", place: Place = ONE) -> Statement:
    return Statement("warnings", f"Staff: {words}", "", (place,), call_now=words, side_effect=side_effect)


def helped(words: str, place: Place = ONE) -> Statement:
    return Statement("get_help_now", words, words, (place,))


def words(told: tuple[Statement, ...]) -> list[str]:
    return [statement.call_now or statement.text for statement in told]


def numbered(count: int) -> list[Danger]:
    """Dangers whose words are nothing alike."""
    return [Danger(f"s{n}", 3, (helped(chr(97 + n) * 20, Place("book", f"E{n}", "x")),)) for n in range(count)]


def test_the_most_dangerous_stands_first() -> None:
    dangers = [Danger("mild", 3, (helped("aaaa bbbb"),)), Danger("deadly", 1, (helped("cccc dddd"),))]
    told, left = call_now((), (), dangers)
    assert words(told) == ["cccc dddd", "aaaa bbbb"]
    assert left == 0


def test_of_equal_danger_the_more_frequent_stands_first() -> None:
    dangers = [Danger("often", 2, (helped("aaaa"),)), Danger("seldom", 2, (helped("zzzz"),))]
    assert words(call_now((), (), dangers)[0]) == ["aaaa", "zzzz"]


def test_a_boxed_warning_stands_before_a_warning() -> None:
    told, _ = call_now([line("boxed words")], [line("other things entirely")], [])
    assert words(told) == ["boxed words", "other things entirely"]
    told, _ = call_now([line("boxed words")], [], [Danger("x", 2, (helped("unlike 1234"),))])
    assert words(told)[0] == "boxed words"


def test_what_asks_for_help_at_once_stands_above_what_can_wait() -> None:
    deadly = Danger("other", 1, (helped("1234"),))
    assert words(call_now([], [line("Tell the team.")], [deadly])[0]) == ["1234", "Tell the team."]
    assert words(call_now([], [line("Call at once.")], [deadly])[0]) == ["Call at once.", "1234"]


def test_of_a_treatments_own_lines_the_more_dangerous_stands_first() -> None:
    dangers = [Danger("hands", 3, (helped("aaaa"),)), Danger("heart", 2, (helped("zzzz"),))]
    hands, chest = "Call at once if palms peel.", "Get emergency help for a racing heartbeat."
    own = [line(hands, "hands"), line(chest, "heart")]
    assert words(call_now([], own, dangers)[0]) == [chest, hands]


def test_no_warning_of_its_own_is_left_out_for_a_side_effects_line() -> None:
    deadly = [Danger(f"s{n}", 1, (helped(chr(97 + n) * 20, Place("book", f"E{n}", "x")),)) for n in range(12)]
    told, left = call_now([], [line("Tell the team.")], deadly)
    assert words(told)[-1] == "Tell the team."
    assert (len(told), left) == (8, 5)


def test_a_warnings_own_line_stands_for_its_side_effect() -> None:
    for rank, told in ((2, ["the label's words"]), (1, ["1234 5678", "the label's words"])):
        danger = Danger("colitis", rank, (helped("1234 5678"),))
        lines, _ = call_now([], [line("the label's words", "colitis")], [danger])
        assert words(lines) == told, "but never for a life-threatening one's"


def test_a_warning_without_a_line_of_its_own_is_none() -> None:
    silent = Statement("warnings", "For staff only.", "", (ONE,), side_effect="colitis")
    told, _ = call_now([], [silent], [Danger("colitis", 1, (helped("1234 5678"),))])
    assert words(told) == ["1234 5678"]


def test_every_side_effects_first_line_comes_before_any_second() -> None:
    dangers = [Danger("a", 2, (helped("aaaa"), helped("1111"))), Danger("b", 2, (helped("zzzz"), helped("9999")))]
    assert words(call_now((), (), dangers)[0]) == ["aaaa", "zzzz", "1111", "9999"]


def test_eight_lines_at_most_and_the_rest_is_counted() -> None:
    assert LINES == 8
    for count in (7, 8, 9, 20):
        told, left = call_now((), (), numbered(count))
        assert len(told) == min(count, 8)
        assert left == max(0, count - 8)


def test_a_fact_is_told_once() -> None:
    fever = "Fever of 100.4 °F (38 °C) or higher: call right away."
    dangers = [Danger("fever", 1, (helped(fever),)), Danger("neutropenia", 1, (helped(fever, OTHER),))]
    told, left = call_now((), (), dangers)
    assert words(told) == [fever]
    assert left == 0


def test_alike_words_of_one_place_are_one_fact_and_of_two_places_two() -> None:
    one = helped("A temperature of 100.4 °F or higher: call now.")
    same = helped("Temperature of 100.4 °F or higher: call right now.")
    assert same_fact(one, same)
    assert not same_fact(one, helped(same.text, OTHER))
    assert not same_fact(one, helped("Blood in the stool: get help."))


def test_nothing_to_call_for_is_nothing() -> None:
    assert call_now((), (), []) == ((), 0)
