"""Concreteness: which words of a text name concrete things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality.concreteness import concrete_words, strip_confidence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Do leg lifts", ("leg", "lifts")),
        ("Take statins", ("statins",)),
        ("Cook fish soup on Sundays", ("cook", "fish", "soup")),
        ("Jog", ("jog",)),
        ("Practise Spanish for 20 minutes daily", ("spanish",)),
        ("Walk the dog before breakfast", ("walk", "dog", "breakfast")),
    ],
)
def test_concrete_words_are_returned_in_order_and_lower_case(
    text: str, words: tuple[str, ...]
) -> None:
    assert concrete_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Do exercise daily",
        "Eat healthier food",
        "Try to be better at work every week",
        "Improve my fitness by the end of March",
        "3 times a week for 12 weeks",
        "10/10 confident",
        "go to it",
    ],
)
def test_categories_fillers_numbers_and_times_are_not_concrete(text: str) -> None:
    assert concrete_words(text) == ()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Run 5 km (8/10)", "Run 5 km"),
        ("Run 5 km, 80%", "Run 5 km"),
        ("Run 5 km [confidence: 7/10]", "Run 5 km"),
        ("Run 5 km, confidence level of 7 out of 10", "Run 5 km,"),
        ("Run 5 km 60% confident", "Run 5 km"),
        ("Run 5 km (90 %)", "Run 5 km"),
    ],
)
def test_a_statement_of_confidence_is_blanked(text: str, rest: str) -> None:
    assert strip_confidence(text).strip() == rest


@pytest.mark.parametrize("text", ["Run 5 km", "Save 10% of my pay", "Finish 3 of 4 chapters"])
def test_other_numbers_are_not_a_confidence(text: str) -> None:
    assert strip_confidence(text) == text


@given(text=st.text(max_size=120))
def test_every_other_word_stays_at_its_position(text: str) -> None:
    stripped = strip_confidence(text)

    assert len(stripped) == len(text)
    assert all(new in {old, " "} for old, new in zip(text, stripped, strict=True))


@given(text=st.text(max_size=120))
def test_concrete_words_are_words_of_the_text(text: str) -> None:
    assert all(word in text.lower() for word in concrete_words(text) if word.isascii())
