"""Every string survives compression."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.store.database.text_codec import compress_text, decompress_text


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=200))
def test_any_text_is_the_same_after_a_round_trip(text: str) -> None:
    assert decompress_text(compress_text(text)) == text


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "😀" * 100])
def test_texts_that_databases_reject_survive(text: str) -> None:
    assert decompress_text(compress_text(text)) == text


def test_long_text_gets_shorter() -> None:
    text = "four words of text " * 100

    assert len(compress_text(text)) < len(text) // 10
