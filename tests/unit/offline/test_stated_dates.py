"""A date that stands in the text is the end of the plan, wherever it stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import MAX_WEEKS
from tests.factories.coaching import TODAY, coached, parse

WORDINGS = (
    "save 3,000 € for the deposit by {}",
    "write the first draft of my novel by {}",
    "I want to lose 3 kg until {}",
    "The deadline for the grant is {}. I have 4 of about 20 pages and write best before 9am.",
    "meditate daily till {}",
    "pay off 1,200 € on my card by {}",
)


@settings(max_examples=21, deadline=None)
@given(
    days=st.integers(min_value=9, max_value=7 * MAX_WEEKS - 1), wording=st.sampled_from(WORDINGS)
)
def test_the_plan_ends_on_the_date_that_was_named(days: int, wording: str) -> None:
    day = TODAY + timedelta(days=days)

    goal, _, plan = coached(wording.format(f"{day.day} {day:%B %Y}"))

    assert goal.deadline == plan.ends_on == day


@pytest.mark.parametrize(
    "text",
    [
        "I moved here on 3 May 2025 and want to make friends",
        "I was born on 12 March 1990 and want to run 5 km",
        "my lease started 1 December 2025, I want to paint the flat",
    ],
)
def test_a_date_of_the_past_ends_nothing(text: str) -> None:
    deadline = parse(text).deadline

    assert deadline is None or deadline.on < TODAY


def test_the_only_day_to_come_is_the_day_to_be_ready() -> None:
    deadline = parse(
        "My sister gets married 12 June 2027 and I promised to sing. I sing in the car, that's "
        "all. 20 minutes a day is what I have."
    ).deadline

    assert deadline is not None
    assert deadline.on == date(2027, 6, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            (
                "My mum turns 70 on 13 February and I throw the party, the hall has to be paid by 15 "
                "December."
            ),
            date(2027, 2, 13),
        ),
        (
            (
                "My mate and I are cycling the Danube from 5 July for eight days. The hostels want a "
                "deposit by 20 March."
            ),
            date(2027, 7, 5),
        ),
        (
            (
                "My residence permit runs out on 28 February and the office says papers must be in "
                "eight weeks before."
            ),
            date(2027, 1, 3),
        ),
        ("I have to send the VAT return by 10 January.", date(2027, 1, 10)),
    ],
)
def test_the_day_is_that_of_the_whole_and_early_enough(text: str, day: date) -> None:
    deadline = parse(text).deadline

    assert deadline is not None
    assert deadline.on == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            (
                "My girlfriend's parents are coming over from Warsaw on 14 February and they speak "
                "zero English, I'd like to manage a proper dinner conversation in Polish."
            ),
            date(2027, 2, 14),
        ),
        (
            (
                "My in-laws are visiting from Lisbon on 20 February and the spare room is full of "
                "boxes from two moves. I'd like the room to be usable, with a bed made up."
            ),
            date(2027, 2, 20),
        ),
        ("I want to run 10 km by next December", date(2027, 12, 1)),
        ("I want to run 10 km by next January", date(2027, 1, 1)),
    ],
)
def test_a_visit_to_come_and_the_december_after_this_one(text: str, day: date) -> None:
    deadline = parse(text).deadline

    assert deadline is not None
    assert deadline.on == day


def test_from_a_place_puts_no_day_into_the_past() -> None:
    coming = (
        "My wife's parents are flying in from Madrid on 14 February and speak no English. I want "
        "to manage a dinner conversation in Spanish, I know forty words."
    )
    begun = "We have had the plot from 5 July. I want to grow beans on it, an hour each Sunday."

    found = parse(coming).deadline

    assert found is not None
    assert (found.on.month, found.on.day) == (2, 14)
    assert parse(begun).deadline is None
