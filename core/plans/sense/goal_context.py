"""What a person stated and a plan has to respect, as pure values."""

from dataclasses import dataclass
from datetime import date

from core.goals.goal import Target
from core.goals.kind import GoalKind
from core.goals.weeks import Day
from core.plans.care import Care
from core.plans.sense.limits import Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """An obstacle or a constraint, with an answer to it that is known to be sound."""

    words: str
    """In the words of the person."""
    label: str
    """The same in a few words."""
    response: str
    """One sentence: what to do then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method, helper or tool the person chose, with a task that uses it."""

    words: str
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A piece, tool or person that was named, with a task about it for each of the first weeks."""

    label: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalContext:
    """What the laws compare a plan with."""

    text: str
    """The goal as the person wrote it."""
    kind: GoalKind | None = None
    """The kind of the goal, if the reading is sure of it."""
    direction: int = 0
    """1 if the goal's number has to rise, -1 if it has to fall, 0 if that is not known."""
    body: Target | None = None
    """The weight of the body today and the wanted one, if the person named both."""
    quit_date: date | None = None
    days: tuple[Day, ...] = ()
    """The weekdays the person has for it; empty if every day is possible."""
    blocked: tuple[Day, ...] = ()
    """The weekdays the words rule out: none may hold a task, even if none else is left."""
    last_day: date | None = None
    """The day the person named for the event or the end, if a plan can last to it."""
    one_a_day: bool = False
    """Whether two sessions of one sport on a day are one too many."""
    concerns: tuple[Concern, ...] = ()
    methods: tuple[Method, ...] = ()
    limits: tuple[Limit, ...] = ()
    """What no task may do, by what the person says of their body and of what they refuse."""
    named: tuple[Named, ...] = ()
    unsure: bool = False
    """Whether the person stated a low confidence."""
    small_act: str = "Do the smallest open step for ten minutes"
    """A task that is right for the kind and can replace a broken one."""
    english: bool = True
    care: tuple[Care, ...] = ()
    """What the signs in the text ask of the plan, the gravest first."""

    @property
    def needs_plan_by_rule(self) -> bool:
        """Whether a sign lets only the goal and the plan by rule stand, not those of a model."""
        return any(each.by_rule for each in self.care)
