"""The strength progression: 5x5, plates, deloads, repetitions and home workouts."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import Circumstances
from core.offline.progressions.strength import PLATE, next_weight, strength
from tests.factories.coaching import make_input

TEN = Circumstances(weeks=10, hours_per_week=4)


@pytest.mark.parametrize(
    ("done", "misses", "deadlift", "unit", "weight"),
    [
        (True, 0, False, "kg", 62.5),
        (True, 0, True, "kg", 65),
        (True, 0, False, "lb", 65),
        (True, 0, True, "lb", 70),
        (False, 1, False, "kg", 60),
        (False, 2, False, "kg", 60),
        (False, 3, False, "kg", 55),
        (False, 3, False, "stone", 55),
    ],
)
def test_the_next_weight_of_five_by_five(
    done: bool,
    misses: int,
    deadlift: bool,
    unit: str,
    weight: float,
) -> None:
    assert next_weight(60, done=done, misses=misses, deadlift=deadlift, unit=unit) == weight


@given(st.integers(8, 80).map(lambda plates: plates * 2.5), st.integers(3, 9))
def test_a_deload_is_a_whole_number_of_plates_and_lighter(weight: float, misses: int) -> None:
    lighter = next_weight(weight, done=False, misses=misses)

    assert lighter % PLATE["kg"] == 0
    assert 0.8 * weight <= lighter < weight


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 40), st.sampled_from([("kg", 60, 100), ("lb", 135, 225)]))
def test_a_lift_rises_by_plates_to_its_target(weeks: int, lift: tuple[str, int, int]) -> None:
    unit, start, target = lift
    text = f"squat {target} {unit}, I can do {start} {unit} now"
    steps = strength(make_input(text, Circumstances(weeks=weeks, hours_per_week=4)))
    targets = [step.week_target or 0 for step in steps]

    assert targets[-1] == target
    assert all(value % PLATE[unit] == 0 for value in targets)
    assert all(after >= before for before, after in pairwise(targets))


@pytest.mark.parametrize(
    ("text", "lift"),
    [
        ("bench press 100 kg", "bench press"),
        ("deadlift 120 kg", "deadlift"),
        ("squat 100 kg", "squat"),
        ("lift 100 kg", "main lift"),
    ],
)
def test_the_lift_of_the_text_is_in_the_titles_and_tested_at_the_end(text: str, lift: str) -> None:
    steps = strength(make_input(text, TEN))

    assert lift in steps[0].sessions[0][0]
    assert len(steps[-1].sessions) == 1
    assert steps[-1].sessions[0][0].startswith(f"Test your {lift}")


def test_workouts_alternate_within_and_between_weeks() -> None:
    steps = strength(make_input("bench press 100 kg", TEN))
    letters = [[title[len("Do workout ")] for title, _ in step.sessions] for step in steps[:2]]

    assert letters in ([["A", "B", "A"], ["B", "A", "B"]], [["B", "A", "B"], ["A", "B", "A"]])


def test_repetitions_start_from_half_of_the_maximum() -> None:
    steps = strength(make_input("do 40 push-ups, I can do 20 push-ups now", TEN))

    assert "sets of" in steps[0].sessions[0][0] or "then rows" in steps[0].sessions[0][0]
    assert steps[-1].week_target == 40
    assert "Test how many push-ups" in steps[-1].sessions[0][0]


@pytest.mark.parametrize(
    ("text", "circumstances", "words"),
    [
        ("get stronger", TEN, "at home"),
        ("get stronger at the gym", TEN, "bench presses and rows"),
        (
            "get stronger at the gym",
            Circumstances(weeks=10, constraints=("no gym",)),
            "at home",
        ),
    ],
)
def test_without_a_gym_the_workouts_are_at_home(
    text: str, circumstances: Circumstances, words: str
) -> None:
    titles = [title for title, _ in strength(make_input(text, circumstances))[0].sessions]

    assert any(words in title for title in titles)


def test_at_most_three_workouts_a_week() -> None:
    steps = strength(make_input("lift weights every day", Circumstances(weeks=4, hours_per_week=9)))

    assert max(len(step.sessions) for step in steps) == 3


def test_home_workouts_get_harder() -> None:
    steps = strength(make_input("get stronger", TEN))
    counts = [int(step.sessions[0][0].split(" squats")[0].split()[-1]) for step in steps[::2][:2]]

    assert counts[0] < counts[1]
