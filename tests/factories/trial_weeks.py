"""People of a trial in the database who work on the first week of their plan: planned, shown it, ticking its tasks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from core.bootstrap import Rein
from core.experiments.arm import Arm
from core.goals.goal import Circumstances
from core.ids import new_id
from core.plans.plan import Plan, Task
from core.store.accounts.values import account_of
from core.store.goals.values import GoalRecord
from core.store.plans.values import PlanRecord
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import ROOT_SPAN, add_trace, close_trace, make_goal, make_plan
from tests.factories.trial_people import arms_of, person

TASKS = 3
"""Tasks of every first week."""

Done = Callable[[Arm | None, int], int]
"""Returns how many tasks of their first week the n-th person of an arm does."""


def add_weeks(rein: Rein, n: int, *, done: Done) -> list[GoalRecord]:
    """Write people with a plan that begins today, and what they did of its first week by tomorrow."""
    with rein.database.begin() as work:
        goals = [_add_person(work, rein) for _ in range(n)]
    rein.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]
    arms, seen = arms_of(rein), dict.fromkeys((*Arm, None), 0)
    with rein.database.begin() as work:
        for goal in goals:
            arm = arms.get(goal.user_id)
            for number in range(done(arm, seen[arm])):
                work.tasks.complete(goal.id, f"w1t{number}", user_id=None, now=rein.clock.now())
            seen[arm] += 1
    return goals


def add_plan(work: UnitOfWork, rein: Rein, goal: GoalRecord, *, shown: bool = True) -> None:
    """Write a run of a goal with its plan, as a result of the trials that run."""
    now = rein.clock.now()
    trace_id = add_trace(work, goal, started_at=now)
    run = work.runs.submit(
        run_id=new_id(),
        goal_id=goal.id,
        user_id=goal.user_id,
        kind="goal",
        key=new_id(),
        trace_id=trace_id,
        root_span_id=ROOT_SPAN,
        now=now,
        sample=False,
    )
    close_trace(work, trace_id, ended_at=now)
    work.trials.assign(user_id=goal.user_id, trace_id=trace_id, now=now)
    plan = PlanRecord(
        goal_id=goal.id, run_id=run.id, trace_id=trace_id, plan=_plan(rein), created_at=now
    )
    work.plans.add(plan)
    if shown:
        work.trials.show(trace_id, now=now)


def _add_person(work: UnitOfWork, rein: Rein) -> GoalRecord:
    viewer, now = person(), rein.clock.now()
    work.accounts.ensure(account_of(viewer, created_at=now))
    goal = make_goal(viewer.id, circumstances=Circumstances(), created_at=now)
    work.goals.add(goal)
    add_plan(work, rein, goal)
    return goal


def _plan(rein: Rein) -> Plan:
    """Return a plan of one week from today on."""
    plan, today = make_plan(weeks=1), rein.clock.now().date()
    tasks = tuple(Task(id=f"w1t{number}", title="Run", minutes=20) for number in range(TASKS))
    week = replace(plan.weeks[0], starts_on=today, tasks=tasks, milestone=None)
    return replace(plan, starts_on=today, ends_on=today + timedelta(days=6), weeks=(week,))
