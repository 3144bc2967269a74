"""What many goals would cost, from what some did: the assumptions are arguments, and the spread goes along."""

from dataclasses import dataclass

from core.quality.intervals import Interval
from core.store.costs.goal_costs import GoalCosts

RESOLUTIONS = 100
PEOPLE = 1_000
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A sum to come, as far as the goals so far tell."""

    goals: float
    """How many goals it is about."""
    usd: float
    interval: Interval


def project(costs: GoalCosts, goals: float) -> Projection | None:
    """Return what `goals` goals would cost; None while there are not enough goals to go by.

    The interval is that of their mean cost. How many goals people write is taken as given.
    """
    band = costs.interval
    if band is None or costs.mean is None:
        return None
    return Projection(
        goals=goals,
        usd=costs.mean * goals,
        interval=Interval(low=band.low * goals, high=band.high * goals),
    )


def per_resolutions(costs: GoalCosts) -> Projection | None:
    """Return what RESOLUTIONS resolutions would cost, each with its scores and its plan."""
    return project(costs, RESOLUTIONS)


def per_month(costs: GoalCosts, *, goals_each: float) -> Projection | None:
    """Return what PEOPLE people would cost in a month who write `goals_each` goals each."""
    return project(costs, PEOPLE * goals_each)


def per_year(costs: GoalCosts, *, goals_each: float) -> Projection | None:
    """Return the same for a year."""
    return project(costs, PEOPLE * goals_each * MONTHS)
