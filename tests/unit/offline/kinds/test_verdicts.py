"""Whether a goal works out is said with its sum: the own pace times the sessions until the day."""

import pytest

from core.offline.reading.pace.counted_amounts import counted_in
from core.offline.reading.pace.own_pace import OwnPace
from tests.factories.coaching import COACH, coached, make_request

NOVEL = (
    "I have 30,000 words of a novel about a lighthouse. I want a first draft of about 60k by the "
    "end of June. I write before work, weekdays only, about 250 words when it goes well."
)
DIARY = (
    "I am typing up my aunt's letters, 400 pages, 90 done since spring. They should be bound for "
    "her birthday on 1 August. I manage 2 pages an evening, on Mondays and Thursdays. "
    "Is that enough?"
)


@pytest.mark.parametrize(
    ("text", "whole", "done", "each"),
    [
        (NOVEL, 60_000, 30_000, 250),
        (DIARY, 400, 90, 2),
        ("read all 850 pages of it by June, I'm on page 37, 8 pages at night", 850, 37, 8),
        ("pack 130 boxes by the 12th, 10 boxes a night", 130, None, 10),
    ],
)
def test_the_whole_the_stock_and_the_pace_of_one_noun_are_told_apart(
    text: str, whole: float, done: float | None, each: float
) -> None:
    found = counted_in(text)

    assert found is not None
    assert found.whole.value == whole
    assert (found.done.value if found.done else None) == done
    assert found.each is not None
    assert found.each.value == each


@pytest.mark.parametrize(
    "text",
    [
        "I have 3 children and 2 dogs and want to run 10 km in May",
        "save 34k for a car, I take 5 calls a day",
        "It has 12 chapters and I asleep by page four",
    ],
)
def test_numbers_of_different_things_are_no_stock_and_no_pace(text: str) -> None:
    assert counted_in(text) is None


def test_a_pace_that_reaches_the_whole_says_how_much_is_to_spare() -> None:
    goal, _, plan = coached(NOVEL)
    sum_ = next(note for note in goal.notes if "it fits" in note)

    assert goal.target is not None
    assert (goal.target.quantity, goal.target.baseline) == (60_000, 30_000)
    assert "250 words on each weekday" in sum_
    assert "30,000 words (of 60,000 words, 30,000 are there)" in sum_
    assert sum_ in plan.weeks[0].focus


def test_a_pace_that_falls_short_names_three_ways_that_do_reach_it() -> None:
    goal, _, plan = coached(DIARY)
    sum_ = next(note for note in goal.notes if "falls short" in note)
    (asked,) = COACH.reply_to_questions(make_request(DIARY), goal)
    pace = OwnPace(amount=2, unit="pages", days=("Mon", "Thu"))

    assert "2 pages on Monday and Thursday" in sum_
    assert sum_ in plan.weeks[0].focus
    assert asked.text == sum_
    done = pace.done_on(goal.starts_on, 310)
    assert pace.sessions(goal.starts_on, done) * 2 == 310
    assert f"{done.day} {done:%B %Y}" in sum_


def test_an_assumed_day_gives_no_verdict() -> None:
    goal, _, _ = coached("type up 400 pages of letters, 90 done, 2 pages an evening")
    assert not [note for note in goal.notes if "sessions)" in note]
