"""Weeks of a plan: their number, their days, check-ins and reserve days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goals.weeks import (
    DAYS,
    Day,
    check_in_weeks,
    count_weeks,
    date_of,
    days_of,
    minutes_cap,
    reserve_days,
    week_end,
    week_start,
)

SATURDAY = date(2026, 11, 21)
STARTS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))
LENGTHS = st.integers(1, 364)


@pytest.mark.parametrize(
    ("days", "weeks"),
    [(1, 1), (6, 1), (7, 1), (8, 1), (9, 1), (10, 2), (14, 2), (16, 2), (17, 3), (364, 52)],
)
def test_a_last_week_of_one_or_two_days_belongs_to_the_week_before(days: int, weeks: int) -> None:
    assert count_weeks(SATURDAY, SATURDAY + timedelta(days=days - 1)) == weeks


def test_an_end_before_the_start_counts_as_one_week() -> None:
    assert count_weeks(SATURDAY, SATURDAY - timedelta(days=20)) == 1


@given(starts_on=STARTS, length=LENGTHS)
def test_the_weeks_cover_every_day_once(starts_on: date, length: int) -> None:
    ends_on = starts_on + timedelta(days=length - 1)

    covered = []
    for number in range(1, count_weeks(starts_on, ends_on) + 1):
        first, last = week_start(starts_on, number), week_end(starts_on, number, ends_on=ends_on)
        covered += [first + timedelta(days=i) for i in range((last - first).days + 1)]

    assert covered == [starts_on + timedelta(days=i) for i in range(length)]


@given(starts_on=STARTS, number=st.integers(1, 52), day=st.sampled_from(Day))
def test_the_date_of_a_weekday_lies_in_its_week(starts_on: date, number: int, day: Day) -> None:
    found = date_of(day, starts_on, number, ends_on=starts_on + timedelta(days=363))

    assert DAYS[found.weekday()] == day
    assert 0 <= (found - week_start(starts_on, number)).days < 7


@given(starts_on=STARTS, length=LENGTHS, day=st.sampled_from(Day))
def test_each_day_of_the_last_week_has_a_date_before_the_end(
    starts_on: date, length: int, day: Day
) -> None:
    ends_on = starts_on + timedelta(days=length - 1)
    last = count_weeks(starts_on, ends_on)
    days = days_of(starts_on, last, ends_on=ends_on)

    assert len(set(days)) == len(days)
    assert days[-1] == DAYS[ends_on.weekday()]
    assert (date_of(day, starts_on, last, ends_on=ends_on) <= ends_on) == (day in days)


def test_in_a_last_week_of_eight_days_the_last_weekday_is_the_end() -> None:
    """An exam on Saturday in eight days is not on the Saturday of today."""
    ends_on = SATURDAY + timedelta(days=7)

    assert week_end(SATURDAY, 1, ends_on=ends_on) == ends_on
    assert date_of(Day.SAT, SATURDAY, 1, ends_on=ends_on) == ends_on


def test_the_days_of_a_week_follow_the_day_the_plan_starts_on() -> None:
    ends_on = SATURDAY + timedelta(days=9)

    assert days_of(SATURDAY, 1, ends_on=ends_on) == (
        Day.SAT,
        Day.SUN,
        Day.MON,
        Day.TUE,
        Day.WED,
        Day.THU,
        Day.FRI,
    )
    assert days_of(SATURDAY, 2, ends_on=ends_on) == (Day.SAT, Day.SUN, Day.MON)


@pytest.mark.parametrize(
    ("hours", "days", "minutes"),
    [(3, 7, 180), (3, 5, 180), (3, 4, 144), (3, 1, 36), (0.5, 1, 6), (60, 7, 3600)],
)
def test_fewer_than_five_days_have_their_share_of_the_hours(
    hours: float, days: int, minutes: int
) -> None:
    assert minutes_cap(hours, days) == minutes


@given(hours=st.floats(0.5, 60), days=st.integers(1, 6))
def test_a_longer_week_never_has_fewer_minutes(hours: float, days: int) -> None:
    assert minutes_cap(hours, days) <= minutes_cap(hours, days + 1) <= hours * 60


@pytest.mark.parametrize(
    ("total", "weeks"),
    [(1, (1,)), (2, (2,)), (4, (4,)), (5, (2, 5)), (8, (3, 5, 8)), (12, (3, 6, 9, 12))],
)
def test_check_ins_of_usual_plans(total: int, weeks: tuple[int, ...]) -> None:
    assert check_in_weeks(total) == weeks


@given(total=st.integers(2, 52))
def test_check_ins_are_two_to_four_weeks_apart_and_end_with_the_plan(total: int) -> None:
    weeks = check_in_weeks(total)

    assert weeks[-1] == total
    assert all(2 <= b - a <= 4 for a, b in zip((0, *weeks), weeks, strict=False))


@given(first=st.integers(1, 52))
def test_any_four_weeks_have_two_reserve_days(first: int) -> None:
    assert sum(reserve_days(number) for number in range(first, first + 4)) == 2


@pytest.mark.parametrize(("days", "reserve"), [(3, 0), (4, 0), (5, 1), (7, 1), (9, 1)])
def test_a_short_last_week_has_no_reserve_day(days: int, reserve: int) -> None:
    assert reserve_days(8, days=days) == reserve
