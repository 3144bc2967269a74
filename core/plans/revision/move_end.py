"""Another end date: what is still open is spread over more weeks, or over fewer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.goals.weeks import count_weeks, days_of, minutes_cap
from core.plans.plan import Milestone, Plan, Task, Week
from core.plans.revision.placing import has_place
from core.plans.revision.regrid import regrid
from core.plans.revision.subject import Refusal, Subject

_TOO_SOON = "The plan cannot end before next week."
_TOO_LONG = "A plan is at most a year long."
_SAME = "The plan ends on that day already."
_TOO_FEW = "Too few tasks are left for that many weeks."
_HISTORY = "The plan is over."


@dataclass(frozen=True, slots=True, kw_only=True)
class _OpenTask:
    """A task to come, and the week it comes from."""

    week: Week
    task: Task


def move_end(subject: Subject, ends_on: date) -> Plan | Refusal:
    """Return the plan with another last day. Its last week, which it leads to, stays the last.

    A later day makes the weeks lighter; an earlier one fills them up to the hours, and what does
    not fit is left out, the last week's tasks never.
    """
    plan, first = subject.plan, max(1, subject.standing.current)
    weeks = count_weeks(plan.starts_on, ends_on) if ends_on > plan.starts_on else 0
    if ends_on == plan.ends_on:
        return Refusal(text=_SAME)
    if first > plan.total_weeks:
        return Refusal(text=_HISTORY)
    if weeks <= first:
        return Refusal(text=_TOO_SOON)
    if subject.is_too_long(ends_on):
        return Refusal(text=_TOO_LONG)
    coming = plan.weeks[first - 1 : -1]
    filled = _spread(subject, coming, range(first, weeks), ends_on)
    if filled is None:
        return Refusal(text=_TOO_FEW)
    last = _on_possible_days(subject, plan.weeks[-1], weeks, ends_on)
    before = plan.weeks[: first - 1]
    return regrid(
        [*before, *filled, last], plan, unchanged=len(subject.standing.past), ends_on=ends_on
    )


def _spread(
    subject: Subject, coming: Sequence[Week], numbers: range, ends_on: date
) -> list[Week] | None:
    """Return the open weeks as so many weeks, in the same order; None if a week stays empty."""
    settled = _settled(subject)
    queue = [
        _OpenTask(week=week, task=task)
        for week in coming
        for task in week.tasks
        if task.id not in settled
    ]
    total, passed, filled = sum(each.task.minutes for each in queue), 0, []
    last_source = 0
    for at, number in enumerate(numbers, start=1):
        here = list(settled.values()) if number == subject.standing.current else []
        cap = _cap(subject, number, here, ends_on)
        later = sum(subject.cap(each, ends_on=ends_on) for each in numbers[at:])
        new: list[Task] = []
        source = queue[0].week if queue else (coming[-1] if coming else subject.plan.weeks[-1])
        while queue and passed < total * at / len(numbers):
            fits = has_place([*here, *new], queue[0].task, cap=cap)
            if not fits and sum(each.task.minutes for each in queue) <= later:
                break  # a later week has room for it
            task = queue.pop(0).task
            passed += task.minutes
            new += [task] if fits else []
        if not here and not new:
            return None
        reached = [w for w in coming if last_source < w.number < _next_source(queue, coming)]
        last_source = max((w.number for w in reached), default=last_source)
        tasks = subject.arranged(
            (*here, *new), number, ends_on=ends_on, new=frozenset(t.id for t in new)
        )
        filled.append(replace(source, tasks=tasks, milestone=_milestone_of(reached)))
    return filled


def _cap(subject: Subject, number: int, settled: Sequence[Task], ends_on: date) -> int:
    """Return the minutes that a week may hold; of this week, what its last days hold."""
    cap = subject.cap(number, ends_on=ends_on)
    if number != subject.standing.current:
        return cap
    room = subject.room_this_week(ends_on=ends_on)
    return min(cap, room + sum(task.minutes for task in settled))


def _settled(subject: Subject) -> dict[str, Task]:
    """Return the tasks of this week that are done or skipped: they stay where they are."""
    if not subject.standing.under_way:
        return {}
    week = subject.standing.this_week
    return {task.id: task for task in week.tasks if not subject.standing.is_open(task)}


def _next_source(queue: Sequence[_OpenTask], coming: Sequence[Week]) -> int:
    """Return the number of the week that the next task comes from."""
    return queue[0].week.number if queue else (coming[-1].number + 1 if coming else 0)


def _milestone_of(reached: Sequence[Week]) -> Milestone | None:
    """Return the last milestone of the weeks that are done by now."""
    found = [week.milestone for week in reached if week.milestone is not None]
    return found[-1] if found else None


def _on_possible_days(subject: Subject, week: Week, number: int, ends_on: date) -> Week:
    """Return the last week on days that it has, within the minutes of its days."""
    starts_on = subject.plan.starts_on
    days = days_of(starts_on, number, ends_on=ends_on)
    cap = minutes_cap(subject.plan.hours_per_week, len(days))
    fitting: list[Task] = []
    for task in sorted(
        week.tasks, key=lambda each: not subject.standing.is_open(each), reverse=True
    ):
        if has_place(fitting, task, cap=cap):
            fitting.append(task)
    order = [task for task in week.tasks if task in fitting] or [
        replace(week.tasks[0], minutes=min(week.tasks[0].minutes, cap))
    ]
    new = frozenset(task.id for task in order if task.day is not None)
    return replace(week, tasks=subject.arranged(order, number, ends_on=ends_on, new=new))
