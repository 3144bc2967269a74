"""What a person wants to edit in a plan."""

from dataclasses import dataclass
from datetime import date

from core.goals.weeks import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the person wrote about a task; `task_id` is None for a new one."""

    task_id: str | None
    week: int
    title: str
    minutes: int
    day: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A task to take out."""

    task_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goalpost:
    """A milestone with its number and the week it is due in."""

    week: int
    target: float
    to_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Another last day of the plan."""

    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Another title of the resolution."""

    text: str


Edit = Written | Removed | Goalpost | End | Title
