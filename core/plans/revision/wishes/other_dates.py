"""Other weekdays from now on, or a later start of a plan that has not begun."""

from dataclasses import replace
from datetime import date

from core.goals.weeks import DAYS, Day, date_of, week_end, week_start
from core.plans.plan import Plan, Week
from core.plans.revision.subject import Refusal, Subject

_SAME = "Every open session is on one of these days already."
_NONE_THERE = "No open session is on these days."
_BEGUN = "Your plan has begun. “Take a break” moves everything that is still to come."
_DATE_HOLDS = "What your plan leads to has a fixed date, so the plan cannot start later."
_NOT_LATER = "Choose a day after the first day of your plan."
_TOO_LATE = "A start is moved by at most half a year."
_MOST_WEEKS = 26


def on_other_days(subject: Subject, days: tuple[Day, ...]) -> Plan | Refusal:
    """Return the plan with its open sessions on these weekdays; what has a fixed day stays."""
    moved = replace(subject, stated=replace(subject.stated, days=days))
    first = len(subject.standing.past)
    weeks = [_rearranged(moved, week) for week in subject.plan.weeks[first:]]
    plan = replace(subject.plan, weeks=(*subject.plan.weeks[:first], *weeks))
    return Refusal(text=_SAME) if plan == subject.plan else plan


def off_days(subject: Subject, left: tuple[Day, ...], days: tuple[Day, ...]) -> Plan | Refusal:
    """Return the plan with the open sessions of some weekdays on others; all the rest stays."""
    moved = replace(subject, stated=replace(subject.stated, days=days))
    first = len(subject.standing.past)
    weeks = [_rearranged(moved, week, only=left) for week in subject.plan.weeks[first:]]
    plan = replace(subject.plan, weeks=(*subject.plan.weeks[:first], *weeks))
    return Refusal(text=_NONE_THERE) if plan == subject.plan else plan


def _rearranged(subject: Subject, week: Week, *, only: tuple[Day, ...] = DAYS) -> Week:
    plan, standing = subject.plan, subject.standing
    fixed = {subject.goal.event_on, plan.ends_on}
    new = frozenset(
        task.id
        for task in week.tasks
        if task.day in only
        and task.day is not None
        and standing.is_open(task)
        and date_of(task.day, plan.starts_on, week.number, ends_on=plan.ends_on) not in fixed
    )
    tasks = subject.arranged(week.tasks, week.number, ends_on=plan.ends_on, new=new)
    return replace(week, tasks=tasks)


def later_start(subject: Subject, start_on: date) -> Plan | Refusal:
    """Return the plan moved by whole weeks, so that it starts on this day or soon after it."""
    plan, standing = subject.plan, subject.standing
    weeks = -(-(start_on - plan.starts_on).days // 7)
    refusals = (
        (weeks < 1, _NOT_LATER),
        (weeks > _MOST_WEEKS, _TOO_LATE),
        (standing.current > 1 or bool(standing.done), _BEGUN),
        (subject.event_ahead is not None, _DATE_HOLDS),
    )
    refused = next((text for wrong, text in refusals if wrong), "")
    if refused:
        return Refusal(text=refused)
    starts_on = week_start(plan.starts_on, weeks + 1)
    ends_on = plan.ends_on + (starts_on - plan.starts_on)
    return replace(
        plan,
        starts_on=starts_on,
        ends_on=ends_on,
        weeks=tuple(_dated(week, starts_on, ends_on) for week in plan.weeks),
    )


def _dated(week: Week, starts_on: date, ends_on: date) -> Week:
    due = week_end(starts_on, week.number, ends_on=ends_on)
    milestone = None if week.milestone is None else replace(week.milestone, due_on=due)
    return replace(week, starts_on=week_start(starts_on, week.number), milestone=milestone)
