"""The first two weeks of a plan: when each begins and ends, and which tasks its first week has.

Days are those of the person's time zone; the ends are moments, so that counting needs no zone.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from core.clock import local_day
from core.plans.days import planned_day
from core.plans.plan import Plan

WEEK = timedelta(days=7)
TICK_GRACE = timedelta(days=1)
"""How long after week 1 a task of it can still be ticked: Sunday's tasks are ticked on Monday."""
FIRST_EDIT_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstWeeks:
    """The moments at which the first two weeks of a plan begin and end; ends are excluded."""

    first_day: date
    """The first day of the plan, or the day it was made if that was later."""
    made_at: datetime
    edit_until: datetime
    week_1_until: datetime
    return_from: datetime
    """The beginning of day 8."""
    return_until: datetime
    """The end of day 14."""


def first_weeks_of(starts_on: date, made_at: datetime, *, zone: tzinfo | None) -> FirstWeeks:
    """Return the first weeks of a plan; `zone` is the person's, None that of the machine."""
    first = max(starts_on, local_day(made_at, zone))
    return FirstWeeks(
        first_day=first,
        made_at=made_at,
        edit_until=made_at + FIRST_EDIT_WITHIN,
        week_1_until=_start_of(first + WEEK + TICK_GRACE, zone),
        return_from=_start_of(first + WEEK, zone),
        return_until=_start_of(first + 2 * WEEK, zone),
    )


def first_week_tasks(plan: Plan, *, first_day: date) -> tuple[str, ...]:
    """Return the ids of the tasks that are planned for the seven days from the first one."""
    return tuple(
        task.id
        for week in plan.weeks
        for task in week.tasks
        if first_day <= planned_day(plan, week, task) < first_day + WEEK
    )


def reaches_week_2(plan: Plan, *, first_day: date) -> bool:
    """Return whether the plan goes on after its first seven days."""
    return plan.ends_on >= first_day + WEEK


def final_on(end: datetime) -> date:
    """Return the first UTC day on which all of it is after a moment, so that it changes no more."""
    day = end.astimezone(UTC).date()
    return day if end == datetime.combine(day, time.min, tzinfo=UTC) else day + timedelta(days=1)


def _start_of(day: date, zone: tzinfo | None) -> datetime:
    midnight = datetime.combine(day, time.min, tzinfo=zone)
    return midnight.astimezone(UTC)
