"""Where a person stands in a plan today: what is done, what was missed, what reserve is left."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.plans import reserve
from core.plans.days import planned_day
from core.plans.plan import Plan, Task, Week
from core.plans.reserve import WINDOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A plan, what became of its tasks until today, and what earlier revisions settled."""

    plan: Plan
    today: date
    done: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    moved: Mapping[str, date] = field(default_factory=dict)
    """The day a person moved a task to, by the task's id."""
    settled_on: date | None = None
    """Weeks that start earlier were settled by a revision, so nothing of them is missed."""
    reserve_spent: int = 0
    """Reserve days that were used in the last four weeks."""

    @property
    def current(self) -> int:
        """The number of the week of today: 0 before the plan, one more than its weeks after it."""
        if self.today < self.plan.starts_on:
            return 0
        if self.today > self.plan.ends_on:
            return self.plan.total_weeks + 1
        return min((self.today - self.plan.starts_on).days // 7 + 1, self.plan.total_weeks)

    @property
    def under_way(self) -> bool:
        return 1 <= self.current <= self.plan.total_weeks

    @property
    def past(self) -> tuple[Week, ...]:
        """The weeks before this one: history, which no revision changes."""
        return self.plan.weeks[: max(0, self.current - 1)]

    @property
    def this_week_starts_on(self) -> date:
        """The first day of the week of today, also before and after the plan."""
        return self.today - timedelta(days=(self.today - self.plan.starts_on).days % 7)

    @property
    def this_week(self) -> Week:
        return self.plan.weeks[self.current - 1]

    def is_open(self, task: Task) -> bool:
        return task.id not in self.done and task.id not in self.skipped

    def due_on(self, week: Week, task: Task) -> date:
        """Return the day a task is due: the one it was moved to, its weekday, or the last day."""
        return self.moved.get(task.id) or planned_day(self.plan, week, task)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedTask:
    """A task of an earlier week that is still open."""

    week: Week
    task: Task


def missed_tasks(standing: Standing) -> tuple[MissedTask, ...]:
    """Return the open tasks of earlier weeks that no revision has settled, oldest first.

    A task that the person moved to a day still to come is not missed.
    """
    return tuple(
        MissedTask(week=week, task=task)
        for week in unsettled_weeks(standing)
        for task in week.tasks
        if standing.is_open(task) and standing.due_on(week, task) < standing.today
    )


def unsettled_weeks(standing: Standing) -> tuple[Week, ...]:
    """Return the earlier weeks that no revision has settled."""
    settled = standing.settled_on
    return tuple(week for week in standing.past if settled is None or week.starts_on >= settled)


def missed_days(standing: Standing) -> int:
    """Return on how many days something was missed."""
    return len({standing.due_on(m.week, m.task) for m in missed_tasks(standing)})


def reserve_left(standing: Standing) -> int:
    """Return the reserve days of the last four weeks that are not used, never below zero."""
    recent = list(_recent_weeks(standing))
    skipped = {
        standing.due_on(week, task)
        for week in recent
        for task in week.tasks
        if task.id in standing.skipped and task.id not in standing.done
    }
    return reserve.reserve_left(recent, skipped_on=skipped, spent=standing.reserve_spent)


def reserve_covers(standing: Standing) -> bool:
    """Return whether the reserve is enough for everything that was missed."""
    return 0 < missed_days(standing) <= reserve_left(standing)


def _recent_weeks(standing: Standing) -> Iterator[Week]:
    """Yield the last four weeks, this one included."""
    first = max(0, standing.current - WINDOW)
    yield from standing.plan.weeks[first : standing.current]


def minutes_done(standing: Standing) -> int:
    """Return the minutes done in a week on average, of the last weeks in which something was."""
    weeks = (
        sum(task.minutes for task in week.tasks if task.id in standing.done)
        for week in standing.past[-WINDOW:]
    )
    worked = [minutes for minutes in weeks if minutes]
    return sum(worked) // len(worked) if worked else 0


def done_share(standing: Standing) -> float:
    """Return which share of the minutes of the last four finished weeks was done, 1 if none was."""
    weeks = [week for week in standing.past[-WINDOW:] if week.tasks]
    planned = sum(week.minutes for week in weeks)
    done = sum(t.minutes for week in weeks for t in week.tasks if t.id in standing.done)
    return done / planned if planned else 1.0
