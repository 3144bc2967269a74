"""What a plan asks of each week and what was done in it, from the first day to today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.plans.plan import Plan, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the person did with the tasks of a plan, by task id and in days of their calendar."""

    done_on: Mapping[str, date] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()

    def leaves_open(self, task: Task) -> bool:
        """Return whether a task is neither done nor skipped."""
        return task.id not in self.done_on and task.id not in self.skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number of tasks and their minutes together."""

    tasks: int
    minutes: int


def sum_up(tasks: Iterable[Task]) -> Amount:
    """Return how many tasks there are and how long they take together."""
    minutes = [task.minutes for task in tasks]
    return Amount(tasks=len(minutes), minutes=sum(minutes))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfWork:
    """One week: what it asks for, and what was done within its days, early and late tasks too."""

    number: int
    starts_on: date
    ends_on: date
    planned: Amount
    """Its own tasks without the skipped ones."""
    done: Amount
    skipped: Amount


def week_by_week(plan: Plan, work: Work, *, today: date) -> tuple[WeekOfWork, ...]:
    """Return the weeks of a plan, and the weeks since its end if there are any."""
    done: dict[int, list[Task]] = {}
    for week in plan.weeks:
        for task in week.tasks:
            if task.id in work.done_on:
                done.setdefault(week_of(plan, work.done_on[task.id]), []).append(task)
    spans = [(week.starts_on, plan.last_day_of(week)) for week in plan.weeks]
    while spans[-1][1] < today:
        first = spans[-1][1] + timedelta(days=1)
        spans.append((first, first + timedelta(days=6)))
    weeks: list[WeekOfWork] = []
    for place, (first, last) in enumerate(spans):
        own = plan.weeks[place].tasks if place < len(plan.weeks) else ()
        weeks.append(
            WeekOfWork(
                number=place + 1,
                starts_on=first,
                ends_on=last,
                planned=sum_up(task for task in own if task.id not in work.skipped),
                done=sum_up(done.get(place, ())),
                skipped=sum_up(task for task in own if task.id in work.skipped),
            )
        )
    return tuple(weeks)


def week_of(plan: Plan, day: date) -> int:
    """Return the place of the week a day is in, from 0; days before the plan are in its first."""
    if day <= plan.ends_on:
        return max(0, min((day - plan.starts_on).days // 7, plan.total_weeks - 1))
    return plan.total_weeks + ((day - plan.ends_on).days - 1) // 7
