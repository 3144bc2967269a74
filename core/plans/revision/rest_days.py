"""The rest days between the sessions of a plan, so that a changed plan has them as well."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from core.goals.weeks import DAYS, Day
from core.plans.plan import Plan, Task, Week


@dataclass(frozen=True, slots=True, kw_only=True)
class RestDays:
    """The days of a plan in which no two sessions stand on days in a row."""

    week: tuple[Day, ...]
    """The weekdays of a week in their order."""
    usual: frozenset[Day]
    """The weekdays that have sessions."""

    def allow(self, day: Day, beside: Collection[Day | None]) -> bool:
        """Return whether a session on a day leaves a day of rest to each of the others.

        The first and the last day of a week meet those of the weeks around it, whose sessions stand
        on the usual days.
        """
        around = {self.week[self.week.index(day) - 1], self.week[(self.week.index(day) + 1) % 7]}
        if around & set(beside):
            return False
        edges = {self.week[0], self.week[-1]}
        return day not in edges or not (edges - {day}) & self.usual

    def are_in(self, tasks: Sequence[Task]) -> bool:
        """Return whether each session of a week leaves a day of rest to each of the others."""
        days = [task.day for task in tasks if task.day is not None]
        return all(self.allow(day, days) for day in days)

    def usual_first(self, days: Sequence[Day]) -> list[Day]:
        """Return the days with those first that have sessions in the plan already."""
        return sorted(days, key=lambda day: day not in self.usual)


def rest_days_of(plan: Plan) -> RestDays | None:
    """Return the rest days of a plan; None if it has sessions on days in a row.

    The last week does not count: a race may come the day after an easy run.
    """
    week = tuple(DAYS[(plan.starts_on + timedelta(days=n)).weekday()] for n in range(7))
    found = {day for each in plan.weeks[:-1] for day in _days_of(each)}
    taken = sorted({7 * w.number + week.index(day) for w in plan.weeks[:-1] for day in _days_of(w)})
    if any(later - day == 1 for day, later in pairwise(taken)):
        return None
    return RestDays(week=week, usual=frozenset(found))


def _days_of(week: Week) -> set[Day]:
    return {task.day for task in week.tasks if task.day is not None}
