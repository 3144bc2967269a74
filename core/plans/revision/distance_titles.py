"""Titles of milestones with a distance below a kilometre, which stands there in metres."""

from core import formats
from core.plans.plan import Milestone


def with_distance(milestone: Milestone, number: float) -> str | None:
    """Return the title with another distance where one of both is below a kilometre, else None.

    Such a distance stands there in metres: “Swim 300 m” becomes “Swim 500 m”.
    """
    old, unit = milestone.target, milestone.unit
    if unit != "km" or min(old, number) >= 1:
        return None
    before, after = (formats.distance(n, unit) or f"{n:,g} {unit}" for n in (old, number))
    title = milestone.title
    return title.replace(before, after) if title.count(before) == 1 else None
