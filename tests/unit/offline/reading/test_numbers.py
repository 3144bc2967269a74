"""Numbers: the value of a phrase, and how a value is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading.numbers import NUMBER, NUMBER_OR_ARTICLE, format_number, parse_number

ONE_NUMBER = re.compile(NUMBER, re.IGNORECASE)
ONE_NUMBER_OR_ARTICLE = re.compile(NUMBER_OR_ARTICLE, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("12.25", 12.25),
        ("1,500", 1_500),
        ("1,500.50", 1_500.5),
        ("1.500", 1_500),
        ("1.500,50", 1_500.5),
        ("1 000 000", 1_000_000),
        ("1'000", 1_000),
        ("1’000", 1_000),
        ("1.8641", 1.8641),
        ("0.125", 0.125),
        ("0,125", 0.125),
    ],
)
def test_digits_are_grouped_in_english_german_and_swiss_style(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10k", 10_000),
        ("10 k", 10_000),
        ("2.5K", 2_500),
        ("3 hundred", 300),
        ("3 thousand", 3_000),
        ("1.5 million", 1_500_000),
    ],
)
def test_a_scale_multiplies_digits(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zero", 0),
        ("one", 1),
        ("Twelve", 12),
        ("nineteen", 19),
        ("twenty", 20),
        ("twenty five", 25),
        ("twenty-five", 25),
        ("ninety nine", 99),
        ("two hundred", 200),
        ("two thousand", 2_000),
        ("three hundred thousand", 300_000),
        ("five million", 5_000_000),
    ],
)
def test_number_words_are_added_and_scaled(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half a", 0.5),
        ("half an", 0.5),
        ("one and a half", 1.5),
        ("a couple of", 2),
        ("a few", 3),
        ("half a dozen", 6),
        ("a dozen", 12),
        ("a hundred", 100),
        ("a thousand", 1_000),
        ("a million", 1_000_000),
        ("a", 1),
        ("an", 1),
    ],
)
def test_fixed_phrases_have_a_value(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("run 12 km", "12"),
        ("run 1.8641 miles", "1.8641"),
        ("save 1,500.50 now", "1,500.50"),
        ("half a dozen eggs", "half a dozen"),
        ("twenty five books", "twenty five"),
        ("save 10k soon", "10k"),
        ("a couple of days", "a couple of"),
    ],
)
def test_the_pattern_matches_the_longest_number(text: str, matched: str) -> None:
    found = ONE_NUMBER.search(text)

    assert found is not None
    assert found.group() == matched


@pytest.mark.parametrize("text", ["a book", "an hour", "read more", ""])
def test_an_article_is_a_number_only_where_it_is_asked_for(text: str) -> None:
    assert ONE_NUMBER.search(text) is None
    assert bool(ONE_NUMBER_OR_ARTICLE.search(text)) == text.startswith("a")


@given(st.integers(0, 999_999_999))
def test_a_formatted_integer_is_parsed_to_the_same_value(value: int) -> None:
    assert parse_number(format_number(value)) == value


@given(st.integers(0, 9_999), st.integers(0, 9))
def test_a_decimal_sign_may_be_a_point_or_a_comma(whole: int, tenth: int) -> None:
    expected = pytest.approx(whole + tenth / 10)

    assert parse_number(f"{whole}.{tenth}") == expected
    assert parse_number(f"{whole},{tenth}") == expected


@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=1, max_size=2))
def test_every_group_separator_gives_the_same_value(first: int, rest: list[int]) -> None:
    groups = [str(first), *(f"{group:03d}" for group in rest)]

    assert len({parse_number(sign.join(groups)) for sign in (",", ".", "'", " ")}) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (5.0, "5"),
        (7.5, "7.5"),
        (7.04, "7"),
        (7.06, "7.1"),
        (1200, "1,200"),
        (1234.5, "1,234.5"),
        (-2.0, "-2"),
    ],
)
def test_a_number_is_written_with_at_most_one_decimal(value: float, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,500.50", 1500.5),
        ("1,5", 1.5),
        ("1.500,50", 1500.5),
        ("2.500", 2_500),
        ("1 000 000", 1_000_000),
        ("1'000", 1_000),
        ("10 k", 10_000),
        ("10k", 10_000),
        ("twenty five", 25),
        ("two thousand", 2_000),
        ("half a", 0.5),
        ("a couple of", 2),
        ("three hundred", 300),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert parse_number(text) == value


def test_a_whole_number_is_written_without_a_decimal() -> None:
    assert (format_number(5.0), format_number(7.5), format_number(1200)) == ("5", "7.5", "1,200")
