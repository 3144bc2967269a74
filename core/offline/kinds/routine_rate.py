"""How often a week, as the person told it."""

from core.offline.reading.facts import GoalFacts


def times_a_week(facts: GoalFacts) -> float | None:
    """Return the told times a week, at most seven, or None."""
    rhythm = facts.frequency
    if rhythm is None:
        return float(len(facts.days)) or None
    per_week = rhythm.per_week
    return float(min(7, max(1, round(per_week)))) if per_week >= 0.75 else None
