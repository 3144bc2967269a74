"""Units: every alias has one unit, and conversions agree with their definitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading.facts import QuantityKind
from core.offline.reading.units import CURRENCIES, MONEY, UNITS, convert, distance_km, weight_kg

AMOUNTS = st.floats(0.1, 10_000)


@pytest.mark.parametrize(
    ("alias", "unit", "kind"),
    [
        ("kilometres", "km", QuantityKind.DISTANCE),
        ("mile", "mi", QuantityKind.DISTANCE),
        ("lbs", "lb", QuantityKind.WEIGHT),
        ("hrs", "h", QuantityKind.TIME),
        ("nights", "days", QuantityKind.TIME),
        ("percent", "%", QuantityKind.PERCENT),
        ("bücher", "books", QuantityKind.COUNT),
        ("chin-ups", "pull-ups", QuantityKind.COUNT),
        ("gpa", "GPA", QuantityKind.SCORE),
    ],
)
def test_an_alias_has_a_unit_and_a_kind(alias: str, unit: str, kind: QuantityKind) -> None:
    assert UNITS[alias] == (unit, kind)


def test_every_unit_has_one_kind() -> None:
    kinds: dict[str, set[QuantityKind]] = {}
    for unit, kind in UNITS.values():
        kinds.setdefault(unit, set()).add(kind)

    assert {unit: found for unit, found in kinds.items() if len(found) > 1} == {}


def test_no_currency_is_a_unit_of_something_else() -> None:
    assert MONEY.isdisjoint(unit for unit, _ in UNITS.values())
    assert set(CURRENCIES).isdisjoint(UNITS)


def test_every_currency_is_a_three_letter_code() -> None:
    assert all(len(code) == 3 and code.isupper() for code in MONEY)


@pytest.mark.parametrize(
    ("value", "unit", "km"),
    [(5, "km", 5), (10, "mi", 16.09), (800, "m", 0.8), (3, "laps", 3)],
)
def test_a_distance_in_kilometres(value: float, unit: str, km: float) -> None:
    assert distance_km(value, unit) == pytest.approx(km)


@pytest.mark.parametrize(
    ("value", "unit", "kg"), [(80, "kg", 80), (100, "lb", 45.36), (10, "stone", 63.5)]
)
def test_a_weight_in_kilograms(value: float, unit: str, kg: float) -> None:
    assert weight_kg(value, unit) == pytest.approx(kg, abs=0.02)


@given(AMOUNTS, st.sampled_from(["km", "mi", "m"]))
def test_a_distance_is_proportional_to_its_value(value: float, unit: str) -> None:
    assert distance_km(2 * value, unit) == pytest.approx(2 * distance_km(value, unit))


@given(AMOUNTS)
def test_fourteen_pounds_are_a_stone(value: float) -> None:
    assert weight_kg(14 * value, "lb") == pytest.approx(weight_kg(value, "stone"))


DIMENSIONS = (("mm", "cm", "m", "km", "mi", "ft"), ("g", "kg", "lb", "stone"), ("s", "min", "h"))
PAIRS = [(a, b) for units in DIMENSIONS for a in units for b in units]


@given(AMOUNTS, st.sampled_from(PAIRS))
def test_a_number_converted_and_back_is_the_same(value: float, pair: tuple[str, str]) -> None:
    unit, other = pair
    there = convert(value, unit, other)

    assert there is not None
    assert convert(there, other, unit) == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (50, "m", "km", 0.05),
        (90, "minutes", "hours", 1.5),
        (3, "km a week", "m a week", 3000),
        (5, "books", "book", 5),
        (2, "lengths", "km", None),
        (2, "km", "kg", None),
        (2, "h a day", "h a week", None),
    ],
)
def test_a_number_converts_within_its_dimension(
    value: float, unit: str, to: str, expected: float | None
) -> None:
    assert convert(value, unit, to) == expected
