"""Goals: the person's own words, their circumstances, and the clarified goal."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.errors import InvalidInput
from core.goals.clarification import Answer
from core.goals.kind import GoalKind
from core.goals.replies import Reply
from core.goals.weeks import count_weeks
from core.text import strip_misleading

MAX_GOAL_CHARACTERS = 2_000
MAX_CONSTRAINTS = 10
MAX_CONSTRAINT_CHARACTERS = 300
MIN_HOURS_PER_WEEK = 0.5
MAX_HOURS_PER_WEEK = 60.0
MAX_WEEKS = 52
"""A plan covers at most a year; of a longer goal, the first year is planned, with a note."""


class Experience(StrEnum):
    """The person's level in the domain of the goal."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Style(StrEnum):
    """The pace the person wants."""

    CONSERVATIVE = "conservative"
    BALANCED = "balanced"
    AGGRESSIVE = "aggressive"


CONFIDENT_FROM = 7
"""Below this confidence (0-10) the first weeks are smaller; the goal stays the same."""


class FirstSteps(StrEnum):
    """How large the first weeks are for a person who did not say how sure they are."""

    USUAL = "usual"
    SMALLER = "smaller"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What the offline coach uses where a person left something open."""

    pace: Style = Style.BALANCED
    first_steps: FirstSteps = FirstSteps.USUAL
    label: str = ""  # of the version that says so; "" for what was always done


class GoalType(StrEnum):
    """The kind of aim; novices do better with learning or open goals first (Swann et al. 2022)."""

    OUTCOME = "outcome"
    BEHAVIOUR = "behaviour"
    LEARNING = "learning"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the person stated about themselves; every field is optional."""

    experience: Experience = Experience.BEGINNER
    hours_per_week: float | None = None
    """Hours available each week; if None, the coach assumes a number and notes it."""
    constraints: tuple[str, ...] = ()
    start_on: date | None = None
    confidence: int | None = None
    """0-10, "how sure are you that you can do this"; below 7 the first steps are smaller."""
    style: Style = Style.BALANCED
    weeks: int | None = None
    """Requested length in weeks, if stated apart from the goal text."""

    @property
    def is_unsure(self) -> bool:
        """Return whether the person stated a low confidence."""
        return self.confidence is not None and self.confidence < CONFIDENT_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRequest:
    """A submitted goal: the person's own words, their circumstances, and the day of submission."""

    text: str
    circumstances: Circumstances = field(default_factory=Circumstances)
    today: date
    answers: tuple[Answer, ...] = ()
    """Answers to the questions of this run so far, including skipped ones."""
    usual: Usual = field(default_factory=Usual)
    """The values for what the person left open."""
    assumed: frozenset[str] = frozenset()
    """Names of the circumstances that are such a value, and not the person's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmartStatement:
    """The five SMART lines, each one sentence."""

    specific: str
    measurable: str
    achievable: str
    relevant: str
    time_bound: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The measured quantity: from `baseline` to `quantity` in `unit`."""

    metric: str
    quantity: float
    unit: str
    baseline: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A fact the person did not state, the value used instead, and the reason."""

    about: str
    assumed: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarifiedGoal:
    """The goal as Rein understood it, complete, so that later stages never guess."""

    statement: str
    smart: SmartStatement
    domain: str
    goal_type: GoalType
    target: Target | None
    starts_on: date
    deadline: date
    """Last day of the plan, at most MAX_WEEKS after `starts_on`."""
    hours_per_week: float
    obstacle: str
    """The obstacle the person named, or the most common one in this domain."""
    assumptions: tuple[Assumption, ...] = ()
    notes: tuple[str, ...] = ()
    """Notices for the person: a shortened deadline, an impossible target, a safety bound."""
    hours_stated: bool = True
    """False if `hours_per_week` was assumed, so that it is no limit the person set."""
    deadline_stated: bool = True
    """False if `deadline` was assumed."""
    event_on: date | None = None
    """The day of an event the goal leads to (exam, race, quit date), if it has one."""
    kind: GoalKind | None = None
    """The kind of goal; None if it is unknown."""
    constraints: tuple[str, ...] = ()
    """What must hold in every week, in the person's words."""
    replies: tuple[Reply, ...] = ()
    """Answers to the questions the person asked."""


def total_weeks(goal: ClarifiedGoal) -> int:
    """Return the number of weeks in a plan for this goal."""
    return count_weeks(goal.starts_on, goal.deadline)


def clean_text(text: str) -> str:
    """Return `text` without control and hidden characters, blank lines, repeated white space."""
    printable = "".join(
        c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"} else " "
        for c in text
    )
    lines = (
        " ".join(line.split())
        for line in strip_misleading(unicodedata.normalize("NFC", printable)).splitlines()
    )
    return "\n".join(line for line in lines if line)


def accept_request(text: str, circumstances: Circumstances, *, today: date) -> GoalRequest:
    """Validate and clean a submitted goal. Raises InvalidInput with the invalid field."""
    if len(text) > MAX_GOAL_CHARACTERS:
        raise InvalidInput(
            f"This goal has {len(text):,} characters.",
            field="text",
            advice=f"Say it in at most {MAX_GOAL_CHARACTERS:,}; details fit under “About you”.",
        )
    cleaned = clean_text(text)
    if not any(c.isalnum() for c in cleaned):
        raise InvalidInput(
            "There is no goal in this yet.",
            field="text",
            advice="Write what you want to reach in your own words, "
            "for example “run 5 km by the end of March”.",
        )
    return GoalRequest(
        text=cleaned, circumstances=_accept_circumstances(circumstances, today=today), today=today
    )


def _accept_circumstances(given: Circumstances, *, today: date) -> Circumstances:
    hours = given.hours_per_week
    if hours is not None and not MIN_HOURS_PER_WEEK <= hours <= MAX_HOURS_PER_WEEK:
        raise InvalidInput(
            f"{hours:g} hours a week cannot be planned.",
            field="hours_per_week",
            advice=f"Choose between {MIN_HOURS_PER_WEEK:g} and {MAX_HOURS_PER_WEEK:g}.",
        )
    if given.confidence is not None and not 0 <= given.confidence <= 10:
        raise InvalidInput("Confidence goes from 0 to 10.", field="confidence")
    if given.weeks is not None and not 1 <= given.weeks <= MAX_WEEKS:
        raise InvalidInput(
            f"A plan of {given.weeks} weeks cannot be written.",
            field="weeks",
            advice=f"Choose between 1 and {MAX_WEEKS}.",
        )
    if given.start_on is not None and abs((given.start_on - today).days) > 366:
        raise InvalidInput(
            f"The start date {given.start_on.isoformat()} is more than a year away.",
            field="start_on",
            advice="Choose a day within a year of today.",
        )
    return Circumstances(
        experience=given.experience,
        hours_per_week=hours,
        constraints=_accept_constraints(given.constraints),
        start_on=given.start_on,
        confidence=given.confidence,
        style=given.style,
        weeks=given.weeks,
    )


def _accept_constraints(given: tuple[str, ...]) -> tuple[str, ...]:
    constraints = tuple(c for c in map(clean_text, given) if c)
    if len(constraints) > MAX_CONSTRAINTS or any(
        len(c) > MAX_CONSTRAINT_CHARACTERS for c in constraints
    ):
        raise InvalidInput(
            "There are too many constraints, or one is too long.",
            field="constraints",
            advice=f"Give at most {MAX_CONSTRAINTS}, "
            f"each up to {MAX_CONSTRAINT_CHARACTERS} characters.",
        )
    return constraints
