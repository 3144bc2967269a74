"""Facts parsed from a goal text; each fact has the span of text it was parsed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.goals.goal import GoalType
from core.goals.kind import GoalKind
from core.goals.payments import PaymentTerms
from core.offline.recipes.found_recipe import FoundRecipe
from core.offline.signs.sign import FoundSign


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
class DayTime:
    """The minutes that the person has on a weekday, each week or every so many weeks."""

    day: str
    minutes: float | None = None
    """None if no length is named."""
    every: int = 1


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
    kind: GoalKind = GoalKind.PROJECT
    recipe: str = ""
    """The recipe for this specific aim, if one was surely found."""
    recipes: tuple[FoundRecipe, ...] = ()
    """The most probable recipes, the best one first; that there is none may be among them."""
    recipe_set: bool = False
    """Whether the person chose the recipe, or that there is to be none."""
    level: str = "unknown"
    """How practised the person is: new, some, good or unknown."""
    thing: Span | None = None
    """The noun phrase the aim works on, a few words: "my thesis", "the ukulele"."""
    starting_points: tuple[Span, ...] = ()
    """Clauses that say where the person stands today."""
    methods: tuple[Span, ...] = ()
    """The person's own methods, plans, helpers and tools."""
    obstacles: tuple[Span, ...] = ()
    """Everything named as getting in the way; `obstacle` is the first."""
    background: tuple[Span, ...] = ()
    """Clauses that are only background; nothing in them is a target, a date or a task."""
    further_aims: tuple[Span, ...] = ()
    questions: tuple[Span, ...] = ()
    """Questions the person asked the coach."""
    days: tuple[str, ...] = ()
    """Weekdays the person named as possible ("Mon".."Sun"), or those that are left if they only
    ruled some out; empty if none were named."""
    days_off: tuple[str, ...] = ()
    """Weekdays the person ruled out."""
    session_minutes: float | None = None
    """Length of one session, if named ("45 minutes each")."""
    timetable: tuple[DayTime, ...] = ()
    """How long the person has on each of their days; empty if nothing of that is named."""
    payment: Quantity | None = None
    """What the person can pay in each period ("300 a month")."""
    terms: PaymentTerms = field(default_factory=PaymentTerms)
    """From when and on which day it is paid, what comes once, and the interest."""
    term_days: tuple[Span, ...] = ()
    """The words of the days in these terms, none of which is a last day."""
    length: Span | None = None
    """How long it runs, if named apart from a deadline ("100 days"); the days are in `deadline`."""
    doubtful: tuple[str, ...] = ()
    """Fields whose reading contradicts the rest, so that they were left out and are asked for."""
    named_confidence: int | None = None
    """How sure the person says they are of it, from 0 to 10."""
    signs: tuple[FoundSign, ...] = ()
    """Signs that a professional has to be asked first, the gravest first."""
    confidence: Mapping[str, float] = field(default_factory=dict)
    """For each field above that was read: how sure the reading is, from 0 to 1."""

    @property
    def chosen_days(self) -> tuple[str, ...]:
        """The weekdays the person named for it; empty if they only ruled others out."""
        left = bool(self.days_off) and len({*self.days, *self.days_off}) == _DAYS_IN_WEEK
        return () if left else self.days


_DAYS_IN_WEEK = 7
