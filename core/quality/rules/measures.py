"""What a number of a plan counts: a result or the work on it, and in which unit."""

from core.goals.kind import GoalKind

EFFORT_UNITS = frozenset({"h", "min", "sessions", "runs"})
KINDS_OF_EFFORT = frozenset({GoalKind.ROUTINE, GoalKind.VAGUE})
"""Kinds whose result is that something is done regularly."""
THEIR_SCALE = frozenset({GoalKind.BODY, GoalKind.MONEY, GoalKind.PROJECT, GoalKind.TRAINING})
"""Kinds whose number is the person's; an exam or a skill may be measured by the plan's own."""


def same_unit(unit: str, named: str) -> bool:
    """Return whether two units agree; a number without a unit ("weigh 82") fits any."""
    return not named or not unit or unit.partition(" ")[0] == named.partition(" ")[0]
