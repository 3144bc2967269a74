"""The sample of goals behind the mean cost of a goal."""

from core import formats
from core.usecases.costs.get_cost_report import (
    GoalCosts,
)


def count_sample(goals: GoalCosts) -> str:
    """Return how many goals the mean is of, such as "the newest 200 goals"."""
    return ("the newest " if goals.capped else "") + formats.pluralize(goals.n, "goal")


def interval(goals: GoalCosts) -> str:
    """Return the interval of the mean with a space after it, or "" if there are too few goals."""
    if goals.interval is None:
        return ""
    return f"{formats.dollar_interval(goals.interval.low, goals.interval.high)} "


def excluded_goals(goals: GoalCosts) -> list[str]:
    """Return which goals the mean leaves out because a model did not write them alone."""
    counts = (
        (goals.offline, "goal partly offline", "goals partly offline"),
        (goals.unfinished, "unfinished goal", ""),
    )
    return [f"{formats.pluralize(n, one, many)} left out" for n, one, many in counts if n]
