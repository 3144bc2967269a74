"""Turn a person's constraints into available days, tasks and contingencies."""

import re

from core.goals.goal import Circumstances
from core.offline.reading.facts import GoalFacts
from core.offline.reading.roles.slots.days_off import named_days

WEEK: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ONLY = re.compile(r"\b(?:only|just)\b", re.IGNORECASE)

_ADVICE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(
            r"\b(?:knee|back|shoulder|ankle|hip|injur\w*|arthritis|asthma|pain|pregnan\w*|"
            r"diabet\w*|"
            r"heart)\b",
            re.IGNORECASE,
        ),
        "Ask a doctor or physiotherapist what to avoid with “{c}” and write it down",
        "Do the gentlest version, stop when it hurts, and see a professional if it lasts a week.",
    ),
    (
        re.compile(
            r"\b(?:kids?|child\w*|baby|toddler|famil\w*|parent|caring|school run)\b", re.IGNORECASE
        ),
        "Agree with your family on the hours that are yours this week, given “{c}”",
        "Use ten minutes when the house is quiet and count it as the session.",
    ),
    (
        re.compile(
            r"\b(?:night|shift\w*|travel\w*|commut\w*|overtime|full[- ]time|long hours|busy)\b",
            re.IGNORECASE,
        ),
        "Write each session into the calendar around “{c}”",
        "Move the session to the next free hour within two days and keep it to ten minutes.",
    ),
    (
        re.compile(r"\b(?:money|budget|broke|cheap|afford\w*|free)\b", re.IGNORECASE),
        "Find the free version of what you need, given “{c}”",
        "Use what the library, the park or a free app gives and spend nothing.",
    ),
    (
        re.compile(r"\b(?:gym|equipment|space|apartment|flat|quiet|neighbou?rs?)\b", re.IGNORECASE),
        "Set up a corner at home for the sessions, given “{c}”",
        "Do the version that needs no equipment where you are.",
    ),
)
_DEFAULT_ADVICE = (
    "Decide how this plan works with “{c}” and write the answer on one line",
    "Do the smallest version that still fits, and change the plan at the next check-in.",
)


def list_constraints(circumstances: Circumstances, facts: GoalFacts) -> tuple[str, ...]:
    """Return all constraints without duplicates, from the circumstances and the goal text."""
    constraints = (*circumstances.constraints, *(span.text for span in facts.constraints))
    return tuple(dict.fromkeys(c.strip(" .") for c in constraints))


def available_days(circumstances: Circumstances, facts: GoalFacts) -> tuple[str, ...]:
    """Return the weekdays that the goal and its constraints leave, all seven if none is left."""
    free = (facts.frequency.days if facts.frequency is not None else ()) or facts.days or WEEK
    free = tuple(day for day in free if day not in facts.days_off) or free
    for constraint in list_constraints(circumstances, facts):
        free = _days_allowed(free, constraint) or free
    return free


def _days_allowed(free: tuple[str, ...], constraint: str) -> tuple[str, ...]:
    groups = named_days(constraint)
    out = {day for group in groups if group.ruled_out for day in group.days}
    wanted = {day for group in groups if not group.ruled_out for day in group.days}
    left = tuple(day for day in free if day not in out)
    chosen = tuple(day for day in left if day in wanted)
    return chosen if chosen and _ONLY.search(constraint) else left


def constraint_tasks(circumstances: Circumstances, facts: GoalFacts) -> tuple[str, ...]:
    """Return one task for week 1 for each constraint."""
    return tuple(
        _advice_for(c)[0].replace("{c}", c) for c in list_constraints(circumstances, facts)
    )


def constraint_contingencies(
    circumstances: Circumstances, facts: GoalFacts
) -> tuple[tuple[str, str], ...]:
    """Return a (trigger, response) pair for each constraint."""
    return tuple(
        (f"“{c}” gets in the way", _advice_for(c)[1])
        for c in list_constraints(circumstances, facts)
    )


def _advice_for(constraint: str) -> tuple[str, str]:
    return next(
        ((task, response) for pattern, task, response in _ADVICE if pattern.search(constraint)),
        _DEFAULT_ADVICE,
    )
