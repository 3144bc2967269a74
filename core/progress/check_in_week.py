"""When a check-in is open: from the last two days of a check-in week to the end of the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.plans.plan import Plan
from core.progress.check_in import CheckIn, CheckInKind

OPENS_BEFORE_END = timedelta(days=1)
STAYS_OPEN = timedelta(days=7)
FINAL_STAYS_OPEN = timedelta(days=14)
"""How long Today points to the retrospective of a plan that has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledWeek:
    """A week of a plan with its dates."""

    number: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInSchedule:
    """What decides whether a check-in of a goal is open."""

    goal_id: str
    weeks: tuple[ScheduledWeek, ...]
    check_in_weeks: frozenset[int]
    ends_on: date
    last_checked_week: int = 0
    finished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCheckIn:
    """A check-in that waits for the person."""

    goal_id: str
    week: int
    until: date
    kind: CheckInKind = CheckInKind.REGULAR


def schedule_of(
    plan: Plan, *, goal_id: str, check_ins: Iterable[CheckIn], finished: bool
) -> CheckInSchedule:
    """Return the schedule of a plan, given the check-ins of its goal."""
    weeks = (each.week for each in check_ins if each.kind is CheckInKind.REGULAR)
    return CheckInSchedule(
        goal_id=goal_id,
        weeks=tuple(
            ScheduledWeek(
                number=week.number, starts_on=week.starts_on, ends_on=plan.last_day_of(week)
            )
            for week in plan.weeks
        ),
        check_in_weeks=frozenset(plan.check_in_weeks),
        ends_on=plan.ends_on,
        last_checked_week=max(weeks, default=0),
        finished=finished,
    )


def open_check_in(schedule: CheckInSchedule, *, today: date) -> OpenCheckIn | None:
    """Return the check-in that is open, the latest week first, or None.

    A check-in closes its week and the weeks before it. At the end of the plan the retrospective
    takes the place of the last one.
    """
    if schedule.finished:
        return None
    if is_ending(schedule, today=today):
        until = schedule.ends_on + FINAL_STAYS_OPEN
        number = max((week.number for week in schedule.weeks), default=1)
        return (
            OpenCheckIn(goal_id=schedule.goal_id, week=number, until=until, kind=CheckInKind.FINAL)
            if today <= until
            else None
        )
    for week in sorted(schedule.weeks, key=lambda each: -each.number):
        if week.number not in schedule.check_in_weeks or week.number <= schedule.last_checked_week:
            continue
        if week.ends_on - OPENS_BEFORE_END <= today <= week.ends_on + STAYS_OPEN:
            until = week.ends_on + STAYS_OPEN
            return OpenCheckIn(goal_id=schedule.goal_id, week=week.number, until=until)
    return None


def is_ending(schedule: CheckInSchedule, *, today: date) -> bool:
    """Return whether the last two days of the plan are reached."""
    return today >= schedule.ends_on - OPENS_BEFORE_END


def last_week_reached(plan: Plan, *, today: date) -> bool:
    """Return whether the last week of a plan has begun; a plan of one week ends with its days."""
    if plan.total_weeks == 1:
        return today >= plan.ends_on - OPENS_BEFORE_END
    return today >= plan.weeks[-1].starts_on


def week_of(plan: Plan, *, today: date) -> int:
    """Return the number of the week a day lies in: the first before, the last after the plan."""
    begun = [week.number for week in plan.weeks if week.starts_on <= today]
    return max(begun, default=1)
