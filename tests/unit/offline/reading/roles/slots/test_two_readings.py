"""Words that can be read in two ways: the day, the hours and the amounts they come to."""

from datetime import date

import pytest

from core.goals.reading import SURE_FROM
from core.offline.reading.facts import GoalFacts
from tests.factories.coaching import COACH

NOW = date(2026, 11, 27)


def read(text: str) -> GoalFacts:
    return COACH.parse_goal(text, today=NOW)


@pytest.mark.parametrize(
    ("text", "on", "exact"),
    [
        ("Run a half marathon by next Christmas", date(2027, 12, 24), False),
        ("Learn enough Italian to chat by next Easter", date(2027, 3, 28), True),
        ("I'd like to make 2027 the year I get fit", date(2027, 12, 31), False),
        (
            (
                "I'm retaking chemistry and the exam series is in June, my first paper is on 9 June. "
                "I get stuck on moles and run out of time."
            ),
            date(2027, 6, 9),
            True,
        ),
        (
            (
                "I smoke a packet a day and want to be done with it before the wedding on 5 June, "
                "everyone at work smokes."
            ),
            date(2027, 5, 29),
            False,
        ),
        ("Write the first chapter before 9 March", date(2027, 3, 8), True),
        (
            (
                "I'm scared of tunnels. My cousin is having twins in May and I want to drive there "
                "myself by then."
            ),
            date(2027, 4, 30),
            False,
        ),
    ],
)
def test_the_last_day_is_the_one_the_words_leave(text: str, on: date, exact: bool) -> None:
    deadline = read(text).deadline

    assert deadline is not None
    assert (deadline.on, deadline.exact) == (on, exact)


def test_a_year_that_is_to_be_something_is_no_amount() -> None:
    assert read("I'd like to make 2027 the year I get fit").quantity is None


@pytest.mark.parametrize(
    ("text", "hours", "sure"),
    [
        (
            (
                "I'm retaking chemistry, my first paper is on 9 June. I study Monday, Wednesday and "
                "Sunday, around 6 hours altogether."
            ),
            6.0,
            True,
        ),
        (
            (
                "I want to learn to draw portraits. I'm free Tuesdays and Fridays, 4 hours, and I "
                "always stop when a nose looks wrong."
            ),
            4.0,
            False,
        ),
        (
            (
                "I want to finish my novel. I write on sundays 9-12 and three train rides of 30 "
                "minutes, and I keep rewriting the start."
            ),
            4.5,
            False,
        ),
        (
            (
                "I can write 40 minutes each morning, four mornings a week, want a finished "
                "screenplay by 30 June"
            ),
            2.67,
            False,
        ),
    ],
)
def test_the_hours_of_a_week_are_the_smaller_reading(text: str, hours: float, sure: bool) -> None:
    facts = read(text)

    assert facts.hours is not None
    assert facts.hours.per_week == hours
    assert (facts.confidence["hours"] >= SURE_FROM) is sure


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            (
                "The gym is 15 minutes from my house and I can row for 10 minutes. I want to row 45 "
                "minutes without a break by May."
            ),
            10.0,
        ),
        (
            (
                "There's a track 2 km away. I'd like to run 5 km without stopping by the end of April, "
                "my shins ache."
            ),
            None,
        ),
        (
            "The nearest pool is a 20 minute drive away, and I want to swim for 40 minutes by May",
            None,
        ),
    ],
)
def test_how_far_a_place_is_is_no_amount_of_the_goal(text: str, start: float | None) -> None:
    facts = read(text)

    assert (facts.baseline.value if facts.baseline is not None else None) == start
    assert facts.quantity is not None
    assert facts.quantity.value in {45, 5, 40}
    assert not any("away" in clause.text for clause in facts.starting_points)


def test_what_is_yet_to_end_bounds_the_plan_and_is_no_starting_point() -> None:
    facts = read(
        "Moving to Porto in early april with two cats. lease here ends 31 march. No idea where to "
        "begin, I have 3 hours a week."
    )

    assert facts.starting_points == ()
    assert any("31 march" in limit.text for limit in facts.constraints)
    assert facts.deadline is not None
    assert facts.deadline.on == date(2027, 4, 10)
