"""Characters that no database stores are replaced, and all others stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import strip_unstorable


@pytest.mark.parametrize(
    ("text", "stored"),
    [("a\x00b", "a\ufffdb"), ("\ud83d", "\ufffd"), ("plain", "plain"), ("é😀", "é😀")],
)
def test_what_no_database_stores_is_replaced(text: str, stored: str) -> None:
    assert strip_unstorable(text) == stored


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_the_result_can_always_be_encoded(text: str) -> None:
    stored = strip_unstorable(text)

    assert len(stored) == len(text)
    assert "\x00" not in stored
    assert stored.encode("utf-8").decode("utf-8") == stored
