"""Plans: dated weeks of tasks within the person's hours, with milestones and check-ins."""

from dataclasses import dataclass
from datetime import date, timedelta

from core import formats
from core.codec import Codec
from core.goals.weeks import Day

PHASES = "phases"
"""Unit of a plan whose result is what its phases show, because no number measures it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task, beginning with a verb. `id` is unique and survives revisions of the plan."""

    id: str
    title: str
    minutes: int
    day: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A checkable point of the plan: metric, number, unit and due date."""

    title: str
    metric: str
    target: float
    unit: str
    due_on: date

    @property
    def measure(self) -> str:
        """Metric and number: "longest run: 8 km", or "phases passed: 2" if the metric says it."""
        named = self.unit.casefold() in self.metric.casefold().split()
        if (metres := formats.distance(self.target, self.unit)) is not None:
            return f"{self.metric}: {metres}"
        return f"{self.metric}: {self.target:g}{'' if named else f' {self.unit}'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week of the plan from `starts_on`, with one focus; the last week may be shorter."""

    number: int
    starts_on: date
    phase: str
    focus: str
    tasks: tuple[Task, ...]
    if_then: str
    milestone: Milestone | None = None
    load: float | None = None
    """The progressing quantity in the plan's own unit (km, pages, euros), if there is one."""
    reserve_days: int = 0
    """Days of this week that may be skipped without falling behind (Sharif & Shu 2017)."""
    paused: bool = False
    """True if the goal is paused in this week, so that it may be without a task."""

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
    """A book, free programme, tool or person that helps; `url` only if it is known to be right."""

    title: str
    kind: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contingency:
    """A trigger for trouble and the response to it."""

    trigger: str
    response: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One change the plan compiler made to a draft, as a sentence for the person."""

    rule: str
    week: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan, week by week. Only the plan compiler builds one, so that every plan is valid."""

    starts_on: date
    ends_on: date
    hours_per_week: float
    """The limit that no week exceeds."""
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

    def last_day_of(self, week: Week) -> date:
        """Return the last day of a week; the last week ends with the plan, early or late."""
        return self.ends_on if week.number == len(self.weeks) else week.ends_on


PLAN_CODEC: Codec[Plan] = Codec(Plan)
RESOURCES_CODEC: Codec[tuple[Resource, ...]] = Codec(tuple[Resource, ...])
CONTINGENCIES_CODEC: Codec[tuple[Contingency, ...]] = Codec(tuple[Contingency, ...])
REPAIRS_CODEC: Codec[tuple[Repair, ...]] = Codec(tuple[Repair, ...])
