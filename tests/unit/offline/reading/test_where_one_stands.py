"""What stands in the background of a story is where the plan begins, if it is of today."""

import pytest

from tests.factories.coaching import coached, parse


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "I ran a 10k in 61 min in October. Now signed up for the Hamburg marathon, 25 April 2027.",
            10,
        ),
        ("I ran a half when I was 30. Now I want to run 10 km in May, I can run 3 km.", 3),
        ("I ran a half marathon in 2009 and want to run a marathon on 4 May 2027.", None),
        ("My sister ran a 10k and I want to run a half marathon on 4 May 2027.", None),
    ],
)
def test_a_distance_covered_lately_is_the_start(text: str, start: float | None) -> None:
    today = parse(text).baseline

    assert (today.value if today else None) == start


def test_a_runner_with_a_start_gets_a_verdict_and_no_walking_plan() -> None:
    text = (
        "I ran a 10k in 61 min in October and run 3 times a week. I signed up for the Hamburg "
        "marathon, 25 April 2027. Is that enough time?"
    )
    goal, _, plan = coached(text)
    (sum_,) = [note for note in goal.notes if note.startswith("From 10 km to 42.2 km")]

    assert sum_ in plan.weeks[0].focus
    assert not any("walk 90 seconds" in task.title for task in plan.weeks[0].tasks)


def test_a_bare_weight_of_today_is_the_start_and_its_pace_is_judged() -> None:
    text = "Second baby in April, 81 now at 1.68. I want to be at 72 by my wedding on 12 June 2027."
    facts = parse(text)

    assert facts.quantity is not None
    assert facts.baseline is not None
    assert (facts.quantity.value, facts.baseline.value) == (72, 81)
    goal, _, _ = coached(text)
    assert any(note.startswith("9 kg in") and note.endswith("it fits.") for note in goal.notes)


def test_a_number_that_describes_a_thing_and_a_limit_are_no_target_and_no_start() -> None:
    facts = parse(
        "We're moving from a 5 room house to a 3 room flat on 12 March 2027. I have a bad back, "
        "cant lift more than 10 kg."
    )

    assert facts.quantity is None
    assert facts.baseline is None


def test_the_lessons_of_a_teacher_are_not_the_rhythm_of_the_own_practice() -> None:
    lessons = (
        "I bought an oboe and want to play a minuet by June. Teacher every two weeks for 45 min."
    )
    own = "I bought an oboe and want to play a minuet by June. I practise twice a week for 45 min."

    assert parse(lessons).frequency is None
    assert parse(lessons).hours is None
    rhythm = parse(own).frequency
    assert rhythm is not None
    assert rhythm.per_week == 2
