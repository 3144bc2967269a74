"""What is typed is taken apart into plain words before any database sees it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from core.store.traces.search import split_words


@given(st.text())
def test_only_letters_and_digits_are_left(typed: str) -> None:
    assert all(re.fullmatch(r"[^\W_]+", word) for word in split_words(typed))


def test_words_are_cut_at_everything_that_is_not_one() -> None:
    assert split_words('sub-4:00 "goal_generation" OR café\'s*') == (
        "sub",
        "4",
        "00",
        "goal",
        "generation",
        "OR",
        "café",
        "s",
    )


def test_a_very_long_search_is_cut() -> None:
    assert len(split_words("run " * 100)) == 12
