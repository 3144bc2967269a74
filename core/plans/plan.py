"""A plan: dated weeks of tasks that fit the person's hours, with milestones, check-ins and contingencies."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.goals.weeks import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do, starting with a verb. `id` is stable within its plan ("w3t2")."""

    id: str
    title: str
    minutes: int
    day: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A point that can be checked: the metric, the number, the unit and the day it is due."""

    title: str
    metric: str
    target: float
    unit: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from `starts_on` (the last week may be shorter) with one focus."""

    number: int
    starts_on: date
    phase: str
    focus: str
    tasks: tuple[Task, ...]
    if_then: str
    milestone: Milestone | None = None
    load: float | None = None
    """What progresses, in the plan's own unit (km, pages, euros ...); None where nothing is counted."""
    reserve_days: int = 0
    """Days of this week that may be dropped without falling behind (Sharif & Shu 2017)."""

    @property
    def minutes(self) -> int:
        return sum(task.minutes for task in self.tasks)

    @property
    def hours(self) -> float:
        return round(self.minutes / 60, 2)

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something to lean on: a book, a free programme, a tool, a person. `url` only where we know it is right."""

    title: str
    kind: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contingency:
    """What may go wrong, named by its trigger, and what to do then."""

    trigger: str
    response: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A change the plan compiler made to a drafted plan, in words the person can read."""

    rule: str
    week: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole way, week by week. Only the plan compiler makes one, so every plan keeps its promises."""

    starts_on: date
    ends_on: date
    hours_per_week: float
    """The cap that no week exceeds."""
    weeks: tuple[Week, ...]
    check_in_weeks: tuple[int, ...]
    resources: tuple[Resource, ...]
    contingencies: tuple[Contingency, ...]
    repairs: tuple[Repair, ...] = ()

    @property
    def total_weeks(self) -> int:
        return len(self.weeks)

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        return tuple(week.milestone for week in self.weeks if week.milestone is not None)
