"""The input of the progression rules: sessions, minutes and progress."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import CONFIDENT_FROM, Circumstances, Style
from tests.factories.coaching import make_input


@pytest.mark.parametrize(
    ("text", "hours", "sessions"),
    [
        ("run three times a week", 5, 3),
        ("run every day", 5, 7),
        ("run on Mondays and Fridays", 5, 2),
        ("run every day", 0.5, 3),
        ("run twice a day", 5, 3),
        ("save 500 €", 5, 1),
        ("send 5 job applications every week", 5, 4),
    ],
)
def test_sessions_follow_the_text_and_last_ten_minutes(
    text: str, hours: float, sessions: int
) -> None:
    assert make_input(text, Circumstances(hours_per_week=hours)).sessions == sessions


def test_the_style_changes_unstated_sessions_by_one() -> None:
    careful, usual, fast = (
        make_input("learn Spanish", Circumstances(style=style, hours_per_week=5)).sessions
        for style in (Style.CONSERVATIVE, Style.BALANCED, Style.AGGRESSIVE)
    )

    assert careful + 1 == usual == fast - 1


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 52),
    st.sampled_from([0.5, 1.0, 3.0, 10.0, 40.0]),
    st.sampled_from(Style),
    st.none() | st.integers(0, 10),
)
def test_minutes_stay_within_the_hours_and_progress_rises_to_one(
    weeks: int, hours: float, style: Style, confidence: int | None
) -> None:
    about = Circumstances(weeks=weeks, hours_per_week=hours, style=style, confidence=confidence)
    inputs = make_input("learn to juggle", about)
    progress = [inputs.progress_at(week) for week in range(1, weeks + 1)]

    assert all(5 <= inputs.minutes(week) <= hours * 60 for week in range(1, weeks + 1))
    assert all(after > before for before, after in pairwise(progress))
    assert progress[-1] == 1


def test_a_conservative_style_progresses_later() -> None:
    careful, usual, fast = (
        make_input("learn to juggle", Circumstances(style=style, weeks=10)).progress_at(5)
        for style in (Style.CONSERVATIVE, Style.BALANCED, Style.AGGRESSIVE)
    )

    assert careful < usual < fast


def test_a_payment_takes_fifteen_minutes_whatever_the_hours() -> None:
    inputs = make_input("save 500 €", Circumstances(hours_per_week=20))

    assert inputs.is_payment
    assert {inputs.minutes(week) for week in range(1, inputs.weeks + 1)} == {15}


def test_a_step_back_week_is_lighter_and_never_one_of_the_last_two() -> None:
    inputs = make_input("run a half marathon, I can run 8 km now", Circumstances(weeks=16))
    lighter = [week for week in range(1, 17) if inputs.is_lighter(week)]

    assert lighter
    assert max(lighter) < 15
    assert all(inputs.minutes(week) < inputs.minutes(week - 1) for week in lighter)


def test_a_conservative_style_steps_back_sooner() -> None:
    def lighter(style: Style) -> list[int]:
        text = "run a half marathon, I can run 8 km now"
        inputs = make_input(text, Circumstances(weeks=16, style=style))
        return [week for week in range(1, 17) if inputs.is_lighter(week)]

    assert lighter(Style.CONSERVATIVE)[0] < lighter(Style.BALANCED)[0]


@pytest.mark.parametrize(
    ("confidence", "low"),
    [(None, False), (0, True), (CONFIDENT_FROM - 1, True), (CONFIDENT_FROM, False)],
)
def test_low_confidence_is_below_the_threshold(confidence: int | None, low: bool) -> None:
    assert make_input("run", Circumstances(confidence=confidence)).low_confidence is low


def test_without_a_target_that_its_rule_needs_a_plan_counts_sessions() -> None:
    counted = make_input("be kind")
    inputs = replace(counted, goal=replace(counted.goal, target=None))

    assert (inputs.target, inputs.baseline) == (None, 0.0)
    assert (inputs.unit, inputs.metric) == ("sessions", "sessions done")
