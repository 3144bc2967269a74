"""Several goals in one text: which one is planned, and which ones could be started next."""

from dataclasses import dataclass

from core.goals.goal import GoalRequest
from core.offline.reading.goal_parser import parse_goal

_FIRST_GOAL_QUESTION = "goals"
"""Id of the question which one comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleGoals:
    """The goals of one text, in the person's own words."""

    planned: str
    others: tuple[str, ...]


def find_multiple_goals(request: GoalRequest) -> MultipleGoals | None:
    """Return the goals of a text that holds more than one, None where it holds one."""
    found = parse_goal(request.text, today=request.today).goals
    if len(found) < 2:
        return None
    named = tuple(goal.text.strip(" .,;") for goal in found)
    chosen = next(
        (
            a.text.strip(" .,;")
            for a in request.answers
            if a.question.id == _FIRST_GOAL_QUESTION and a.text
        ),
        None,
    )
    started = chosen if chosen in named else named[0]
    return MultipleGoals(planned=started, others=tuple(goal for goal in named if goal != started))
