"""Replies: what models really send, and what must never pass for an answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.llm.reply.parsing import InvalidReply, find_json_objects, parse_reply
from core.text import strip_misleading, strip_unstorable
from tests.factories.calls import Note

GOOD = '{"text": "Run", "stars": 4}'


@pytest.mark.parametrize(
    "reply",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Here you are:\n{GOOD}\nGood luck!",
        f"In the {{form}} you wanted: {GOOD} {{done}}",
        f"\ufeff  {GOOD}",
        '{"text": "Run", "stars": 4, "mood": "fine"}',
    ],
    ids=["plain", "fenced", "prose", "braces in prose", "byte order mark", "unknown key"],
)
def test_an_answer_is_found_anywhere_in_the_reply(reply: str) -> None:
    assert parse_reply(reply, Note) == Note(text="Run", stars=4)


def test_a_raw_line_break_in_a_string_is_forgiven() -> None:
    assert parse_reply('{"text": "Run\nslowly", "stars": 4}', Note).text == "Run\nslowly"


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        ("", "no JSON object"),
        ("I would rather not.", "no JSON object"),
        (GOOD[:-5], "not valid JSON"),
        ('{"text": "Run", "stars": NaN}', "NaN is not a JSON number"),
        ('{"text": "Run"}', "stars: Field required"),
        ('{"text": "Run", "stars": "many"}', "stars: Input should be a valid integer"),
        ('{"a":' * 100_000, "not valid JSON"),
        ("[" * 100_000, "no JSON object"),
    ],
)
def test_an_invalid_reply_names_the_problem(reply: str, problem: str) -> None:
    with pytest.raises(InvalidReply, match=problem):
        parse_reply(reply, Note)


def test_an_object_inside_a_broken_one_does_not_pass_for_the_answer() -> None:
    with pytest.raises(InvalidReply, match="not valid JSON"):
        find_json_objects(f'{{"outer": {GOOD}, "cut off')


DRAFT = '{"text": "Draft", "stars": 1}'


@pytest.mark.parametrize(
    "reply",
    [
        f"<think>First try: {DRAFT}</think>\n{GOOD}",
        f"<THINKING>{DRAFT}\n{DRAFT}</THINKING>{GOOD}",
        f"{DRAFT}\nCorrected:\n{GOOD}",
        f"Format:\n```json\n{DRAFT}\n```\nAnswer:\n```json\n{GOOD}\n```",
        f"{DRAFT} {DRAFT} {GOOD}",
        f'{GOOD}\nUsed settings: {{"temperature": 0}}',
        f"{GOOD} {{}}",
        f"<think>{GOOD}</think>",
        f"{DRAFT} {{as asked}} {GOOD} {{done}}",
        f'{{"stars": 3}} {GOOD}',
    ],
)
def test_the_last_object_that_fits_is_the_answer(reply: str) -> None:
    assert parse_reply(reply, Note) == Note(text="Run", stars=4)


def test_a_draft_before_a_broken_answer_is_not_the_answer() -> None:
    with pytest.raises(InvalidReply, match="not valid JSON"):
        parse_reply(f"{DRAFT}\nCorrected:\n{GOOD[:-4]}", Note)


def test_the_problems_named_are_those_of_the_object_that_nearly_fits() -> None:
    with pytest.raises(InvalidReply, match=r"^stars: Field required$"):
        parse_reply('{"text": "Run"} {"other": 1}', Note)


def test_a_long_list_of_problems_is_cut_short() -> None:
    class Wide(Note):
        a: int
        b: int
        c: int
        d: int
        e: int
        f: int
        g: int
        h: int

    with pytest.raises(InvalidReply, match="and 2 more"):
        parse_reply("{}", Wide)


def test_unstorable_characters_are_replaced_inside_the_answer() -> None:
    assert parse_reply('{"text": "a\\u0000b\\ud800c", "stars": 1}', Note).text == "a�b�c"


@given(st.text(alphabet=st.characters()))
def test_storable_text_can_always_be_written(text: str) -> None:
    kept = strip_unstorable(text)

    assert "\x00" not in kept
    assert len(kept) == len(text)
    kept.encode()


@given(
    st.text(alphabet=st.characters(exclude_characters="{")),
    st.dictionaries(st.text(), st.text()),
    st.text(alphabet=st.characters(exclude_characters="{")),
)
def test_prose_around_an_object_never_hides_it(
    before: str, value: dict[str, str], after: str
) -> None:
    found = find_json_objects(before + json.dumps(value) + after)

    assert found[0] == {
        strip_unstorable(key): strip_misleading(strip_unstorable(item))
        for key, item in value.items()
    }


@given(st.text(alphabet='{}[]",:\\ ab1'))
def test_a_reply_is_an_object_or_unusable_and_never_a_crash(text: str) -> None:
    try:
        found = find_json_objects(text)
    except InvalidReply:
        return
    assert all(isinstance(value, dict) for value in found)
    assert found
