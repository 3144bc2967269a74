"""Verbs: what a task may begin with, and the imperative of other forms."""

import pytest

from core.plans.verbs import VERBS, first_word, imperative_of, starts_with_verb


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


@pytest.mark.parametrize("title", ["Run", "write a page", "Re-read it", "“Plan” the week"])
def test_a_title_in_the_imperative_starts_with_a_verb(title: str) -> None:
    assert starts_with_verb(title)


@pytest.mark.parametrize("title", ["", "Legs", "Running hills", "A run", "I run"])
def test_another_title_does_not_start_with_a_verb(title: str) -> None:
    assert not starts_with_verb(title)


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
