"""Progressions of regular practice: minutes, rates, days without, coverage."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import Circumstances, Experience, Style
from core.offline.progressions.ramps import (
    coverage,
    days_without,
    language,
    minutes,
    preparation_weeks,
    rate,
)
from tests.factories.coaching import make_input

TEN = Circumstances(weeks=10)


def test_minutes_rise_and_stay_within_the_hours() -> None:
    inputs = make_input("learn Spanish", Circumstances(weeks=10, hours_per_week=3))
    loads = [step.load or 0 for step in minutes(inputs)]

    assert loads[0] < loads[-1] <= 180
    assert all(after >= before for before, after in pairwise(loads))


def test_week_targets_count_sessions_if_there_is_no_target() -> None:
    counted = make_input("be kind", TEN)
    inputs = replace(counted, goal=replace(counted.goal, target=None))

    assert [step.week_target for step in minutes(inputs)] == [
        float(inputs.sessions * week) for week in range(1, 11)
    ]


def test_week_targets_approach_a_target() -> None:
    steps = minutes(make_input("learn 20 songs", TEN))
    targets = [step.week_target or 0 for step in steps]

    assert targets[-1] == 20
    assert all(after >= before for before, after in pairwise(targets))


def test_a_score_without_a_baseline_has_no_week_targets() -> None:
    without = minutes(make_input("get an IELTS band of 7.5", TEN))
    measured = minutes(make_input("raise my IELTS band from 6 points to 7.5", TEN))

    assert {step.week_target for step in without} == {None}
    assert measured[-1].week_target == 7.5


def test_a_language_counts_what_can_be_said_not_the_hours() -> None:
    inputs = make_input("learn Greek", TEN)
    targets = [step.week_target or 0 for step in language(inputs)]

    assert inputs.unit == "conversations"
    assert targets[-1] == inputs.target
    assert all(after > before for before, after in pairwise(targets))


def test_a_language_without_a_target_counts_hours_of_study() -> None:
    counted = make_input("learn Greek", TEN)
    steps = language(replace(counted, goal=replace(counted.goal, target=None)))
    hours = [step.week_target or 0 for step in steps]

    assert all(after > before for before, after in pairwise(hours))
    assert hours[-1] == pytest.approx(sum(step.load or 0 for step in steps) / 60, abs=0.1)


def test_a_rate_is_reached_after_three_quarters_and_held() -> None:
    steps = rate(make_input("walk 10,000 steps a day", Circumstances(weeks=12)))
    loads = [step.load or 0 for step in steps]

    assert loads[8:] == [10_000.0] * 4
    assert loads[0] < loads[8]
    assert all(load % 100 == 0 for load in loads)


def test_a_rate_may_fall() -> None:
    steps = rate(make_input("cut from 20 cigarettes a day to 5", Circumstances(weeks=12)))
    loads = [step.load or 0 for step in steps]

    assert loads[-1] == 5
    assert all(after <= before for before, after in pairwise(loads))


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 52), st.sampled_from(Style), st.integers(1, 60))
def test_a_rate_ends_on_its_target_in_any_length(weeks: int, style: Style, pages: int) -> None:
    inputs = make_input(f"do {pages} push-ups a day", Circumstances(weeks=weeks, style=style))
    steps = rate(inputs)

    assert len(steps) == weeks
    assert steps[-1].load == inputs.target


@pytest.mark.parametrize(
    ("weeks", "preparation"), [(1, 0), (5, 0), (6, 1), (8, 2), (10, 2), (52, 2)]
)
def test_preparation_takes_two_weeks_at_most_and_none_of_a_short_plan(
    weeks: int, preparation: int
) -> None:
    assert preparation_weeks(weeks) == preparation


def test_days_without_count_from_the_quit_day() -> None:
    steps = days_without(make_input("quit smoking", TEN))

    assert [step.load for step in steps] == [0, 0, 7, 14, 21, 28, 35, 42, 49, 56]
    assert [step.week_target for step in steps][:3] == [None, None, 7]


def test_days_without_stop_at_the_target() -> None:
    steps = days_without(make_input("quit smoking for 30 days", TEN))

    assert max(step.load or 0 for step in steps) <= 56


def test_coverage_rises_from_the_baseline_to_the_target() -> None:
    steps = coverage(make_input("pass my biology exam", TEN))
    loads = [step.load or 0 for step in steps]

    assert all(after > before for before, after in pairwise(loads))
    assert loads[-1] == 85
    assert loads[0] > 30


@pytest.mark.parametrize("rule", [minutes, language, rate, coverage])
def test_low_confidence_makes_the_first_week_no_larger(rule: object) -> None:
    texts = {minutes: "learn to juggle", language: "learn Greek", rate: "walk 9000 steps a day"}
    text = texts.get(rule, "pass my biology exam")  # type: ignore[call-overload]

    def first(confidence: int) -> float:
        about = Circumstances(weeks=10, confidence=confidence)
        return rule(make_input(text, about))[0].load or 0  # type: ignore[operator,no-any-return]

    assert first(3) < first(9)


def test_experience_makes_the_first_week_larger() -> None:
    def first(experience: Experience) -> float:
        about = Circumstances(weeks=10, experience=experience)
        return minutes(make_input("learn to juggle", about))[0].load or 0

    assert first(Experience.BEGINNER) < first(Experience.INTERMEDIATE) < first(Experience.ADVANCED)
