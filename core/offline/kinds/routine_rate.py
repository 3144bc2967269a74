"""How often a week, as the person stated it."""

from core.offline.reading.facts import GoalFacts

_WEEKS_A_MONTH = 30.4 / 7


def times_a_week(facts: GoalFacts) -> float | None:
    """Return the stated times a week, at most seven, or None."""
    rhythm = facts.frequency
    if rhythm is None:
        return float(len(facts.chosen_days)) or None
    per_week = rhythm.per_week
    return float(min(7, max(1, round(per_week)))) if per_week >= 0.75 else None


def times_a_month(facts: GoalFacts) -> float | None:
    """Return the stated times a month if it is less than once a week, or None."""
    rhythm = facts.frequency
    if rhythm is None or times_a_week(facts) is not None:
        return None
    return float(max(1, round(rhythm.per_week * _WEEKS_A_MONTH)))
