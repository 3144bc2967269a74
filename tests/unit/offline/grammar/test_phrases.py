"""Words go into a sentence only where they can stand: things where a thing is needed."""

import pytest

from core.offline.grammar.phrases import can_be_act, can_be_noun_phrase, says_it_twice
from core.offline.writing.own_words import acts_in, short_thing


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the birth of our son", True),
        ("The Swan by Saint-Saens", True),
        ("peace between us", True),
        ("sometimes", False),
        ("more often", False),
        ("my own", False),
        ("it", False),
        ("a job I like", False),
        ("really", False),
        ("the family", True),
    ],
)
def test_a_thing_ends_in_a_noun_and_is_no_clause(words: str, expected: bool) -> None:
    assert can_be_noun_phrase(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Walk with the pram", True),
        ("Phone the landlord", True),
        ("Talk to him", True),
        ("Practise sometimes", False),
        ("Practise more often", False),
        ("Read", False),
    ],
)
def test_an_act_says_what_is_done_with_what(words: str, expected: bool) -> None:
    assert can_be_act(words) is expected


def test_words_that_are_no_thing_give_way_to_the_neutral_ones() -> None:
    assert short_thing("sometimes", "I practise ", "your piece") == "your piece"
    assert acts_in("practise sometimes and phone the landlord") == ("phone the landlord",)


@pytest.mark.parametrize(
    ("thing", "expected"),
    [("a complete first draft", True), ("a draft of my book", True), ("my novel", False)],
)
def test_a_template_that_names_the_thing_again_is_noticed(thing: str, expected: bool) -> None:
    assert says_it_twice("finish {thing}, a full draft of {target}", thing) is expected
