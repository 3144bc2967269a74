"""Split a text with several goals into the planned one and its follow-ups."""

from dataclasses import dataclass

from core.goals.clarification import Answer
from core.offline.reading.facts import GoalFacts

_FIRST_GOAL_QUESTION = "goals"
"""Id of the question that asks which goal comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleGoals:
    """The goals in one text, in the person's own words."""

    planned: str
    others: tuple[str, ...]


def find_multiple_goals(facts: GoalFacts, answers: tuple[Answer, ...]) -> MultipleGoals | None:
    """Return the goals in a text, or None if there is only one.

    An answer decides which one is planned; without it the first one is.
    """
    found = facts.goals
    if len(found) < 2:
        return None
    named = tuple(goal.text.strip(" .,;") for goal in found)
    chosen = next(
        (a.text.strip(" .,;") for a in answers if a.question.id == _FIRST_GOAL_QUESTION and a.text),
        None,
    )
    started = chosen if chosen in named else named[0]
    return MultipleGoals(planned=started, others=tuple(goal for goal in named if goal != started))
