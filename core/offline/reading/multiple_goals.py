"""Several goals in one text: which one is planned, and which ones could be started next."""

from dataclasses import dataclass

from core.goals.goal import GoalRequest
from core.offline.reading.goal_parser import read_goal

_CHOSEN = "goals"
"""Id of the question which one comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralGoals:
    """The goals of one text, in the person's own words."""

    started: str
    others: tuple[str, ...]


def several_goals(request: GoalRequest) -> SeveralGoals | None:
    """Return the goals of a text that holds more than one, None where it holds one."""
    found = read_goal(request.text, today=request.today).goals
    if len(found) < 2:
        return None
    named = tuple(goal.text.strip(" .,;") for goal in found)
    chosen = next(
        (a.text.strip(" .,;") for a in request.answers if a.question.id == _CHOSEN and a.text), None
    )
    started = chosen if chosen in named else named[0]
    return SeveralGoals(started=started, others=tuple(goal for goal in named if goal != started))
