"""A measured number is read as people write it, in the unit of its metric, or refused with a reason."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidInput
from core.usecases.measurements.read_value import read_value


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("7,5", "km", 7.5),
        ("7.5", "km", 7.5),
        (" 8 km ", "km", 8),
        ("1.200", "EUR", 1_200),
        ("1.8641 miles", "mi", 1.8641),
        ("42.195 km", "km", 42.195),
        ("0.125", "l", 0.125),
        ("1,200.50", "EUR", 1_200.5),
        ("1 500", "EUR", 1_500),
        ("€300", "EUR", 300),
        ("300 euros", "EUR", 300),
        ("1.5k", "words", 1_500),
        ("2h 10", "min", 130),
        ("2 h 10 min", "min", 130),
        ("2h 30", "h", 2.5),
        ("25:30", "min", 25.5),
        ("2:15", "h", 2.25),
        ("1:02:30", "min", 62.5),
        ("half an hour", "min", 30),
        ("30 min", "h", 0.5),
        ("5 mi", "km", 8.045),
        ("about 5", "km", 5),
        ("twelve", "sessions", 12),
        ("7", "days a week", 7),
        ("0", "cigarettes", 0),
        ("12 %", "%", 12),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, unit: str, value: float) -> None:
    assert read_value(text, unit=unit) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "a lot", "5-6", "1e5", "NaN", "inf", "7 5 3", "9" * 50])
def test_what_is_no_number_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_value(text, unit="km")

    assert refused.value.field == "value"
    assert refused.value.advice


def test_a_number_of_something_else_names_the_unit_that_counts() -> None:
    with pytest.raises(InvalidInput, match="counted in km"):
        read_value("3 pages", unit="km")


def test_a_number_below_zero_is_refused() -> None:
    with pytest.raises(InvalidInput, match="below zero"):
        read_value("-3", unit="km")


@given(st.text(max_size=80), st.sampled_from(["km", "min", "EUR", "words", ""]))
def test_any_text_gives_a_number_or_a_reason(text: str, unit: str) -> None:
    value = 0.0
    with contextlib.suppress(InvalidInput):  # any other exception fails
        value = read_value(text, unit=unit)

    assert 0 <= value <= 1e12
