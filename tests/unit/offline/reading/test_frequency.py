"""Frequencies and weekly hours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading.frequency import parse_frequency, parse_hours


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("not every day, maybe three times a week", 3),
        ("I can't do it every day but twice a week works", 2),
        ("stretch every day, not twice a week", 1),
        ("practise, but it doesn't have to be daily", 4),
        ("I won't train seven days a week", 4),
        ("I don't want to run every day", 4),
    ],
)
def test_a_rhythm_that_is_ruled_out_is_not_the_rhythm(text: str, times: float) -> None:
    found = parse_frequency(text)

    assert found is not None
    assert found.times == times


@pytest.mark.parametrize(
    ("text", "times", "per"),
    [
        ("once a day", 1, "day"),
        ("twice a week", 2, "week"),
        ("thrice per month", 3, "month"),
        ("3x/week", 3, "week"),
        ("3 times a week", 3, "week"),
        ("four days per week", 4, "week"),
        ("3-4 times a week", 4, "week"),
        ("two to three sessions a week", 3, "week"),
        ("5 nights weekly", 5, "week"),
        ("6 days out of 7", 6, "week"),
        ("two workouts each week", 2, "week"),
        ("twice yearly", 2, "year"),
    ],
)
def test_a_count_with_a_period_is_a_frequency(text: str, times: float, per: str) -> None:
    found = parse_frequency(text)

    assert found is not None
    assert (found.times, found.per) == (times, per)


@pytest.mark.parametrize(
    ("text", "times", "per"),
    [
        ("every day", 1, "day"),
        ("every single morning", 1, "day"),
        ("each night", 1, "day"),
        ("daily", 1, "day"),
        ("everyday", 1, "day"),
        ("nightly", 1, "day"),
        ("weekly", 1, "week"),
        ("every month", 1, "month"),
        ("every weekday", 5, "week"),
        ("every weekend", 2, "week"),
        ("every other day", 3.5, "week"),
        ("every third day", 7 / 3, "week"),
        ("every other week", 0.5, "week"),
        ("10 pages a day", 1, "day"),
        ("€50 per month", 1, "month"),
    ],
)
def test_a_period_alone_counts_once(text: str, times: float, per: str) -> None:
    found = parse_frequency(text)

    assert found is not None
    assert (found.times, found.per) == (pytest.approx(times), per)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("swim on Mondays", ("Mon",)),
        ("on Tuesdays and Thursdays", ("Tue", "Thu")),
        ("every Sunday", ("Sun",)),
        ("every Monday and Friday", ("Mon", "Fri")),
        ("Saturdays & Sundays", ("Sat", "Sun")),
    ],
)
def test_named_weekdays_are_counted_and_listed(text: str, days: tuple[str, ...]) -> None:
    found = parse_frequency(text)

    assert found is not None
    assert (found.times, found.per, found.days) == (len(days), "week", days)


def test_a_count_takes_precedence_over_weekdays_and_lists_them() -> None:
    found = parse_frequency("run twice a week, on Mondays and Thursdays")

    assert found is not None
    assert (found.times, found.days) == (2, ("Mon", "Thu"))


@pytest.mark.parametrize("text", ["run a marathon", "by Monday", "I am 30 years old", "", "often"])
def test_a_text_without_a_frequency_has_none(text: str) -> None:
    assert parse_frequency(text) is None


@pytest.mark.parametrize(
    ("text", "per_week"),
    [
        ("every day", 7),
        ("twice a week", 2),
        ("30 times a month", 6.9),
        ("52 times a year", 1),
    ],
)
def test_a_frequency_is_converted_to_times_a_week(text: str, per_week: float) -> None:
    found = parse_frequency(text)

    assert found is not None
    assert found.per_week == pytest.approx(per_week, rel=0.01)


@given(st.integers(1, 20))
def test_any_count_a_week_is_that_many_times_a_week(count: int) -> None:
    found = parse_frequency(f"train {count} times a week")

    assert found is not None
    assert found.per_week == count


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("5 hours a week", 5),
        ("2-3 hours a week", 2),
        ("an hour a day", 7),
        ("half an hour every day", 3.5),
        ("30 minutes a day", 3.5),
        ("45 min three times a week", 2.25),
        ("20 minutes twice a week", 0.67),
        ("1 hour every weekday", 5),
        ("2 hours each weekend", 2),
        ("10 hours a month", 2.3),
        ("90 mins weekly", 1.5),
        ("15 minutes daily", 1.75),
        ("30 min of yoga a day", 3.5),
    ],
)
def test_a_time_with_a_period_is_converted_to_hours_a_week(text: str, hours: float) -> None:
    found = parse_hours(text)

    assert found is not None
    assert found.per_week == pytest.approx(hours, abs=0.01)
    assert found.span.text in text


@pytest.mark.parametrize("text", ["run 5 km in 25 minutes", "sleep 8 hours", "5 km a week", ""])
def test_a_time_without_a_period_is_not_weekly_hours(text: str) -> None:
    assert parse_hours(text) is None


@given(st.integers(1, 60))
def test_hours_a_week_are_taken_as_they_are(hours: int) -> None:
    found = parse_hours(f"I can give it {hours} hours a week")

    assert found is not None
    assert found.per_week == hours


@pytest.mark.parametrize(
    ("text", "per_week"),
    [
        ("twice a week", 2),
        ("3x/week", 3),
        ("every morning", 7),
        ("3-4 times per week", 4),
        ("every other day", 3.5),
        ("on Mondays and Thursdays", 2),
        ("10 pages a day", 7),
        ("take it everyday", 7),
    ],
)
def test_a_frequency_is_parsed_as_times_a_week(text: str, per_week: float) -> None:
    frequency = parse_frequency(text)

    assert frequency is not None
    assert frequency.per_week == pytest.approx(per_week, rel=0.01)


def test_named_weekdays_are_listed() -> None:
    frequency = parse_frequency("swim on Mondays and Thursdays")

    assert frequency is not None
    assert frequency.days == ("Mon", "Thu")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("5 hours a week", 5),
        ("an hour a day", 7),
        ("30 minutes a day", 3.5),
        ("45 min every day", 5.25),
    ],
)
def test_time_given_to_a_goal_is_read_as_hours_a_week(text: str, hours: float) -> None:
    found = parse_hours(text)

    assert found is not None
    assert found.per_week == hours
