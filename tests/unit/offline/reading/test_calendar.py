"""Calendar arithmetic: quarters, seasons, holidays and the next occurrence of a day."""

import calendar as standard
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading.calendar import (
    MONTHS,
    MONTHS_MULTILINGUAL,
    WEEKDAYS,
    add_months,
    date_or_none,
    easter,
    end_of_named_month,
    end_of_quarter,
    end_of_season,
    holiday,
    last_of_month,
    next_occurrence,
    next_weekday,
    start_of_named_month,
    start_of_season,
)

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def test_months_and_weekdays_have_long_and_short_names() -> None:
    assert (MONTHS["march"], MONTHS["mar"], MONTHS["sept"]) == (3, 3, 9)
    assert (WEEKDAYS["monday"], WEEKDAYS["sun"]) == (0, 6)
    assert set(MONTHS.values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("name", "month"), [("märz", 3), ("mai", 5), ("dezember", 12), ("août", 8), ("février", 2)]
)
def test_german_and_french_months_are_known(name: str, month: int) -> None:
    assert MONTHS_MULTILINGUAL[name] == month


@given(DAYS)
def test_the_last_of_a_month_is_followed_by_the_first_of_the_next(day: date) -> None:
    last = last_of_month(day.year, day.month)

    assert last.month == day.month
    assert (last + timedelta(days=1)).day == 1


@pytest.mark.parametrize(("day", "valid"), [(28, True), (29, False), (0, False), (32, False)])
def test_a_day_that_does_not_exist_is_none(day: int, valid: bool) -> None:
    assert (date_or_none(2027, 2, day) is not None) is valid


def test_the_29th_of_february_is_found_in_the_next_leap_year() -> None:
    assert next_occurrence(2, 29, today=TODAY) == date(2028, 2, 29)


def test_a_day_that_no_year_has_is_none() -> None:
    assert next_occurrence(2, 30, today=TODAY) is None


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_the_next_occurrence_is_within_a_year_and_not_before_today(
    today: date, month: int, day: int
) -> None:
    found = next_occurrence(month, day, today=today)

    assert found is not None
    assert today <= found < today + timedelta(days=367)
    assert (found.month, found.day) == (month, day)


@pytest.mark.parametrize(
    ("quarter", "year", "end"),
    [
        (1, None, date(2027, 3, 31)),
        (3, None, date(2027, 9, 30)),
        (4, None, date(2026, 12, 31)),
        (2, 2030, date(2030, 6, 30)),
        (1, 2026, date(2026, 3, 31)),
    ],
)
def test_a_quarter_ends_in_its_year_or_next_time(quarter: int, year: int | None, end: date) -> None:
    assert end_of_quarter(quarter, year, today=TODAY) == end


@pytest.mark.parametrize(
    ("month", "year", "start", "end"),
    [
        (11, None, date(2027, 11, 1), date(2026, 11, 30)),
        (12, None, date(2026, 12, 1), date(2026, 12, 31)),
        (2, None, date(2027, 2, 1), date(2027, 2, 28)),
        (2, 2028, date(2028, 2, 1), date(2028, 2, 29)),
        (5, 2020, date(2020, 5, 1), date(2020, 5, 31)),
    ],
)
def test_a_named_month_starts_and_ends_next_time_or_in_its_year(
    month: int, year: int | None, start: date, end: date
) -> None:
    assert start_of_named_month(month, year, today=TODAY) == start
    assert end_of_named_month(month, year, today=TODAY) == end


@pytest.mark.parametrize(
    ("season", "year", "start", "end"),
    [
        ("spring", None, date(2027, 3, 1), date(2027, 5, 31)),
        ("summer", None, date(2027, 6, 1), date(2027, 8, 31)),
        ("autumn", None, date(2027, 9, 1), date(2026, 11, 30)),
        ("fall", 2028, date(2028, 9, 1), date(2028, 11, 30)),
        ("winter", None, date(2026, 12, 1), date(2027, 2, 28)),
        ("winter", 2027, date(2027, 12, 1), date(2027, 12, 31)),
    ],
)
def test_a_season_starts_and_ends_in_the_northern_hemisphere(
    season: str, year: int | None, start: date, end: date
) -> None:
    assert start_of_season(season, year, today=TODAY) == start
    assert end_of_season(season, year, today=TODAY) == end


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("christmas", None, date(2026, 12, 24)),
        ("xmas", 2030, date(2030, 12, 24)),
        ("new years eve", None, date(2026, 12, 31)),
        ("new year", None, date(2026, 12, 31)),
        ("valentines day", None, date(2027, 2, 14)),
        ("halloween", None, date(2027, 10, 31)),
        ("easter", None, date(2027, 3, 28)),
        ("easter", 2028, date(2028, 4, 16)),
        ("thanksgiving", None, date(2026, 11, 26)),
        ("thanksgiving", 2028, date(2028, 11, 23)),
    ],
)
def test_a_holiday_is_the_next_one_or_that_of_its_year(
    name: str, year: int | None, day: date
) -> None:
    assert holiday(name, year, today=TODAY) == day


def test_a_holiday_that_has_passed_is_next_year() -> None:
    late = date(2026, 12, 30)

    assert holiday("christmas", None, today=late) == date(2027, 12, 24)
    assert holiday("thanksgiving", None, today=late) == date(2027, 11, 25)


def test_an_unknown_holiday_is_none() -> None:
    assert holiday("bastille day", None, today=TODAY) is None


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1961, date(1961, 4, 2)),
        (2000, date(2000, 4, 23)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2038, date(2038, 4, 25)),
        (2285, date(2285, 3, 22)),
    ],
)
def test_easter_agrees_with_the_published_tables(year: int, day: date) -> None:
    assert easter(year) == day


@given(st.integers(1900, 2200))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    day = easter(year)

    assert day.weekday() == standard.SUNDAY
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@given(DAYS, st.integers(0, 6))
def test_the_next_weekday_is_one_to_seven_days_ahead(today: date, weekday: int) -> None:
    found = next_weekday(weekday, today=today)

    assert found.weekday() == weekday
    assert 1 <= (found - today).days <= 7


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
        (date(2026, 11, 21), 1.5, date(2027, 1, 5)),
        (date(2026, 11, 21), 0.5, date(2026, 12, 6)),
        (date(2026, 3, 1), -1, date(2026, 2, 1)),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last(
    day: date, months: float, expected: date
) -> None:
    assert add_months(day, months) == expected


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_more_months_are_never_earlier(day: date, fewer: int, more: int) -> None:
    low, high = sorted((fewer, more))

    assert add_months(day, low) <= add_months(day, high)
