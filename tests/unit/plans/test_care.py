"""The professional step comes first, and what waits for its answer is not in the plan before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.goals.goal import ClarifiedGoal
from core.plans.care import CHECK_MINUTES, STEP_MINUTES, Care, names_the_step, put_care_first
from core.plans.compiler import compile_plan
from core.plans.draft import PlanDraft, TaskDraft, WeekDraft
from core.plans.sense.goal_context import GoalContext
from core.plans.sense.laws import find_breaches
from core.plans.sense.mending import sensible_goal, sensible_plan
from tests.unit.plans.test_compiler import make_goal

WEEKS = 6
GOAL: ClarifiedGoal = replace(
    make_goal(),
    starts_on=date(2026, 11, 23),
    deadline=date(2026, 11, 23) + timedelta(days=7 * WEEKS - 1),
    hours_per_week=2.0,
    target=None,
)
HEART = Care(
    name="heart",
    label="signs from the heart",
    asked=("doctor", "gp"),
    task="Book a doctor this week and tell about the chest",
    note="Have it looked at first.",
    trigger="Chest pain",
    response="Call an ambulance.",
    wait_weeks=2,
    meanwhile=("Walk on the flat for ten minutes", "Stretch for ten minutes"),
)
SUGAR = Care(
    name="glucose",
    label="insulin",
    asked=("diabetes",),
    task="Ask your diabetes nurse about doses",
    note="Doses first.",
    trigger="Trembling",
    response="Take sugar.",
    every_week="Pack glucose tablets before each session",
)


def drafted(minutes: int = 40) -> PlanDraft:
    tasks = [
        TaskDraft(title=f"Run {n} hard intervals", minutes=minutes, day=day)
        for n, day in ((4, "Tue"), (6, "Thu"), (8, "Sat"))
    ]
    return PlanDraft(
        weeks=[
            WeekDraft(phase="Build", focus="Faster", tasks=tasks, load=float(n))
            for n in range(1, WEEKS + 1)
        ]
    )


def test_without_a_sign_a_draft_stays_as_it_is() -> None:
    assert put_care_first(drafted(), (), GOAL) == drafted()


def test_the_first_task_is_the_doctor_and_the_training_waits() -> None:
    plan = compile_plan(put_care_first(drafted(), (HEART,), GOAL), GOAL)

    assert plan.weeks[0].tasks[0].title == HEART.task
    waiting = [task.title for week in plan.weeks[:2] for task in week.tasks]
    assert not [title for title in waiting if "interval" in title]
    assert any("interval" in task.title for task in plan.weeks[2].tasks)
    assert plan.contingencies[0].response == HEART.response


def test_every_week_carries_the_check_of_a_sign() -> None:
    plan = compile_plan(put_care_first(drafted(), (SUGAR,), GOAL), GOAL)

    assert all(SUGAR.every_week in {t.title for t in week.tasks} for week in plan.weeks)
    assert all(week.minutes <= GOAL.hours_per_week * 60 for week in plan.weeks)


def test_it_is_put_first_only_once() -> None:
    once = put_care_first(drafted(), (HEART, SUGAR), GOAL)
    titles = [task.title for task in put_care_first(once, (HEART, SUGAR), GOAL).weeks[0].tasks]

    assert titles.count(HEART.task) == titles.count(SUGAR.task) == 1
    assert titles[:2] == [HEART.task, SUGAR.task]


@pytest.mark.parametrize("minutes", [20, 60])
def test_a_plan_without_the_step_is_found_and_mended(minutes: int) -> None:
    stated = GoalContext(text="run", care=(SUGAR,))
    plan = compile_plan(drafted(minutes), GOAL)
    assert "care_comes_first" in {b.law for b in find_breaches(plan, GOAL, stated)}

    mended = sensible_plan(plan, GOAL, stated)

    assert mended is not None
    assert mended.weeks[0].tasks[0].title == SUGAR.task
    assert mended.weeks[0].minutes <= GOAL.hours_per_week * 60
    assert find_breaches(mended, GOAL, stated) == ()


def test_one_session_that_does_not_wait_becomes_gentle() -> None:
    stated = GoalContext(text="run", care=(HEART,))
    plan = compile_plan(put_care_first(drafted(), (HEART,), GOAL), GOAL)
    week = plan.weeks[1]
    hard = replace(week, tasks=(*week.tasks[:-1], replace(week.tasks[-1], title="Run a race")))
    broken = replace(plan, weeks=(plan.weeks[0], hard, *plan.weeks[2:]))
    assert "care_comes_first" in {b.law for b in find_breaches(broken, GOAL, stated)}

    mended = sensible_plan(broken, GOAL, stated)

    assert mended is not None
    assert mended.weeks[1].tasks[-1].title in HEART.meanwhile


def test_a_plan_of_sessions_that_should_all_wait_is_beyond_mending() -> None:
    short = replace(GOAL, deadline=GOAL.starts_on + timedelta(days=20))
    plan = compile_plan(PlanDraft(weeks=drafted().weeks[:3]), short)

    assert sensible_plan(plan, short, GoalContext(text="run", care=(HEART,))) is None


def test_the_note_is_said_first_and_once() -> None:
    stated = GoalContext(text="run", care=(HEART,))
    goal = sensible_goal(GOAL, stated)

    assert goal.notes[0] == HEART.note
    assert sensible_goal(goal, stated) == goal


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("See your GP on Monday", True),
        ("Ask how doctoring is learnt", False),
        ("Load the GPS track", False),
        ("Call a doctor", True),
    ],
)
def test_a_professional_is_named_by_a_whole_word(title: str, named: bool) -> None:
    assert names_the_step(title, HEART) is named


def test_a_step_takes_its_time_in_week_1_and_what_returns_takes_a_moment_in_each() -> None:
    first, second, *_ = put_care_first(drafted(), (SUGAR,), GOAL).weeks

    assert [(task.title, task.minutes) for task in first.tasks[:2]] == [
        (SUGAR.task, STEP_MINUTES),
        (SUGAR.every_week, CHECK_MINUTES),
    ]
    assert (second.tasks[0].title, second.tasks[0].minutes) == (SUGAR.every_week, CHECK_MINUTES)
