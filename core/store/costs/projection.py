"""Project the cost of many goals from the cost of some, with its interval."""

from dataclasses import dataclass

from core.quality.intervals import Interval
from core.store.costs.goal_costs import GoalCosts

RESOLUTIONS = 100
PEOPLE = 1_000
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A projected sum."""

    goals: float
    """The number of goals it covers."""
    usd: float
    interval: Interval


def project(costs: GoalCosts, goals: float) -> Projection | None:
    """Return the projected cost of `goals` goals; None if too few goals were paid for.

    The interval is that of their mean cost; the number of goals is assumed to be exact.
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
    """Return the projected cost of RESOLUTIONS resolutions, each with its scores and plan."""
    return project(costs, RESOLUTIONS)


def per_month(costs: GoalCosts, *, goals_each: float) -> Projection | None:
    """Return the projected cost of PEOPLE people per month who write `goals_each` goals each."""
    return project(costs, PEOPLE * goals_each)


def per_year(costs: GoalCosts, *, goals_each: float) -> Projection | None:
    """Return the projected cost of PEOPLE people per year."""
    return project(costs, PEOPLE * goals_each * MONTHS)
