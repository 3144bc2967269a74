"""Lets the sample's people live the first two weeks of their plans, as far as they are past."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from core.plans.days import planned_day
from core.plans.plan import Plan, Task
from core.progress.task_state import SkipReason
from core.store.unit_of_work import UnitOfWork
from core.usecases.samples.simulate_run import SimulatedRun

WEEKS = 2
LEAST_WILL, WILL_BY_QUALITY = 0.3, 0.5
"""How likely a task is done, and how much a good resolution adds."""
SHARE_STAYING, STAYING_BY_QUALITY = 0.25, 0.6
"""The share of people who come back in week 2, and how much a good resolution adds."""
SHARE_SKIPPED = 0.4
"""Of the tasks that are not done."""
SHARE_EDITED = 0.15
_REASONS = (
    *(SkipReason.NO_TIME,) * 5,
    *(SkipReason.TIRED,) * 3,
    *(SkipReason.TOO_HARD,) * 2,
    SkipReason.ILL,
    SkipReason.AWAY,
    SkipReason.NOT_USEFUL,
)


def live_plan(
    work: UnitOfWork, simulated: SimulatedRun, *, dice: random.Random, now: datetime
) -> None:
    """Tick and skip tasks of a plan, and move one, in the same transaction as its run."""
    plan = simulated.finished.state.plan
    if plan is None:
        return
    quality, goal_id = simulated.story.quality, simulated.goal_id
    will = LEAST_WILL + WILL_BY_QUALITY * quality
    stays = dice.random() < SHARE_STAYING + STAYING_BY_QUALITY * quality
    edits = dice.random() < SHARE_EDITED
    for week, task, at in _due(plan):
        wants, skips = dice.random() < will, dice.random() < SHARE_SKIPPED
        reason = dice.choice(_REASONS)
        if not simulated.ended_at < at < now or (week > 1 and not stays):
            continue
        if wants:
            work.tasks.complete(goal_id, task.id, user_id=simulated.user_id, now=at)
        elif skips:
            work.tasks.skip(
                goal_id, task.id, reason=reason, note="", user_id=simulated.user_id, now=at
            )
    moved_at = simulated.ended_at + timedelta(hours=2)
    if edits and moved_at < now:
        _move_first(work, simulated, plan, moved_at)


def _due(plan: Plan) -> Iterator[tuple[int, Task, datetime]]:
    """Yield the tasks of the first weeks with their weeks, and noon of the days they are for."""
    for week in plan.weeks[:WEEKS]:
        for task in week.tasks:
            day = planned_day(plan, week, task)
            yield week.number, task, datetime.combine(day, time(12), UTC)


def _move_first(work: UnitOfWork, simulated: SimulatedRun, plan: Plan, at: datetime) -> None:
    first = plan.weeks[0].tasks[0]
    day = planned_day(plan, plan.weeks[0], first) + timedelta(days=1)
    work.tasks.move(simulated.goal_id, first.id, day=day, user_id=simulated.user_id, now=at)
