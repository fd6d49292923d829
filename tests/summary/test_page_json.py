import json

from mbc_desktop.summary.page_json import json_of, reaction
from tests.summary import made


def test_every_page_is_json(repository):
    for key, entry in repository.entries.items():
        told = json.loads(json.dumps(json_of(repository.page(key))))
        assert (told["id"], told["kind"]) == (key, entry.kind)


def test_a_row_keeps_the_sources_own_shares_and_marks_what_was_added_up():
    told = reaction(made.reaction(shares={"all": "<1", "grade3": 1, "grade4": 0}, comparator={"all": 22.0}))
    assert told["all_pct"] == "<1"
    assert told["comparator_all_pct"] == 22.0
    assert told["comparator_grade3_pct"] is None
    assert (told["severe_pct"], told["severe_derived"]) == (1, True)
    assert told["all_derived"] is False


def test_unknown_is_null_and_zero_is_zero():
    told = reaction(made.reaction(shares={"grade3plus": 0}))
    assert told["all_pct"] is None
    assert told["severe_pct"] == 0
    assert told["n"] is None
