"""Target, date and pace either agree, or it is said how far they are apart."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goals.arithmetic import Pace, day_done, done_by, find_contradiction
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


PACES = st.builds(
    Pace,
    amount=st.floats(min_value=0.5, max_value=5_000).map(lambda n: round(n, 2)),
    unit=st.just("EUR"),
    per=st.sampled_from(["day", "week", "month", "year"]),
    slot=st.sampled_from([None, SlotName.PAYMENT]),
)
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2030, 12, 31))


@given(pace=PACES, today=DAYS, periods=st.floats(min_value=0.1, max_value=60))
def test_the_distance_is_done_on_the_day_and_not_a_payment_earlier(
    pace: Pace, today: date, periods: float
) -> None:
    distance = pace.amount * periods

    day = day_done(pace, today, distance)

    assert done_by(pace, today, day) >= distance * (1 - 1e-6)
    earlier = day - timedelta(days=1)
    assert done_by(pace, today, earlier) <= distance * (1 + 1e-6)


@given(pace=PACES, today=DAYS, days=st.integers(min_value=40, max_value=3_000))
def test_the_pace_that_is_needed_contradicts_nothing(pace: Pace, today: date, days: int) -> None:
    by = today + timedelta(days=days)
    target = done_by(pace, today, by) * 3
    reading = make_reading(to=target, by=by)

    found = find_contradiction(reading, pace, today=today)

    assert found is not None
    enough = replace(pace, amount=found.needed)
    assert find_contradiction(reading, enough, today=today) is None
    later = make_reading(to=target, by=found.on)
    assert find_contradiction(later, pace, today=today) is None


def test_sixteen_monthly_payments_end_on_the_sixteenth_payday() -> None:
    pace = Pace(amount=150, unit="EUR", per="month", slot=SlotName.PAYMENT)

    assert day_done(pace, date(2026, 11, 26), 2_400) == date(2028, 3, 1)


def test_a_date_nobody_named_is_no_date_to_miss() -> None:
    reading = make_reading(to=7_200.0, by=A_YEAR)
    by = reading.slots[SlotName.BY]
    assumed = reading.with_slot(SlotName.BY, replace(by, source=Source.ASSUMED))
    pace = Pace(amount=300, unit="EUR", per="month")

    assert find_contradiction(reading, pace, today=TODAY) is not None
    assert find_contradiction(assumed, pace, today=TODAY) is None
