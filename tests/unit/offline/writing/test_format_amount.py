"""Amounts as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading.units import MONEY
from core.offline.writing.format_amount import format_amount, singular_of


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (5, "km", "5 km"),
        (7.5, "km", "7.5 km"),
        (1, "books", "1 book"),
        (24, "books", "24 books"),
        (1, "h", "1 hour"),
        (3, "h", "3 hours"),
        (20, "min", "20 minutes"),
        (20, "%", "20%"),
        (5_000, "EUR", "€5,000"),
        (19.5, "USD", "$19.50"),
        (1_234.56, "GBP", "£1,234.56"),
        (300, "CHF", "300 CHF"),
        (1, "laps", "1 lap"),
        (10_000, "steps a day", "10,000 steps a day"),
        (1, "books a week", "1 book a week"),
        (50, "EUR a week", "€50 a week"),
        (30, "min a day", "30 minutes a day"),
    ],
)
def test_an_amount_is_written_with_its_unit(value: float, unit: str, text: str) -> None:
    assert format_amount(value, unit) == text


@given(st.integers(2, 10_000), st.sampled_from(["books", "pages", "km", "drinks"]))
def test_more_than_one_keeps_the_unit_as_it_is(value: int, unit: str) -> None:
    assert format_amount(value, unit).endswith(f" {unit}")


@pytest.mark.parametrize("currency", sorted(MONEY))
def test_whole_sums_have_no_cents(currency: str) -> None:
    assert ".00" not in format_amount(1_200, currency)
    assert "1,200" in format_amount(1_200, currency)


@pytest.mark.parametrize(
    ("noun", "one"),
    [
        ("books", "book"),
        ("bus", "bus"),
        ("classes", "class"),
        ("entries", "entry"),
        ("glass", "glass"),
        ("lap", "lap"),
    ],
)
def test_only_a_plural_by_rule_loses_its_end(noun: str, one: str) -> None:
    assert singular_of(noun) == one
