"""What was done and what was due since the last check-in."""

from dataclasses import dataclass
from datetime import date, datetime

from core.plans.plan import Plan, Task
from core.progress.task_state import UNTOUCHED, TaskStates, due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedTask:
    """A task with the day it is due."""

    task: Task
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSince:
    """The tasks between two check-ins."""

    since: date
    """The day of the last check-in, or the first day of the plan."""
    first: bool
    """Whether there was no check-in before."""
    done: tuple[DatedTask, ...]
    planned: tuple[DatedTask, ...]
    """The tasks that were due, done or not; without those that were skipped for good."""
    left: tuple[DatedTask, ...]
    """The tasks that were due and are not done."""
    ahead: tuple[DatedTask, ...]
    """The open tasks that come next, in their order."""

    def is_behind(self, today: date) -> bool:
        """Return whether a task is left of a day that is over; one of today can still be done."""
        return any(dated.due_on < today for dated in self.left)

    @property
    def all_done(self) -> bool:
        """Return whether something was due and all of it is done."""
        return bool(self.planned) and not self.left


def work_since(
    plan: Plan, states: TaskStates, *, last_at: datetime | None, last_day: date | None, today: date
) -> WorkSince:
    """Return the work since the last check-in, which was made at `last_at` on `last_day`."""
    begins = plan.starts_on if last_day is None else last_day
    done, planned, left, ahead = [], [], [], []
    for week in plan.weeks:
        for task in week.tasks:
            state = states.get(task.id, UNTOUCHED)
            dated = DatedTask(task=task, due_on=due_on(plan, week, task, states))
            before = _is_before(state.done_at, last_at)
            if state.done_at is not None and not before:
                done.append(dated)
            # A task of the day of the last check-in counts here if it was still open then.
            if begins <= dated.due_on <= today and not before and state.skipped is None:
                planned.append(dated)
                if state.is_open:
                    left.append(dated)
            elif dated.due_on > today and state.is_open:
                ahead.append(dated)
    return WorkSince(
        since=begins,
        first=last_day is None,
        done=tuple(done),
        planned=tuple(planned),
        left=tuple(left),
        ahead=tuple(sorted(ahead, key=lambda each: each.due_on)),
    )


def _is_before(done_at: datetime | None, last_at: datetime | None) -> bool:
    return done_at is not None and last_at is not None and done_at <= last_at
