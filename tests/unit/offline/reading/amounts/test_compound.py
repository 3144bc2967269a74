"""Amounts in two units are one amount, and other numbers beside a unit stay their own."""

import pytest

from core.offline.reading.amounts.compound import compounds_in, in_stone_and_pounds
from core.offline.reading.facts import Quantity
from core.offline.reading.units import convert
from tests.factories.coaching import parse


def found(text: str) -> list[Quantity]:
    return sorted(compounds_in(text), key=lambda amount: amount.span.start)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("I weigh 15 stone 11", "lb", 221),
        ("he is 13 st 4lb now", "lb", 186),
        ("lose a stone and a half", "lb", 21),
        ("a half marathon in 2h10", "min", 130),
        ("my last one was 4 h 05.", "min", 245),
        ("1 hour and 20 minutes", "min", 80),
    ],
)
def test_two_units_are_one_amount(text: str, unit: str, value: float) -> None:
    (amount,) = found(text)

    assert convert(amount.value, amount.unit, unit) == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize(
    "text",
    ["15 stone 2 years ago", "2 hours 3 times a week", "1 St 5 pm", "4 hours 30 km", "12 stone 15"],
)
def test_a_number_of_its_own_is_no_second_unit(text: str) -> None:
    assert found(text) == []


def test_a_body_weight_in_stone_is_start_and_target_and_a_height_is_neither() -> None:
    text = "I'm 5 foot 11 and 15 stone 11, I want to be 13 stone 4 by June"
    facts = parse(text)

    assert facts.quantity is not None
    assert facts.baseline is not None
    assert in_stone_and_pounds(facts.baseline.value) == "15 stone 11"
    assert in_stone_and_pounds(facts.quantity.value) == "13 stone 4"
