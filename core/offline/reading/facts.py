"""Facts parsed from a goal text; each fact has the span of text it was parsed from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.goals.goal import GoalType


class Direction(StrEnum):
    """Whether a goal moves towards something or away from it (Oscarsson et al. 2020)."""

    APPROACH = "approach"
    AVOIDANCE = "avoidance"


class QuantityKind(StrEnum):
    """What a unit measures."""

    DISTANCE = "distance"
    WEIGHT = "weight"
    MONEY = "money"
    TIME = "time"
    COUNT = "count"
    PERCENT = "percent"
    SCORE = "score"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A range of characters in the goal text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit; `high` is set for a range, `per` for a rate ("10 pages a day")."""

    value: float
    unit: str
    kind: QuantityKind
    span: Span
    high: float | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """`times` per `per` (day, week, month or year), on `days` if the text names weekdays."""

    times: float
    per: str
    span: Span
    days: tuple[str, ...] = ()

    @property
    def per_week(self) -> float:
        weeks = {"day": 1 / 7, "week": 1.0, "month": 30.4 / 7, "year": 52.0}[self.per]
        return self.times / weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day; `exact` is False if the words leave it open ("before my wedding in June")."""

    on: date
    span: Span
    exact: bool = True
    length_days: int | None = None
    """Set for a duration ("in 12 weeks"), which counts from the first day of the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The weekly hours that the text allots to the goal."""

    per_week: float
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """Everything parsed from one goal text."""

    text: str
    aim: str
    """The aim in the person's own words, without "I want to", deadline and reason."""
    domain: str
    domain_span: Span | None
    direction: Direction
    goal_type: GoalType
    quantity: Quantity | None
    baseline: Quantity | None
    quantities: tuple[Quantity, ...]
    frequency: Frequency | None
    deadline: Deadline | None
    event: Span | None
    hours: Hours | None
    constraints: tuple[Span, ...]
    obstacle: Span | None
    reason: Span | None
    goals: tuple[Span, ...]
    """One span for each goal in the text; the first one is planned."""
    missing: tuple[str, ...]
    """Names of facts that the text lacks and that would change the plan."""
    english: bool = True
