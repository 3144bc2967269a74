"""The progress of one goal: what was done, how firm the routine is, and where the pace leads."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from core.clock import local_day
from core.goals.goal import ClarifiedGoal
from core.plans.plan import Plan
from core.progress.forecast import Forecast, Unknown, forecast_end
from core.progress.measurements import Measurement, MetricProgress, progress_by_metric
from core.progress.strength import routine_strength
from core.progress.task_state import TaskStates, due_on
from core.progress.weekly import Amount, WeekOfWork, Work, sum_up, week_by_week


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Nothing is open any more; `on` is the day of the last done task, if one was done."""

    on: date | None


Outlook = Forecast | Unknown | Finished


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How one goal stands on a day."""

    today: date
    ends_on: date
    """The date of the plan."""
    planned: Amount
    """All tasks of the plan, without the skipped ones."""
    due: Amount
    """Tasks that were due by today or are done already."""
    done: Amount
    skipped: Amount
    strength: float | None
    """From 0 to 1; None before the first week."""
    outlook: Outlook
    weeks: tuple[WeekOfWork, ...]
    metrics: tuple[MetricProgress, ...]

    @property
    def has_begun(self) -> bool:
        """Return whether there is anything to look back on."""
        return self.done.tasks > 0 or any(metric.measurements for metric in self.metrics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of a goal: its plan, what became of its tasks, and what was measured."""

    goal_id: str
    goal: ClarifiedGoal | None
    plan: Plan
    states: TaskStates
    measurements: tuple[Measurement, ...] = ()


def summarize(record: Record, *, today: date, zone: tzinfo | None) -> Progress:
    """Return the progress of a goal on the person's day."""
    plan = record.plan
    work = work_of(plan, record.states, zone=zone)
    weeks = week_by_week(plan, work, today=today)
    tasks = [(week, task) for week in plan.weeks for task in week.tasks]
    asked = [(week, task) for week, task in tasks if task.id not in work.skipped]
    return Progress(
        today=today,
        ends_on=plan.ends_on,
        planned=sum_up(task for _, task in asked),
        due=sum_up(
            task
            for week, task in asked
            if task.id in work.done_on or due_on(plan, week, task, record.states) <= today
        ),
        done=sum_up(task for _, task in asked if task.id in work.done_on),
        skipped=sum_up(task for _, task in tasks if task.id in work.skipped),
        strength=routine_strength(weeks, today=today),
        outlook=_outlook(record, work, weeks, today=today),
        weeks=weeks,
        metrics=progress_by_metric(plan, record.goal, record.measurements),
    )


def work_of(plan: Plan, states: TaskStates, *, zone: tzinfo | None) -> Work:
    """Return which tasks of a plan are done, by the person's days, and which are skipped."""
    done_on: dict[str, date] = {}
    skipped: set[str] = set()
    for task_id in (task.id for week in plan.weeks for task in week.tasks):
        state = states.get(task_id)
        if state is not None and state.done_at is not None:
            done_on[task_id] = local_day(state.done_at, zone)
        elif state is not None and state.skipped is not None:
            skipped.add(task_id)
    return Work(done_on=done_on, skipped=frozenset(skipped))


def _outlook(record: Record, work: Work, weeks: Sequence[WeekOfWork], *, today: date) -> Outlook:
    """Return the forecast, or that all is finished; the goal decides the draws."""
    if not any(work.leaves_open(task) for week in record.plan.weeks for task in week.tasks):
        return Finished(on=max(work.done_on.values(), default=None))
    seed = zlib.crc32(record.goal_id.encode())
    return forecast_end(record.plan, work, weeks, today=today, seed=seed)
