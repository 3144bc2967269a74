"""Forecast when a plan will be finished at the person's pace, with a band of 80 %.

The weeks to come are drawn from the paces of the weeks so far, recent ones more often, together
with a few made-up weeks. So a short history gives a wide band, and a person who stopped goes on in
some of the futures. How often the band holds the true end is measured on simulated people in
`tests/bench/forecasts.py`; the constants were chosen there, on other people than those reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from core.plans.days import planned_day
from core.plans.plan import Plan, Task, Week
from core.progress.futures import HORIZON, LAST_WEEKS, Course, Numbers, finish_days
from core.progress.weekly import WeekOfWork, Work

MIDDLE = 0.5
"""The quantile of the futures that is the day itself."""
LOW = (0.055, 0.105, -0.19, -0.037)
HIGH = (0.94, -0.19, -1.4, 0.045)
"""The quantiles of a band of 80 %: at a steady pace within the plan, and by how much they change
with the spread of the paces, with the share of empty weeks, and once the plan's last day is over.

They are conformal: where the true ends of simulated people lay among their futures, by quantile
regression on these three figures alone. After an absence people come back faster than chance has
it, and people who work unevenly seldom need the longest of their futures.
"""
LOWEST, HIGHEST = (0.02, 0.12), (0.75, 0.95)
"""The limits of both, for paces that no simulated person had; futures end known up to ENOUGH."""
EMPTY = 0.02
"""A pace up to which a week counts as empty."""
LEAST_WEEKS = 2
"""Weeks that have to be over before there is a pace to speak of."""
LEAST_TASKS = 3
_WEEK = 7


class Unknown(StrEnum):
    """Why there is no forecast."""

    NOT_BEGUN = "not begun"
    NOTHING_DONE = "nothing done"
    TOO_LITTLE = "too little"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The day a plan is likely to be finished on, and a band that holds it in 80 % of cases.

    None is a day beyond two years from now.
    """

    on: date | None
    low: date | None
    high: date | None


def forecast_end(
    plan: Plan, work: Work, weeks: Sequence[WeekOfWork], *, today: date, seed: int
) -> Forecast | Unknown:
    """Return when the open tasks of a plan will be done, or why that cannot be known yet.

    `weeks` are those of `week_by_week` for the same day; at least one task is open.
    """
    past = [week for week in weeks if week.ends_on < today]
    if today < plan.starts_on and not work.done_on:
        return Unknown.NOT_BEGUN
    if not work.done_on:
        return Unknown.NOTHING_DONE
    if len(past) < LEAST_WEEKS or len(work.done_on) < LEAST_TASKS:
        return Unknown.TOO_LITTLE
    usual = _usual_minutes(plan, work)
    paces = [week.done.minutes / (week.planned.minutes or usual) for week in past]
    days = finish_days(paces, _course(plan, work, today=today, usual=usual), seed=seed)
    lowest, highest = band_of(paces, over=today > plan.ends_on)
    low, middle, high = (_day(today, days, level) for level in (lowest, MIDDLE, highest))
    return Forecast(on=middle, low=low, high=high)


def band_of(paces: Sequence[float], *, over: bool) -> tuple[float, float]:
    """Return the quantiles of the futures that are the band of a person with these paces.

    `over` says whether the plan's last day is past.
    """
    recent = paces[-LAST_WEEKS:]
    worked = [pace for pace in recent if pace > EMPTY]
    spread = float(np.std(worked)) if worked else 0.0
    figures = np.array([1.0, spread, 1 - len(worked) / len(recent), float(over)])
    low, high = float(figures @ LOW), float(figures @ HIGH)
    return min(max(low, LOWEST[0]), LOWEST[1]), min(max(high, HIGHEST[0]), HIGHEST[1])


def _usual_minutes(plan: Plan, work: Work) -> float:
    """Return the minutes an average week of the plan asks for, without skipped tasks."""
    minutes = [
        sum(task.minutes for task in week.tasks if task.id not in work.skipped)
        for week in plan.weeks
    ]
    asked = [one for one in minutes if one]
    return sum(asked) / len(asked) if asked else 60.0


def _course(plan: Plan, work: Work, *, today: date, usual: float) -> Course:
    """Return the weeks of the plan that are not over, then weeks without tasks of their own."""
    backlog, last_due = 0.0, -1
    last_week = max(
        (week for week in plan.weeks if any(map(work.leaves_open, week.tasks))),
        key=lambda week: week.number,
    )
    new, reference, starts, lengths = list[float](), list[float](), list[int](), list[int]()
    for week in plan.weeks:
        tasks = [task for task in week.tasks if work.leaves_open(task)]
        minutes = float(sum(task.minutes for task in tasks))
        last = (plan.last_day_of(week) - today).days
        if last < 0:
            backlog += minutes
            continue
        if week is last_week:
            last_due = _last_due(plan, week, tasks, today=today)
        first = (week.starts_on - today).days
        new.append(minutes)
        starts.append(max(0, first))
        lengths.append(last - starts[-1] + 1)
        reference.append(week.minutes * lengths[-1] / (last - first + 1))
    begun = max(0, (today - plan.ends_on).days - 1) % _WEEK
    while len(new) < HORIZON:
        lengths.append(_WEEK if starts else _WEEK - begun)
        starts.append(starts[-1] + lengths[-2] if starts else 0)
        new.append(0.0)
        reference.append(usual * lengths[-1] / _WEEK)
    return Course(
        backlog=backlog,
        new=tuple(new),
        reference=tuple(reference),
        starts=tuple(starts),
        lengths=tuple(lengths),
        spare=60 * plan.hours_per_week / usual,
        last_day=(plan.ends_on - today).days,
        last_due=last_due,
        works_ahead=_works_ahead(plan, work),
    )


def _last_due(plan: Plan, week: Week, tasks: Sequence[Task], *, today: date) -> int:
    """Return the day the last of a week's open tasks is due on, today at the earliest."""
    due = [planned_day(plan, week, task) for task in tasks]
    return max(0, (max(due) - today).days)


def _works_ahead(plan: Plan, work: Work) -> bool:
    """Return whether the person has done tasks of weeks that had not begun."""
    return any(
        task.id in work.done_on and work.done_on[task.id] < week.starts_on
        for week in plan.weeks[1:]
        for task in week.tasks
    )


def _day(today: date, days: Numbers, level: float) -> date | None:
    """Return a quantile of the days as a date; None beyond the horizon."""
    found = float(np.quantile(days, level, method="inverted_cdf"))
    return None if np.isinf(found) else today + timedelta(days=int(found))
