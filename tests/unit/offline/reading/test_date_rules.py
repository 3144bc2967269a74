"""Date rules: a matched phrase becomes a date, and whether it is exact."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading import date_rules
from core.offline.reading.date_rules import DateMatch, DateRule
from tests.factories.coaching import TODAY


def apply(rule: DateRule, **groups: str | None) -> DateMatch:
    """Apply a rule to a match that has these groups."""
    pattern = "".join(rf"(?P<{name}>[^|]*)\|" for name in groups)
    match = re.fullmatch(pattern, "".join(f"{value or ''}|" for value in groups.values()))
    assert match is not None
    return rule(match, TODAY)


@pytest.mark.parametrize(
    ("y", "m", "d", "expected"),
    [
        ("2027", "5", "3", (date(2027, 5, 3), True)),
        ("2028", "02", "29", (date(2028, 2, 29), True)),
        ("2027", "02", "29", (date(2027, 2, 28), False)),
        ("2027", "02", "32", (None, True)),
        ("2027", "13", "01", (None, True)),
    ],
)
def test_an_iso_date_is_exact_or_the_last_day_of_a_month_that_is_too_short(
    y: str, m: str, d: str, expected: DateMatch
) -> None:
    assert apply(date_rules.iso_date, y=y, m=m, d=d) == expected


@pytest.mark.parametrize(
    ("a", "b", "y", "expected"),
    [
        ("31", "12", "2027", (date(2027, 12, 31), True)),
        ("12", "31", "2027", (date(2027, 12, 31), True)),
        ("5", "5", "2027", (date(2027, 5, 5), True)),
        ("3", "5", "2027", (date(2027, 3, 5), False)),
        ("3", "5", "27", (date(2027, 3, 5), False)),
        ("3", "5", None, (date(2027, 3, 5), False)),
        ("12", "24", None, (date(2026, 12, 24), False)),
        ("0", "5", None, (None, False)),
        ("2", "30", "2027", (date(2027, 2, 28), False)),
        ("2", "32", "2027", (None, True)),
    ],
)
def test_a_slashed_date_is_exact_only_if_it_has_one_reading(
    a: str, b: str, y: str | None, expected: DateMatch
) -> None:
    assert apply(date_rules.numeric_date, a=a, b=b, y=y) == expected


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)).filter(lambda day: day.day > 12))
def test_both_orders_of_a_slashed_date_agree_if_the_day_is_above_twelve(day: date) -> None:
    year = str(day.year)
    one = apply(date_rules.numeric_date, a=str(day.day), b=str(day.month), y=year)
    other = apply(date_rules.numeric_date, a=str(day.month), b=str(day.day), y=year)

    assert one == other == (day, True)


@pytest.mark.parametrize(
    ("n", "unit", "expected"),
    [
        ("2", "weeks", date(2026, 12, 5)),
        ("a", "fortnight", date(2026, 12, 5)),
        ("10", "days", date(2026, 12, 1)),
        ("three", "months", date(2027, 2, 21)),
        ("3", "mos", date(2027, 2, 21)),
        ("1", "yr", date(2027, 11, 21)),
        ("1200", "days", date(2030, 3, 5)),
        ("1201", "days", None),
    ],
)
def test_a_relative_date_has_an_upper_limit(n: str, unit: str, expected: date | None) -> None:
    assert apply(date_rules.after_duration, n=n, unit=unit) == (expected, True)


def test_more_than_a_century_is_a_century() -> None:
    assert apply(date_rules.after_duration, n="900", unit="years")[0] == date(2126, 11, 21)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("in", (date(2027, 6, 30), False)),
        ("during", (date(2027, 6, 30), False)),
        ("by", (date(2027, 6, 1), False)),
        ("before", (date(2027, 5, 31), False)),
    ],
)
def test_the_word_before_a_month_decides(word: str, expected: DateMatch) -> None:
    assert apply(date_rules.in_month, word=word, month="June", year=None) == expected


def test_a_month_has_the_given_year() -> None:
    assert apply(date_rules.in_month, word="in", month="June", year="2030")[0] == date(2030, 6, 30)
    assert apply(date_rules.end_of_named, month="März", year="2030")[0] == date(2030, 3, 31)
    assert apply(date_rules.before_event_in, month="June", year="2030")[0] == date(2030, 5, 31)
    assert apply(date_rules.quarter, q="2", year="2030")[0] == date(2030, 6, 30)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("week", date(2026, 11, 22)),
        ("last week", date(2026, 11, 15)),
        ("next week", date(2026, 11, 29)),
        ("last month", date(2026, 10, 31)),
        ("next month", date(2026, 12, 31)),
        ("last quarter", date(2026, 9, 30)),
        ("this quarter", date(2026, 12, 31)),
        ("next quarter", date(2027, 3, 31)),
        ("last year", date(2025, 12, 31)),
        ("semester", date(2026, 12, 31)),
        ("next year", date(2027, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(period: str, expected: date) -> None:
    assert apply(date_rules.end_of_period, period=period) == (expected, True)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("in ", (date(2028, 12, 31), True)),
        ("end of ", (date(2028, 12, 31), True)),
        ("by ", (date(2027, 12, 31), False)),
        ("until ", (date(2027, 12, 31), False)),
        ("Before ", (date(2027, 12, 31), False)),
    ],
)
def test_a_year_ends_with_december_of_it_or_of_the_year_before(
    word: str, expected: DateMatch
) -> None:
    assert apply(date_rules.year_alone, word=word, y="2028") == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("in", date(2027, 8, 31)),
        ("by", date(2027, 5, 31)),
        ("by the end of", date(2027, 8, 31)),
        ("until", date(2027, 5, 31)),
        (None, date(2027, 8, 31)),
    ],
)
def test_a_season_ends_or_has_not_started(word: str | None, expected: date) -> None:
    assert apply(date_rules.season, word=word, season="Summer", year=None) == (expected, False)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("today", TODAY),
        ("Tonight", TODAY),
        ("tomorrow", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
    ],
)
def test_near_days(word: str, expected: date) -> None:
    assert apply(date_rules.relative_day, word=word) == (expected, True)


def test_weekdays_holidays_and_sessions() -> None:
    assert apply(date_rules.weekday, day="Friday") == (date(2026, 11, 27), True)
    assert apply(date_rules.named_holiday, holiday="New Year's", year=None) == (
        date(2026, 12, 31),
        True,
    )
    assert apply(date_rules.next_session, any="") == (date(2026, 12, 19), False)


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("3", "May", None, (date(2027, 5, 3), True)),
        ("21", "nov", None, (TODAY, True)),
        ("20", "november", None, (date(2027, 11, 20), True)),
        ("first", "March", None, (date(2027, 3, 1), True)),
        ("31", "June", "2027", (date(2027, 6, 30), False)),
        ("29", "Feb", None, (date(2027, 2, 28), False)),
    ],
)
def test_a_day_and_a_month_are_the_next_ones_or_those_of_the_year(
    day: str, month: str, year: str | None, expected: DateMatch
) -> None:
    assert apply(date_rules.day_month, day=day, month=month, year=year) == expected
