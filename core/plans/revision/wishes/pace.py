"""Another pace from now on: lighter weeks, more weeks, or fewer of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from math import ceil

from core.plans.plan import Plan
from core.plans.revision.check import Breaches, broken_rules
from core.plans.revision.level import bears_load
from core.plans.revision.move_end import move_end
from core.plans.revision.shrink import lighten
from core.plans.revision.subject import Refusal, Subject

_STRETCHED = 4 / 3
"""A slower plan takes so many times the weeks to come."""
_LIGHTER = 0.75
"""A slower plan with the same date has this share of the minutes of each week."""
_MOST_TRIED = 12
"""Ends that are tried, week by week, until everything fits."""
_DATE_HOLDS = (
    "What your plan leads to has a fixed date, so it cannot take longer. "
    "What does not fit is given up: see “Same date, less”."
)
_NO_ROOM = "Even with a later date not everything fits into the hours you have."
_BODY = (
    "A body adapts week by week, whatever the hours: a plan of training does not end earlier. "
    "If it is too easy, correct where you stand in “What Rein understood”."
)
_FULL = "The weeks until your date are full: an earlier end needs more hours a week."


def with_hours(subject: Subject, hours: float) -> Subject:
    """Return the subject of a plan with other hours a week."""
    standing = replace(subject.standing, plan=replace(subject.plan, hours_per_week=hours))
    return replace(subject, standing=standing)


def fits(subject: Subject, hours: float) -> bool:
    """Return whether every week to come fits into these hours as it is."""
    fewer, ends_on = with_hours(subject, hours), subject.plan.ends_on
    coming = subject.plan.weeks[len(subject.standing.past) :]
    return all(week.minutes <= fewer.cap(week.number, ends_on=ends_on) for week in coming)


def fewer_hours_same_date(subject: Subject, hours: float) -> Plan | Refusal:
    """Return the plan with what fits into fewer hours, and a target that follows from it."""
    fewer = with_hours(subject, hours)
    return lighten(
        fewer, lambda week: fewer.cap(week.number, ends_on=subject.plan.ends_on), whole=True
    )


def slower_same_date(subject: Subject) -> Plan | Refusal:
    """Return the plan with three quarters of each week, and a target that follows from it."""
    return lighten(subject, lambda week: int(_LIGHTER * week.minutes))


def fewer_hours_later(subject: Subject, hours: float, before: Breaches) -> Plan | Refusal:
    """Return the plan with fewer hours in the first number of weeks that holds everything."""
    if subject.event_ahead is not None:
        return Refusal(text=_DATE_HOLDS)
    fewer = with_hours(subject, hours)
    needed = ceil(_minutes_to_come(subject) / max(1, int(hours * 60)))
    first = max(1, needed - _weeks_to_come(subject))
    return _first_whole(subject, fewer, range(first, first + _MOST_TRIED), before) or Refusal(
        text=_NO_ROOM
    )


def slower_later(subject: Subject, before: Breaches) -> Plan | Refusal:
    """Return the plan over a third more weeks."""
    if subject.event_ahead is not None:
        return Refusal(text=_DATE_HOLDS)
    more = max(1, round((_STRETCHED - 1) * _weeks_to_come(subject)))
    return _first_whole(subject, subject, range(more, more + _MOST_TRIED), before) or Refusal(
        text=_NO_ROOM
    )


def earlier(subject: Subject, hours: float, before: Breaches) -> Plan | Refusal:
    """Return the plan with its earliest end at which nothing is left out and every rule holds."""
    if subject.event_ahead is not None:
        return Refusal(text="The day your plan leads to is fixed, so it does not end earlier.")
    if bears_load(subject):
        return Refusal(text=_BODY)
    more = with_hours(subject, hours)
    fewest = ceil(_minutes_to_come(subject) / max(1, int(hours * 60)))
    tried = range(min(-1, fewest - _weeks_to_come(subject)), 0)
    return _first_whole(subject, more, tried, before) or Refusal(text=_FULL)


def _first_whole(
    subject: Subject, with_pace: Subject, moves: range, before: Breaches
) -> Plan | None:
    """Return the first plan of these moves, in weeks, that holds everything and breaks no rule."""
    wanted = set(_ids_to_come(subject))
    for weeks in moves:
        plan = move_end(with_pace, subject.plan.ends_on + timedelta(days=7 * weeks))
        if isinstance(plan, Refusal):
            continue
        whole = wanted <= {task.id for week in plan.weeks for task in week.tasks}
        if whole and not broken_rules(plan, subject, before=before):
            return plan
    return None


def _ids_to_come(subject: Subject) -> Iterator[str]:
    """Yield the tasks that have to fit; of the last week, what its hours hold."""
    for week in subject.plan.weeks[len(subject.standing.past) : -1]:
        yield from (task.id for task in week.tasks)


def _minutes_to_come(subject: Subject) -> int:
    return sum(week.minutes for week in subject.plan.weeks[len(subject.standing.past) :])


def _weeks_to_come(subject: Subject) -> int:
    return subject.plan.total_weeks - len(subject.standing.past)
