"""Put a changed row of weeks back on the calendar: numbers, dates, reserve days, check-ins."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.goals.weeks import check_in_weeks, days_of, reserve_days, week_end, week_start
from core.plans.plan import Milestone, Plan, Week
from core.plans.reserve import has_one_every_week

INSERTED = 0
"""The number of a week that the plan before did not have, until it is put on the calendar."""
_WIDEST_GAP = 4


def regrid(weeks: Sequence[Week], before: Plan, *, unchanged: int, ends_on: date) -> Plan:
    """Return the plan of these weeks; the first `unchanged` ones are history.

    A week still has the number it had in the plan before, so that its check-in goes with it.
    """
    dated = tuple(
        week if number <= unchanged else _dated(week, number, before, ends_on=ends_on)
        for number, week in enumerate(weeks, start=1)
    )
    checks = [n for n, week in enumerate(weeks, start=1) if week.number in before.check_in_weeks]
    return replace(
        before,
        weeks=dated,
        ends_on=ends_on,
        check_in_weeks=fill_check_ins([*checks, len(dated)], dated),
    )


def _dated(week: Week, number: int, before: Plan, *, ends_on: date) -> Week:
    starts_on = before.starts_on
    days = len(days_of(starts_on, number, ends_on=ends_on))
    due = week_end(starts_on, number, ends_on=ends_on)
    return replace(
        week,
        number=number,
        starts_on=week_start(starts_on, number),
        milestone=_due(week.milestone, due),
        reserve_days=reserve_days(number, days=days, every_week=has_one_every_week(before)),
    )


def _due(milestone: Milestone | None, due: date) -> Milestone | None:
    return None if milestone is None else replace(milestone, due_on=due)


def fill_check_ins(wanted: Sequence[int], weeks: Sequence[Week]) -> tuple[int, ...]:
    """Return the check-in weeks with more of them where two are over four weeks apart.

    Paused weeks do not count: nothing happens in them that could be looked back on.
    """
    working = [number for number, week in enumerate(weeks, start=1) if not week.paused]
    place = {number: at for at, number in enumerate(working, start=1)}
    found: list[int] = []
    for check in sorted({number for number in wanted if number in place}):
        last = place[found[-1]] if found else 0
        gap = place[check] - last
        if gap < 2 and found and place[check] > 1:  # two next to each other: the later one counts
            found.pop()
            last = place[found[-1]] if found else 0
            gap = place[check] - last
        if gap > _WIDEST_GAP:
            found += [working[last + step - 1] for step in check_in_weeks(gap)]
        else:
            found.append(check)
    return tuple(found)
