import json

from hypothesis import given
from hypothesis import strategies as st

from core.exports.truncation import TEXT_CHARACTERS, as_object, truncate


def test_a_long_text_says_how_much_is_missing() -> None:
    assert truncate("x" * 15, at=10) == "x" * 10 + "… [5 more characters are kept in Rein]"


def test_a_json_object_stays_one_and_anything_else_becomes_one() -> None:
    assert as_object('{"title": "Run"}') == {"title": "Run"}
    assert as_object("[1, 2]") == {"text": "[1, 2]"}
    assert as_object("{not json") == {"text": "{not json"}
    assert as_object("Run", name="goal") == {"goal": "Run"}
    assert as_object(None) is None


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_can_be_sent(text: str) -> None:
    sent = json.dumps(as_object(text), ensure_ascii=False).encode()

    assert len(sent) < 8 * TEXT_CHARACTERS
