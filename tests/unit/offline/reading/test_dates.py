"""Deadlines: every form of date, against a given day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading.dates import parse_deadline
from tests.factories.coaching import TODAY


def day_of(text: str, today: date = TODAY) -> date | None:
    deadline = parse_deadline(text, today=today)
    return None if deadline is None else deadline.on


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("by 2027-02-01", date(2027, 2, 1)),
        ("on 3 May", date(2027, 5, 3)),
        ("on the 3rd of May", date(2027, 5, 3)),
        ("for 12 June 2028", date(2028, 6, 12)),
        ("by May 3", date(2027, 5, 3)),
        ("on May the 3rd, 2029", date(2029, 5, 3)),
        ("by Sept. 30", date(2027, 9, 30)),
        ("by 1 March 2020", date(2020, 3, 1)),
        ("on 29 February", date(2027, 2, 28)),
    ],
)
def test_a_calendar_date_is_the_given_or_the_next_one(text: str, on: date) -> None:
    assert day_of(text) == on


@pytest.mark.parametrize(
    ("text", "on", "exact"),
    [
        ("by 31/12/2027", date(2027, 12, 31), True),
        ("by 12/31/2027", date(2027, 12, 31), True),
        ("by 5/5/2027", date(2027, 5, 5), True),
        ("by 3/5/2027", date(2027, 3, 5), False),
        ("by 31.03.27", date(2027, 3, 31), True),
        ("by 3/5", date(2027, 3, 5), False),
        ("save 500 12.06.2027", date(2027, 12, 6), False),
    ],
)
def test_an_ambiguous_numeric_date_is_not_exact(text: str, on: date, exact: bool) -> None:
    deadline = parse_deadline(text, today=TODAY)

    assert deadline is not None
    assert (deadline.on, deadline.exact) == (on, exact)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("in 10 days", 10),
        ("in a week", 7),
        ("within two weeks", 14),
        ("over the next 3 weeks", 21),
        ("in a fortnight", 14),
        ("for the next 30 days", 30),
        ("10 days from now", 10),
        ("in 12 weeks' time", 84),
        ("a 30-day challenge", 30),
    ],
)
def test_a_duration_counts_from_today_and_keeps_its_length(text: str, days: int) -> None:
    deadline = parse_deadline(text, today=TODAY)

    assert deadline is not None
    assert deadline.on == TODAY + timedelta(days=days)
    assert deadline.length_days == days


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("in 3 months", date(2027, 2, 21)),
        ("in one and a half months", date(2027, 1, 5)),
        ("in two years", date(2028, 11, 21)),
        ("in half a year", date(2027, 5, 21)),
    ],
)
def test_months_and_years_follow_the_calendar(text: str, on: date) -> None:
    assert day_of(text) == on


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("this week", date(2026, 11, 22)),
        ("by the end of next week", date(2026, 11, 29)),
        ("by the end of the month", date(2026, 11, 30)),
        ("next month", date(2026, 12, 31)),
        ("this quarter", date(2026, 12, 31)),
        ("by the end of next quarter", date(2027, 3, 31)),
        ("this year", date(2026, 12, 31)),
        ("next year", date(2027, 12, 31)),
        ("this semester", date(2026, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(text: str, on: date) -> None:
    assert day_of(text) == on


@pytest.mark.parametrize(
    ("text", "on", "exact"),
    [
        ("in June", date(2027, 6, 30), False),
        ("by June", date(2027, 6, 1), False),
        ("before June", date(2027, 5, 31), False),
        ("in early March 2028", date(2028, 3, 10), False),
        ("by the end of June", date(2027, 6, 30), True),
        ("June 2028", date(2028, 6, 30), True),
        ("for my wedding in June", date(2027, 5, 31), False),
    ],
)
def test_the_preposition_decides_which_end_of_a_month(
    text: str,
    on: date,
    exact: bool,
) -> None:
    deadline = parse_deadline(text, today=TODAY)

    assert deadline is not None
    assert (deadline.on, deadline.exact) == (on, exact)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("in 2028", date(2028, 12, 31)),
        ("by 2028", date(2027, 12, 31)),
        ("by the end of 2028", date(2028, 12, 31)),
        ("by Q2", date(2027, 6, 30)),
        ("Q3 2028", date(2028, 9, 30)),
        ("by summer", date(2027, 5, 31)),
        ("in summer", date(2027, 8, 31)),
        ("by the end of summer", date(2027, 8, 31)),
        ("autumn 2028", date(2028, 11, 30)),
    ],
)
def test_years_quarters_and_seasons(text: str, on: date) -> None:
    assert day_of(text) == on


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("by Friday", date(2026, 11, 27)),
        ("next Monday", date(2026, 11, 23)),
        ("by Saturday", date(2026, 11, 28)),
        ("by tomorrow", date(2026, 11, 22)),
        ("today", TODAY),
        ("by my next appointment", TODAY + timedelta(days=28)),
        ("by the next check-up", TODAY + timedelta(days=28)),
    ],
)
def test_near_days_and_appointments(text: str, on: date) -> None:
    assert day_of(text) == on


@pytest.mark.parametrize(
    "text",
    [
        "run 5 km in 25 minutes",
        "exercise 3 days a week",
        "work out on Mondays",
        "I have smoked for 10 years",
        "I was off for two weeks",
        "may I run 10 km",
        "march with the band",
        "in 5,000 years",
        "by 99/99/2027",
        "",
    ],
)
def test_a_text_without_a_deadline_has_none(text: str) -> None:
    assert parse_deadline(text, today=TODAY) is None


def test_a_day_that_does_not_exist_falls_back_to_its_month() -> None:
    assert day_of("by 31 February 2027") == date(2027, 2, 28)


def test_the_more_exact_pattern_wins_over_the_earlier_one() -> None:
    assert day_of("this year, on 3 May, run 10 km") == date(2027, 5, 3)


def test_the_span_is_the_matched_text() -> None:
    text = "Save 500 by the end of June for a bike"
    deadline = parse_deadline(text, today=TODAY)

    assert deadline is not None
    assert text[deadline.span.start : deadline.span.end] == deadline.span.text
    assert deadline.span.text == "by the end of June"


@given(st.dates(date(2024, 1, 1), date(2060, 12, 31)))
def test_an_iso_date_is_parsed_to_itself(day: date) -> None:
    assert day_of(f"finish by {day.isoformat()}") == day


@given(
    st.dates(date(2024, 1, 1), date(2060, 12, 31)),
    st.sampled_from(["on {d.day} {d:%B} {d.year}", "by {d:%B} {d.day}, {d.year}"]),
)
def test_a_written_date_is_parsed_to_itself(day: date, form: str) -> None:
    assert day_of(form.format(d=day)) == day


@given(st.dates(date(2024, 1, 1), date(2060, 12, 31)), st.integers(1, 400))
def test_a_duration_in_days_does_not_depend_on_the_calendar(today: date, days: int) -> None:
    assert day_of(f"in {days} days", today) == today + timedelta(days=days)


@given(st.text(max_size=120))
def test_any_text_is_parsed_without_an_error(text: str) -> None:
    deadline = parse_deadline(text, today=TODAY)

    assert (
        deadline is None
        or deadline.span.text == text[deadline.span.start : deadline.span.end].strip()
    )


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("run a 5K by the end of Q1", date(2027, 3, 31)),
        ("in 12 weeks", date(2027, 2, 13)),
        ("before my wedding in June", date(2027, 5, 31)),
        ("this year", date(2026, 12, 31)),
        ("by my 40th birthday on 3 May", date(2027, 5, 3)),
        ("read 24 books in 2027", date(2027, 12, 31)),
        ("by March", date(2027, 3, 1)),
        ("over the next six months", date(2027, 5, 21)),
        ("by Christmas", date(2026, 12, 24)),
        ("20 Bücher lesen bis Ende März", date(2027, 3, 31)),
        ("20 Bücher lesen bis 31.03.2027", date(2027, 3, 31)),
        ("lire 20 livres d'ici fin mars 2028", date(2028, 3, 31)),
        ("by Christmas 2027", date(2027, 12, 24)),
        ("Christmas 2027", date(2027, 12, 24)),
        ("before Easter 2028", date(2028, 4, 16)),
        ("by Thanksgiving 2028", date(2028, 11, 23)),
        ("by summer 2027", date(2027, 5, 31)),
        ("in the summer of 2028", date(2028, 8, 31)),
        ("this winter 2027", date(2027, 12, 31)),
        ("end of 2027", date(2027, 12, 31)),
        ("by the end of 2027", date(2027, 12, 31)),
        ("by end 2027", date(2027, 12, 31)),
        ("by 2027", date(2026, 12, 31)),
        ("by March 2028", date(2028, 3, 1)),
        ("save $500, March 2028", date(2028, 3, 31)),
        ("by the end of next month", date(2026, 12, 31)),
        ("pass it on May 12th", date(2027, 5, 12)),
        ("by Friday", date(2026, 11, 27)),
        ("30-day challenge", date(2026, 12, 21)),
        ("by 2027-02-01", date(2027, 2, 1)),
        ("by 1 March 2020", date(2020, 3, 1)),
        ("before Easter", date(2027, 3, 28)),
        ("in five years", date(2031, 11, 21)),
    ],
)
def test_a_deadline_is_read_against_the_given_day(text: str, on: date) -> None:
    deadline = parse_deadline(text, today=TODAY)

    assert deadline is not None
    assert deadline.on == on
    assert deadline.span.text in text


@pytest.mark.parametrize(
    "text",
    [
        "5k in 25 minutes",
        "exercise 3 days a week",
        "may I run 10 km",
        "I have smoked for 10 years",
        "run",
    ],
)
def test_a_duration_or_a_rate_is_not_a_deadline(text: str) -> None:
    assert parse_deadline(text, today=TODAY) is None


def test_an_open_date_is_not_exact() -> None:
    vague = parse_deadline("before my wedding in June", today=TODAY)
    exact = parse_deadline("on 12 June", today=TODAY)

    assert vague is not None
    assert exact is not None
    assert (vague.exact, exact.exact) == (False, True)
