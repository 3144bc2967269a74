"""Characters that no database stores are replaced, and all others stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import MAX_MARKS, strip_misleading, strip_unstorable


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Run\u202e mk 5", "Run mk 5"),
        ("Pay\u2066pal\u2069", "Paypal"),
        ("in\u200bvisible\ufeff", "invisible"),
        ("hi\U000e0041\U000e0042", "hi"),
        ("Z" + "\u0335" * 200, "Z" + "\u0335" * MAX_MARKS),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀 runs", "👩\u200d🚀 runs"),
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("བསྒྲུབས", "བསྒྲུབས"),
        ("क्षत्रिय", "क्षत्रिय"),
        ("plain", "plain"),
    ],
)
def test_what_hides_or_reorders_words_goes_and_what_scripts_need_stays(
    text: str, shown: str
) -> None:
    assert strip_misleading(text) == shown
