"""Whole lives of plans by simulated people, and how often a forecast's band holds the true end."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from core.plans.days import weekday_date
from core.plans.plan import Plan, Task
from core.progress.forecast import Forecast, forecast_end
from core.progress.weekly import Work, week_by_week
from tests.factories.coaching import coached
from tests.factories.people import Person, PersonKind, work_through

GOALS = (
    "Run 5 km in 8 weeks",
    "Learn 500 Spanish words in 12 weeks",
    "Save 900 euros in 24 weeks",
)
MOMENTS = (0.25, 0.4, 0.6, 0.8, 1.0)
"""When forecasts are made, as shares of the plan's length."""
WEEKS_AFTER = 30
"""Weeks a person goes on after the end of the plan, if something is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A plan, the person, and the day on which each task got done."""

    plan: Plan
    person: Person
    done_on: dict[str, date]

    @property
    def end(self) -> date | None:
        """Return the day the last task was done; None if some never was."""
        total = sum(len(week.tasks) for week in self.plan.weeks)
        return max(self.done_on.values()) if len(self.done_on) == total else None

    def work_before(self, today: date) -> Work:
        return Work(done_on={one: day for one, day in self.done_on.items() if day < today})


def live(plan: Plan, person: Person) -> Life:
    """Return the whole life of a plan that never changes."""
    own = {task.id: week for week in plan.weeks for task in week.tasks}
    done: dict[str, date] = {}
    lived = work_through(plan, person, weeks=plan.total_weeks + WEEKS_AFTER)
    for number, tasks in enumerate(lived, start=1):
        first, days = _span(plan, number)
        for task in tasks:
            own_week = own[task.id].number == number
            day = weekday_date(plan, own[task.id], task) if own_week else None
            done[task.id] = day or first + timedelta(days=_luck(person, task).randrange(days))
    return Life(plan=plan, person=person, done_on=done)


def _span(plan: Plan, number: int) -> tuple[date, int]:
    """Return the first day of a week and its length, also after the end of the plan."""
    if number <= plan.total_weeks:
        week = plan.weeks[number - 1]
        return week.starts_on, (plan.last_day_of(week) - week.starts_on).days + 1
    return plan.ends_on + timedelta(days=1 + 7 * (number - plan.total_weeks - 1)), 7


def _luck(person: Person, task: Task) -> Random:
    return Random(f"{person.kind}/{person.seed}/day {task.id}")  # noqa: S311 - simulated


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One forecast, and the true end."""

    kind: PersonKind
    goal: str
    moment: float
    forecast: Forecast
    end: date | None

    @property
    def held(self) -> bool:
        """Return whether the band holds the end; an open band holds an end that never came."""
        low, high = self.forecast.low, self.forecast.high
        if self.end is None:
            return high is None
        return low is not None and low <= self.end and (high is None or self.end <= high)


def try_forecasts(people: Iterable[Person], *, goals: Sequence[str] = GOALS) -> Iterator[Tried]:
    """Yield the forecast of each person at each moment at which their plan is not finished."""
    plans = {goal: _numbered(coached(goal)[2]) for goal in goals}
    for person in people:
        for number, (goal, plan) in enumerate(plans.items()):
            life = live(plan, person)
            for moment in MOMENTS:
                weeks = max(2, round(moment * plan.total_weeks))
                today = plan.starts_on + timedelta(days=7 * weeks + person.seed % 7)
                if life.end is not None and life.end < today:
                    continue
                found = forecast_end(
                    plan,
                    life.work_before(today),
                    week_by_week(plan, life.work_before(today), today=today),
                    today=today,
                    seed=1_000 * person.seed + number,
                )
                if isinstance(found, Forecast):
                    yield Tried(
                        kind=person.kind, goal=goal, moment=moment, forecast=found, end=life.end
                    )


def _numbered(plan: Plan) -> Plan:
    """Return a plan whose tasks have the same ids each time, since what a person does hangs on them."""
    weeks = (
        replace(
            week,
            tasks=tuple(
                replace(task, id=f"{week.number}-{number}")
                for number, task in enumerate(week.tasks)
            ),
        )
        for week in plan.weeks
    )
    return replace(plan, weeks=tuple(weeks))


def coverage(tried: Sequence[Tried]) -> float:
    """Return the share of forecasts whose band holds the true end."""
    return sum(one.held for one in tried) / len(tried)
