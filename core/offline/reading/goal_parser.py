"""Parse a goal text into facts, by rules alone: no model, no clock."""

import re
from datetime import date
from functools import lru_cache

from core.goals.goal import GoalType
from core.offline.playbooks.playbook import playbook_for
from core.offline.playbooks.schema import Playbook
from core.offline.reading.current_state import exclude_income, find_current_state, find_income
from core.offline.reading.dates import parse_deadline
from core.offline.reading.domains import GENERAL, recognise_domain
from core.offline.reading.facts import (
    Deadline,
    Frequency,
    GoalFacts,
    Hours,
    Quantity,
    QuantityKind,
    Span,
)
from core.offline.reading.frequency import parse_frequency, parse_hours
from core.offline.reading.phrases import (
    extract_aim,
    find_constraints,
    find_obstacle,
    find_reason,
    is_english,
    mask_spans,
    parse_direction,
    split_clauses,
)
from core.offline.reading.quantities import is_current_value, parse_quantities, split_baseline

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
        r"\b(?:i (?:only )?have|i can (?:give|spare|spend)|available|at most|max(?:imum)?|with "
        r"only|"
        r"spare)\b"
    ),
    re.IGNORECASE,
)
_HABITS_TO_STOP = frozenset({"quitting"})
"""Domains in which a lone number after "I smoke" or "I drink" is the baseline, not the target."""
_EXCLUDES_INCOME = frozenset({"saving", "debt"})
"""Domains in which an amount after "on a salary of" is income, not a target."""
_AIMS_FOR_SPEED = re.compile(
    r"\b(?:improve|beat|lower|faster|personal best|pb|pr)\b", re.IGNORECASE
)
_NO_TIME_BUDGET = frozenset({"sleep", "screen_time", "quitting"})


@lru_cache(maxsize=512)
def parse_goal(text: str, *, today: date) -> GoalFacts:
    """Return the facts in a goal text. Cached, because every stage parses the same text."""
    stated = find_current_state(text)
    aim = mask_spans(text, stated)
    deadline = _deadline(text, aim, today=today)
    obstacle, reason = find_obstacle(text), find_reason(text)
    domain, domain_span = _domain(text, aim, obstacle)
    playbook = playbook_for(domain)
    parts = _goals(text, stated, domain)
    scope = mask_spans(text, (*parts[1:], *((deadline.span,) if deadline else ())))
    current, others = _split_current(scope, stated, playbook)
    requested = _target(others, playbook)
    quantity = requested or _current_as_target(current, aim, playbook)
    stated = stated if quantity is requested else ()
    frequency = parse_frequency(scope)
    asides = tuple(
        s
        for s in (deadline.span if deadline else None, obstacle, reason, *stated, *parts[1:])
        if s is not None
    )
    hours = _hours(scope, frequency, others, domain)
    return GoalFacts(
        text=text,
        aim=extract_aim(text, without=asides),
        domain=domain,
        domain_span=domain_span,
        direction=parse_direction(text),
        goal_type=_goal_type(text, quantity, frequency, deadline, playbook),
        quantity=quantity,
        baseline=_comparable_baseline(quantity, current),
        quantities=others,
        frequency=frequency,
        deadline=deadline,
        event=_event(text),
        hours=hours,
        constraints=find_constraints(text),
        obstacle=obstacle,
        reason=reason,
        goals=parts,
        missing=_missing(
            playbook,
            quantity,
            current[0] if current else None,
            deadline,
            hours,
            frequency,
            obstacle,
        ),
        english=is_english(text),
    )


def _deadline(text: str, aim: str, *, today: date) -> Deadline | None:
    """Return the deadline of the aim, else of the whole text if it is in the future.

    "Today I weigh 90 kg" is not a deadline.
    """
    named = parse_deadline(aim, today=today)
    if named is not None or aim == text:
        return named
    beside = parse_deadline(text, today=today)
    return beside if beside is not None and beside.on > today else None


def _domain(text: str, aim: str, obstacle: Span | None) -> tuple[str, Span | None]:
    """Return the domain of the aim; an obstacle ("but I am always on my phone") does not count."""
    aside = (obstacle,) if obstacle and obstacle.start > 10 else ()
    name, span = recognise_domain(mask_spans(aim, (*aside, *find_income(text))))
    return (name, span) if name != GENERAL else recognise_domain(mask_spans(text, aside))


