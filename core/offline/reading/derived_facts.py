"""Derive weekly hours, goal type, event and missing facts from the parts of a goal text."""

import re

from core.goals.goal import GoalType
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import Deadline, Frequency, Hours, Quantity, QuantityKind, Span
from core.offline.reading.frequency import parse_hours

_EVENT = re.compile(
    r"\b(?:my|our|the|a|an|his|her)\s(?:[\w'’-]+\s){0,2}?(?:wedding|birthday|exam|exams|"
    r"interview|race|trip|holiday|vacation|graduation|recital|"
    r"conference|competition|concert|reunion|baby|due date|move|retirement|anniversary|check-?up|"
    r"appointment|launch|marathon|half marathon|triathlon)\b",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:learn|understand|study|master|get better at|improve|practi[sc]e|figure out how|become "
    r"fluent|teach myself)\b",
    re.IGNORECASE,
)
_BEHAVIOUR = re.compile(
    (
        r"\b(?:every|daily|each|a day|per day|a week|per week|habit|regularly|more often|"
        r"consistently|routine|times)\b"
    ),
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:explore|see how|find out|be more|feel|enjoy|more|better|healthier|happier|as .{2,12} as "
    r"(?:i can|possible))\b",
    re.IGNORECASE,
)
_BUDGET = re.compile(
    (
        r"\b(?:i (?:only )?have|i can (?:give|spare|spend)|available|at most|max(?:imum)?|"
        r"with only|spare)\b"
    ),
    re.IGNORECASE,
)
NO_TIME_BUDGET = frozenset({"sleep", "screen_time", "quitting"})
"""Topics in which a time is what is to be reached, not what is given to it."""


def weekly_hours(
    text: str, frequency: Frequency | None, quantities: tuple[Quantity, ...], domain: str
) -> Hours | None:
    """Return the weekly hours; in some domains a time is the target ("2 hours of screen a day")."""
    if domain in NO_TIME_BUDGET and not _BUDGET.search(text):
        return None
    hours = parse_hours(text)
    if frequency is None or frequency.per_week > 14:
        return hours
    session = next(
        (
            q
            for q in quantities
            if q.kind == QuantityKind.TIME and q.unit in {"min", "h"} and q.per is None
        ),
        None,
    )
    if session is None or (
        hours is not None
        and session.span.start >= hours.span.start
        and session.span.end <= hours.span.end
    ):
        return hours
    each = session.value / (60 if session.unit == "min" else 1)
    return (
        Hours(per_week=round(each * frequency.per_week, 2), span=session.span)
        if each <= 5
        else hours
    )


def goal_type_of(
    text: str,
    quantity: Quantity | None,
    frequency: Frequency | None,
    deadline: Deadline | None,
    playbook: Playbook,
) -> GoalType:
    """Return the type of goal: an outcome to count, a behaviour, something to learn, or open."""
    if quantity is not None and quantity.per is None:
        return GoalType.OUTCOME
    if frequency is not None or _BEHAVIOUR.search(text):
        return GoalType.BEHAVIOUR
    if _LEARNING.search(text):
        return GoalType.LEARNING
    if _OPEN.search(text) and deadline is None:
        return GoalType.OPEN
    return playbook.goal_type


def find_event(text: str) -> Span | None:
    """Return the event in the text ("my wedding"), or None."""
    match = _EVENT.search(text)
    return None if match is None else Span(start=match.start(), end=match.end(), text=match.group())


def missing_facts(
    playbook: Playbook,
    quantity: Quantity | None,
    baseline: Quantity | None,
    deadline: Deadline | None,
    hours: Hours | None,
    frequency: Frequency | None,
    obstacle: Span | None,
) -> tuple[str, ...]:
    """Return the names of facts that the text lacks and the playbook or every plan needs."""
    stated: dict[str, object] = {
        "quantity": quantity,
        "baseline": baseline,
        "deadline": deadline,
        "hours": hours,
        "frequency": frequency,
        "obstacle": obstacle,
        "item": None,
    }
    asked = tuple(dict.fromkeys(("deadline", "hours", *(q.about for q in playbook.questions))))
    return tuple(name for name in asked if stated[name] is None and name != "item")
