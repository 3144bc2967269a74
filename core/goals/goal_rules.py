"""What the rules know of a goal, for what its draft leaves open or says in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.goals.kind import GoalKind
from core.goals.written_dates import read_written_date


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRules:
    """What the rules know of a goal, for what a draft leaves open."""

    feasible_hours: float | None = None
    """Hours a week that the rules' own reading of the goal takes."""
    kind: GoalKind | None = None
    read_date: Callable[[str], date | None] = lambda _text: None
    """Reads a date in words."""
    read_hours: Callable[[str], float | None] = lambda _text: None
    """Reads hours a week in words."""


def read_draft_date(text: str | None, rules: GoalRules) -> date | None:
    """Return the date a draft names, in figures or in words, or None."""
    if text is None or not text.strip():
        return None
    return read_written_date(text) or rules.read_date(text)
