"""Target, date and pace either agree, or it is said how far they are apart."""

from datetime import date, timedelta

import pytest

from core.goals.arithmetic import Pace, find_contradiction
from core.goals.reading import Reading, Slot, SlotName, SlotValue, Source

TODAY = date(2026, 11, 21)
A_YEAR = TODAY + timedelta(days=365)


def make_reading(**values: SlotValue) -> Reading:
    return Reading(
        slots={
            SlotName(name.rstrip("_")): Slot(
                value=value, text=str(value), confidence=1.0, source=Source.STATED
            )
            for name, value in values.items()
        }
    )


def test_a_pace_that_reaches_the_target_is_no_contradiction() -> None:
    reading = make_reading(to=3_600.0, by=A_YEAR)

    assert (
        find_contradiction(reading, Pace(amount=300, unit="EUR", per="month"), today=TODAY) is None
    )


def test_a_pace_that_does_not_is_told_with_what_it_reaches_and_when() -> None:
    reading = make_reading(to=7_200.0, by=A_YEAR)

    found = find_contradiction(reading, Pace(amount=300, unit="EUR", per="month"), today=TODAY)

    assert found is not None
    assert found.reached == pytest.approx(3_600, rel=0.01)
    assert found.needed == pytest.approx(600, rel=0.01)
    assert abs((found.on - TODAY).days - 730) <= 2


def test_a_falling_target_is_reached_from_above() -> None:
    reading = make_reading(from_=90.0, to=60.0, by=TODAY + timedelta(weeks=10))

    found = find_contradiction(reading, Pace(amount=1, unit="kg", per="week"), today=TODAY)

    assert found is not None
    assert found.reached == pytest.approx(80)


@pytest.mark.parametrize(
    "reading",
    [
        make_reading(by=A_YEAR),
        make_reading(to=9_000.0),
        make_reading(to=9_000.0, by=TODAY),
        make_reading(to="a lot", by=A_YEAR),
    ],
)
def test_what_is_not_known_contradicts_nothing(reading: Reading) -> None:
    assert find_contradiction(reading, Pace(amount=1, unit="EUR", per="day"), today=TODAY) is None


def test_a_target_that_takes_centuries_still_has_a_date() -> None:
    reading = make_reading(to=1e12, by=A_YEAR)

    found = find_contradiction(reading, Pace(amount=1, unit="EUR", per="year"), today=TODAY)

    assert found is not None
    assert found.on.year <= TODAY.year + 101
