"""Pause a goal, and go on again: whole weeks move, so that nothing is due in between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.plans.days import planned_day
from core.plans.plan import Plan, Task, Week
from core.plans.revision.regrid import INSERTED, regrid
from core.plans.revision.subject import Refusal, Subject

MOST_WEEKS = 26
_FOCUS = "Paused: nothing is due."
_PAST = "A pause begins today or later."
_BACKWARDS = "The last day of a pause is not before its first."
_TOO_LONG = f"A pause is at most {MOST_WEEKS} weeks long."
_AFTER_END = "Your plan is over before this pause begins."
_DATE_HOLDS = "The day your plan leads to lies in this pause, and it cannot move."
_TOO_MANY_WEEKS = "With this pause the plan would be longer than a year."


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The days of a pause, both included."""

    first: date
    last: date

    @property
    def weeks(self) -> int:
        """Whole weeks that a plan moves by, so that nothing falls into the pause."""
        return -(-((self.last - self.first).days + 1) // 7)


def pause(subject: Subject, days: Break) -> Plan | Refusal:
    """Return the plan with nothing due in these days, or why that is not possible.

    Everything after them moves by whole weeks. If the plan leads to a fixed day it cannot move;
    then the tasks of these days are left out.
    """
    problem = _problem(subject, days)
    if problem:
        return Refusal(text=problem)
    days = replace(days, first=max(days.first, subject.plan.starts_on))
    if subject.event_ahead is not None:
        return _left_out(subject, days)
    ends_on = subject.plan.ends_on + timedelta(days=7 * days.weeks)
    if subject.is_too_long(ends_on):
        return Refusal(text=_TOO_MANY_WEEKS)
    return _with_pause(subject, days, ends_on)


def _problem(subject: Subject, days: Break) -> str:
    event = subject.event_ahead
    problems = (
        (days.first < subject.standing.today, _PAST),
        (days.last < days.first, _BACKWARDS),
        (days.weeks > MOST_WEEKS, _TOO_LONG),
        (days.first > subject.plan.ends_on or days.last < subject.plan.starts_on, _AFTER_END),
        (event is not None and days.first <= event <= days.last, _DATE_HOLDS),
    )
    return next((text for wrong, text in problems if wrong), "")


def _week_of(plan: Plan, day: date) -> int:
    return min((day - plan.starts_on).days // 7 + 1, plan.total_weeks)


def _with_pause(subject: Subject, days: Break, ends_on: date) -> Plan:
    plan, number = subject.plan, _week_of(subject.plan, days.first)
    week = plan.weeks[number - 1]
    later = [task for task in week.tasks if _waits(subject, week, task, days.first)]
    stay = tuple(task for task in week.tasks if task not in later)
    before, after = list(plan.weeks[: number - 1]), list(plan.weeks[number:])
    empty = [_paused(week)] * days.weeks
    if not later:
        weeks = [*before, week, *empty, *after]
    elif not stay:
        weeks = [*before, *empty, week, *after]
    else:
        begun = replace(week, number=INSERTED, tasks=stay, milestone=None)
        weeks = [*before, begun, *empty[1:], replace(week, tasks=tuple(later)), *after]
    return regrid(weeks, plan, unchanged=_unchanged(subject), ends_on=ends_on)


def _left_out(subject: Subject, days: Break) -> Plan | Refusal:
    plan = subject.plan
    weeks = [_without(subject, week, days) for week in plan.weeks]
    if weeks[-1].paused:
        return Refusal(text=_DATE_HOLDS)
    return regrid(weeks, plan, unchanged=_unchanged(subject), ends_on=plan.ends_on)


def _without(subject: Subject, week: Week, days: Break) -> Week:
    """Return a week without the open tasks that are due in these days."""
    stay = tuple(
        task
        for task in week.tasks
        if not subject.standing.is_open(task)
        or not days.first <= subject.standing.due_on(week, task) <= days.last
    )
    if stay or week.paused:
        return replace(week, tasks=stay)
    return replace(_paused(week), number=week.number)


def _waits(subject: Subject, week: Week, task: Task, first: date) -> bool:
    """Return whether a task is open and planned for the first day of the pause or later."""
    return subject.standing.is_open(task) and planned_day(subject.plan, week, task) >= first


def _paused(week: Week) -> Week:
    return replace(
        week,
        number=INSERTED,
        focus=_FOCUS,
        tasks=(),
        milestone=None,
        load=None,
        paused=True,
    )


def _unchanged(subject: Subject) -> int:
    """Return how many weeks are history; none before the plan begins."""
    return len(subject.standing.past)


def resume(subject: Subject, paused_until: date, before: Plan | None) -> Plan:
    """Return the plan that goes on at once: paused weeks that are still to come are taken out.

    `before` is the plan before the pause; if the pause left tasks out because the end could not
    move, these come back.
    """
    today, plan = subject.standing.today, subject.plan
    waiting = [
        week.number
        for week in plan.weeks
        if week.paused and not week.tasks and today <= week.starts_on <= paused_until
    ]
    if not waiting:
        return plan
    if before is not None and before.ends_on == plan.ends_on:
        return _brought_back(subject, before, waiting)
    weeks = [week for week in plan.weeks if week.number not in waiting]
    ends_on = plan.ends_on - timedelta(days=7 * len(waiting))
    return regrid(weeks, plan, unchanged=_unchanged(subject), ends_on=ends_on)


def _brought_back(subject: Subject, before: Plan, waiting: Sequence[int]) -> Plan:
    weeks = [
        before.weeks[week.number - 1] if week.number in waiting else week
        for week in subject.plan.weeks
    ]
    unchanged, ends_on = _unchanged(subject), subject.plan.ends_on
    return regrid(weeks, subject.plan, unchanged=unchanged, ends_on=ends_on)