def _split_current(
    scope: str, stated: tuple[Span, ...], playbook: Playbook
) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """Split the quantities into (current values, other values); income is neither."""
    found = parse_quantities(scope)
    found = exclude_income(scope, found) if playbook.name in _EXCLUDES_INCOME else found
    current = tuple(q for q in found if any(s.start <= q.span.start < s.end for s in stated))
    if current:
        return current, tuple(q for q in found if q not in current)
    baseline, others = split_baseline(scope, found)
    lone = _target(others, playbook)
    if (
        baseline is None
        and lone is not None
        and playbook.name in _HABITS_TO_STOP
        and is_current_value(scope, lone)
    ):
        return (lone,), tuple(q for q in others if q is not lone)
    return ((baseline,) if baseline else ()), others


def _current_as_target(
    current: tuple[Quantity, ...], aim: str, playbook: Playbook
) -> Quantity | None:
    """Return the current value if it is the target too: a debt, or a distance to run faster."""
    again = playbook.name == "debt" or (
        playbook.name == "running" and _AIMS_FOR_SPEED.search(aim) is not None
    )
    return _target(current, playbook) if again else None


def _comparable_baseline(
    quantity: Quantity | None, current: tuple[Quantity, ...]
) -> Quantity | None:
    """Return the current value comparable with the target, preferring the same unit."""
    if quantity is None:
        return current[0] if current else None
    same = [q for q in current if q.kind == quantity.kind and q is not quantity]
    return next((q for q in same if q.unit == quantity.unit), same[0] if same else None)


def _goals(text: str, stated: tuple[Span, ...], domain: str) -> tuple[Span, ...]:
    """Return the goals in the text: clauses of different recognised domains are separate goals."""
    whole = Span(start=0, end=len(text), text=text)
    parts = tuple(part for part in split_clauses(text) if part not in stated)
    if len(parts) < 2:
        return (whole,)
    found: dict[str, Span] = {}
    for part in parts:
        name, _ = recognise_domain(part.text)
        if name != GENERAL:
            found.setdefault(name, part)
    if len(found) < 2:
        return (whole,)
    lead = found.pop(domain, None)
    others = sorted(found.values(), key=lambda p: p.start)
    return (lead, *others) if lead is not None else tuple(others)


def _target(quantities: tuple[Quantity, ...], playbook: Playbook) -> Quantity | None:
    """Return the target quantity, preferring the domain's units and totals over rates."""
    fitting = [
        q
        for q in quantities
        if q.unit in playbook.units or (q.kind == QuantityKind.MONEY and "money" in playbook.units)
    ]
    counted = [q for q in quantities if q.kind != QuantityKind.TIME and "%" not in q.unit]
    pool = fitting or ([] if playbook.units and playbook.name != GENERAL else counted)
    return next((q for q in pool if q.per is None), pool[0] if pool else None)


def _hours(
    text: str, frequency: Frequency | None, quantities: tuple[Quantity, ...], domain: str
) -> Hours | None:
    """Return the weekly hours; in some domains a time is the target ("2 hours of screen a day")."""
    if domain in _NO_TIME_BUDGET and not _BUDGET.search(text):
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
    each = (session.high or session.value) / (60 if session.unit == "min" else 1)
    return (
        Hours(per_week=round(each * frequency.per_week, 2), span=session.span)
        if each <= 5
        else hours
    )


def _goal_type(
    text: str,
    quantity: Quantity | None,
    frequency: Frequency | None,
    deadline: Deadline | None,
    playbook: Playbook,
) -> GoalType:
    if quantity is not None and quantity.per is None:
        return GoalType.OUTCOME
    if frequency is not None or _BEHAVIOUR.search(text):
        return GoalType.BEHAVIOUR
    if _LEARNING.search(text):
        return GoalType.LEARNING
    if _OPEN.search(text) and deadline is None:
        return GoalType.OPEN
    return playbook.goal_type


def _event(text: str) -> Span | None:
    match = _EVENT.search(text)
    return None if match is None else Span(start=match.start(), end=match.end(), text=match.group())


def _missing(
    playbook: Playbook,
    quantity: Quantity | None,
    baseline: Quantity | None,
    deadline: Deadline | None,
    hours: Hours | None,
    frequency: Frequency | None,
    obstacle: Span | None,
) -> tuple[str, ...]:
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
