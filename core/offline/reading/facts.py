"""What can be read from a goal text by rule; every fact keeps the words it came from, so that it can be shown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.goals.goal import GoalType


class Direction(StrEnum):
    """Whether the person moves towards something or away from it (Oscarsson et al. 2020)."""

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
    """A stretch of the goal text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit; `high` is set for a range, `per` where it is a rate ("10 pages a day")."""

    value: float
    unit: str
    kind: QuantityKind
    span: Span
    high: float | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often: `times` per `per` (day, week, month, year), on `days` where the person named them."""

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
    """The last day. `exact` is False where the words leave room ("before my wedding in June")."""

    on: date
    span: Span
    exact: bool = True
    length_days: int | None = None
    """Set where the words give a length ("in 12 weeks"): it counts from the day the person starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours a week the text gives to the goal."""

    per_week: float
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """Everything read from one goal text."""

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
    """One entry for each goal the text holds; the first is the one planned."""
    missing: tuple[str, ...]
    """Names of facts that are not in the text and would change the plan."""
    english: bool = True
