"""Verbs: what a task may begin with, and the imperative of other forms."""

import pytest

from core.plans.verbs import VERBS, first_word, imperative_of, says_what_to_do, starts_with_verb


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Run easily", "run"),
        ("  “Run” easily", "run"),
        ("- 1. Run, then rest", "run"),
        ("• RUN!", "run"),
        ("", ""),
        ("   ", ""),
        ("123", ""),
    ],
)
def test_the_first_word_has_no_quotes_bullets_and_numbers(title: str, word: str) -> None:
    assert first_word(title) == word


@pytest.mark.parametrize(("title", "verb"), [("Run far", True), ("Download it", False)])
def test_a_verb_of_the_list_is_known(title: str, verb: bool) -> None:
    assert starts_with_verb(title) is verb


@pytest.mark.parametrize(
    "title",
    [
        "Run",
        "write a page",
        "Re-read it",
        "“Plan” the week",
        "Download your last twenty games",
        "Proofread chapter two",
        "Hide the ashtrays",
        "After dinner, read a page",
    ],
)
def test_a_title_whose_first_word_may_be_a_verb_says_what_to_do(title: str) -> None:
    assert says_what_to_do(title)


@pytest.mark.parametrize(
    "title",
    ["", "🎉", "Running hills", "A run", "I run", "My log", "30-minute easy run", "2 games"],
)
def test_a_title_that_begins_like_a_thing_does_not(title: str) -> None:
    assert not says_what_to_do(title)


@pytest.mark.parametrize(
    ("word", "imperative"),
    [
        ("running", "run"),
        ("Swimming", "swim"),
        ("writing", "write"),
        ("walking", "walk"),
        ("planning", "plan"),
        ("writes", "write"),
        ("stretches", "stretch"),
        ("ring", None),
        ("legs", None),
        ("run", None),
        ("", None),
    ],
)
def test_gerunds_and_third_persons_have_an_imperative(word: str, imperative: str | None) -> None:
    assert imperative_of(word) == imperative


def test_every_verb_is_one_word_in_lower_case_and_an_imperative() -> None:
    assert all(verb == verb.lower() and " " not in verb for verb in VERBS)
    assert [verb for verb in VERBS if verb.endswith("ing") and imperative_of(verb)] == []
