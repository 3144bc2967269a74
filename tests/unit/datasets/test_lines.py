"""JSON lines lose nothing, and name what they cannot read."""

import json

import pytest

from core.datasets import lines
from core.datasets.lines import read_lines, write_line
from core.goals.goal import MAX_GOAL_CHARACTERS
from tests.factories.dataset_items import small_item, whole_item

SMALLEST = '{"input": {"text": "Run 5 km"}}'


def test_what_is_written_is_read_again_unchanged() -> None:
    items = (whole_item(), small_item("Read\u2028 12 \x85 books"), whole_item("=SUM(A1)"))

    read = read_lines("".join(map(write_line, items)))

    assert read.items == items
    assert (read.bad, read.repeated) == ((), 0)


def test_a_formula_is_left_as_it_is_because_this_is_no_spreadsheet() -> None:
    line = write_line(small_item("=1+1"))

    assert json.loads(line)["input"]["text"] == "=1+1"


def test_a_goal_alone_is_an_item() -> None:
    read = read_lines(f"\ufeff{SMALLEST}\r\n\n")

    assert [item.input.text for item in read.items] == ["Run 5 km"]


BAD = [
    ("{", "not valid JSON"),
    ("[1]", "not a JSON object"),
    ('{"reply": {}}', "input: Field required"),
    ('{"input": {"text": ""}}', "input.text needs 1 to"),
    (json.dumps({"input": {"text": "x" * (MAX_GOAL_CHARACTERS + 1)}}), "input.text needs 1 to"),
    ('{"input": {"text": "a"}, "scores": {"overall": "8"}}', "scores.overall: Input should be"),
    ('{"input": {"text": "a"}, "scores": {"overall": NaN}}', "NaN is no number"),
    ('{"input": {"text": "a"}, "stars": 3}', "The field stars is not known"),
    ('{"input": {"text": "a", "circumstances": {"mood": 1}}}', "input.circumstances.mood"),
    ("[" * 100_000, "nested too deeply"),
]


@pytest.mark.parametrize(("line", "reason"), BAD, ids=range(len(BAD)))
def test_a_bad_line_is_named_by_its_number_and_loses_no_other(line: str, reason: str) -> None:
    read = read_lines(f"{SMALLEST}\n\n{line}\n{write_line(small_item('Read'))}")

    assert [item.input.text for item in read.items] == ["Run 5 km", "Read"]
    assert [one.number for one in read.bad] == [3]
    assert reason in read.bad[0].reason


def test_a_line_twice_is_one_item_and_counted() -> None:
    read = read_lines(f"{SMALLEST}\n{SMALLEST}\n")

    assert (len(read.items), read.repeated) == (1, 1)


def test_lines_beyond_the_limit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_ITEMS", 1)

    read = read_lines(f"{SMALLEST}\n{write_line(small_item('Read'))}")

    assert len(read.items) == 1
    assert read.bad[0].number == 2


def test_what_is_derived_is_computed_again_and_never_believed() -> None:
    line = json.loads(write_line(small_item())) | {"id": "wrong", "split": "test", "labels": [1]}

    assert read_lines(json.dumps(line)).items == (small_item(),)
