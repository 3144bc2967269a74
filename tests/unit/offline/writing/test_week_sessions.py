"""Sessions on weekdays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import Circumstances
from core.offline.kinds.short_plans.placed_steps import WeekShare
from core.offline.progressions.progression_input import Step
from core.offline.reading.constraints import WEEK
from core.offline.writing.templates import template_values
from core.offline.writing.week_sessions import write_sessions
from core.plans.draft import TaskDraft
from tests.factories.coaching import clarify, make_input, parse_request


def sessions(
    text: str,
    circumstances: Circumstances | None = None,
    *,
    step: Step | None = None,
    number: int = 2,
    minutes: int = 300,
) -> list[TaskDraft]:
    inputs = make_input(text, circumstances)
    parsed = parse_request(text, circumstances)
    values = template_values(clarify(text, circumstances), parsed.facts, parsed.playbook)
    return write_sessions(
        inputs,
        inputs.playbook.phases[0],
        values,
        step or Step(load=None),
        number=number,
        share=WeekShare(
            count=inputs.session_count(minutes, 7), minutes=min(minutes, inputs.max_minutes)
        ),
    )


TEN = Circumstances(weeks=10, hours_per_week=5)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("swim on Mondays and Thursdays", ["Mon", "Thu"]),
        ("swim three times a week", ["Mon", "Wed", "Sat"]),
        ("swim every day", list(WEEK)),
        ("swim once a week", ["Wed"]),
    ],
)
def test_sessions_are_on_stated_days_or_evenly_spread(text: str, days: list[str]) -> None:
    assert sorted((str(task.day) for task in sessions(text, TEN)), key=WEEK.index) == days


def test_constraints_limit_the_days() -> None:
    about = Circumstances(weeks=10, hours_per_week=5, constraints=("only weekends",))

    assert {task.day for task in sessions("swim three times a week", about)} == {"Sat", "Sun"}


def test_practice_titles_take_turns() -> None:
    titles = [task.title for task in sessions("learn Spanish three times a week", TEN)]

    assert len(set(titles)) > 1


@settings(max_examples=40, deadline=None)
@given(st.integers(5, 600), st.integers(1, 10))
def test_sessions_never_exceed_the_minutes_left(minutes: int, number: int) -> None:
    tasks = sessions("swim three times a week", TEN, minutes=minutes, number=number)

    assert tasks
    assert sum(task.minutes for task in tasks) <= minutes
    assert all(task.minutes % 5 == 0 for task in tasks)


def test_sessions_of_a_rule_that_do_not_fit_are_dropped_from_the_front() -> None:
    step = Step(load=1, sessions=(("Easy", 60), ("Tempo", 60), ("Long", 90)))

    assert [t.title for t in sessions("swim", TEN, step=step, minutes=160)] == ["Tempo", "Long"]
    assert [t.title for t in sessions("swim", TEN, step=step, minutes=300)] == [
        "Easy",
        "Tempo",
        "Long",
    ]


def test_the_last_session_is_cut_rather_than_dropped() -> None:
    step = Step(load=1, sessions=(("Easy", 60), ("Long", 90)))

    assert [(t.title, t.minutes) for t in sessions("swim", TEN, step=step, minutes=50)] == [
        ("Long", 50)
    ]
