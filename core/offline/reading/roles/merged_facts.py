"""Join the models' reading and the rules' reading of a text into its facts."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.reading.derived_facts import goal_type_of, missing_facts
from core.offline.reading.facts import GoalFacts, Span
from core.offline.reading.phrases import extract_aim
from core.offline.reading.roles.choices import Choice
from core.offline.reading.roles.role_reading import Clause, RoleReading
from core.offline.reading.roles.roles import Role, Slot
from core.offline.reading.roles.slot_choices import (
    choose_baseline,
    choose_days,
    choose_deadline,
    choose_frequency,
    choose_hours,
    choose_payment,
    choose_target,
    choose_thing,
)

_CLAUSE_COUNTS = 0.4
"""From this confidence a clause is taken for what the models hold it for."""
_ASIDE_SLOTS = (
    Slot.DEADLINE,
    Slot.LENGTH,
    Slot.HOURS,
    Slot.DAYS,
    Slot.DAYS_OFF,
    Slot.PAYMENT,
)
"""Phrases that are left out of the aim, because they are shown for themselves."""
_WANTED = 0.6
"""The share of aims in the words of a goal that the rules found."""
_GOAL_WORDS = 2
_CONNECTION = re.compile(
    r"^(?:(?:and|also|plus|then|as well as|secondly?|but)\b[\s,:]*)+", re.IGNORECASE
)
_EDGES = " \t\n,.;:-–—()*•"


def merge_facts(
    reading: RoleReading, rules: GoalFacts, playbook: Playbook, *, today: date, sure: float
) -> GoalFacts:
    """Return the facts of a text; `sure` is the confidence of its domain."""
    reading = reading.without([clause.span for clause in reading.clauses_of(Role.MORE)])
    deadline = choose_deadline(reading, rules, today)
    target = choose_target(reading, rules, playbook)
    baseline = choose_baseline(reading, rules, target.value)
    frequency = choose_frequency(reading, rules)
    days = choose_days(reading)
    hours, minutes = choose_hours(reading, rules, frequency.value, days.value or ())
    payment, thing = choose_payment(reading), choose_thing(reading)
    event = _event(reading, rules)
    kind = max(reading.kinds, key=lambda name: reading.kinds[name])
    obstacles, reasons = _obstacles(reading, rules), _reasons(reading, rules)
    constraints = _constraints(reading, rules)
    known = {
        "deadline": deadline, "quantity": target, "baseline": baseline, "frequency": frequency,
        "days": days, "hours": hours, "session_minutes": minutes, "payment": payment,
        "thing": thing, "event": event, "obstacle": _of(obstacles), "reason": _of(reasons),
        "constraints": _of(constraints), "domain": Choice(value=rules.domain, confidence=sure),
        "kind": Choice(value=kind, confidence=reading.kinds[kind]),
    }  # fmt: skip
    facts = replace(
        rules,
        deadline=deadline.value,
        quantity=target.value,
        baseline=baseline.value,
        frequency=frequency.value,
        days=days.value or (),
        hours=hours.value,
        session_minutes=minutes.value,
        payment=payment.value,
        thing=thing.value,
        event=event.value,
        kind=GoalKind(kind),
        obstacle=obstacles[0].value if obstacles else None,
        obstacles=tuple(c.value for c in obstacles if c.value is not None),
        reason=reasons[0].value if reasons else None,
        constraints=tuple(c.value for c in constraints if c.value is not None),
        starting_points=_spans(reading, Role.START),
        methods=_spans(reading, Role.METHOD),
        background=_spans(reading, Role.BACKGROUND),
        further_aims=_spans(reading, Role.MORE),
        questions=_spans(reading, Role.QUESTION),
        length=_length(reading),
        confidence={
            name: round(choice.confidence, 3)
            for name, choice in known.items()
            if choice.value is not None
        },
    )
    return _with_derived(facts, reading, playbook)


def _with_derived(facts: GoalFacts, reading: RoleReading, playbook: Playbook) -> GoalFacts:
    """Return the facts with all that follows from the chosen ones."""
    return replace(
        facts,
        aim=_aim(facts, reading),
        goals=_goals(facts, reading),
        goal_type=goal_type_of(
            facts.text, facts.quantity, facts.frequency, facts.deadline, playbook
        ),
        missing=missing_facts(
            playbook,
            facts.quantity,
            facts.baseline,
            facts.deadline,
            facts.hours,
            facts.frequency,
            facts.obstacle,
        ),
    )


def _aim(facts: GoalFacts, reading: RoleReading) -> str:
    """Return the words of the aim clauses without the phrases that have fields of their own."""
    aims = [c for c in reading.clauses_of(Role.AIM) if c.confidence >= _CLAUSE_COUNTS]
    if not aims or len(reading.clauses) == 1:
        return facts.aim
    asides = [c.span for c in reading.clauses if c not in aims]
    asides += list(facts.goals[1:])
    asides += [s.span for s in reading.slots_of(*_ASIDE_SLOTS) if s.confidence >= _CLAUSE_COUNTS]
    if facts.deadline is not None:
        asides.append(facts.deadline.span)
    return extract_aim(facts.text, without=tuple(asides))


def _goals(facts: GoalFacts, reading: RoleReading) -> tuple[Span, ...]:
    """Return the goals in the text: the aim, and each further aim."""
    if len(facts.goals) > 1 and all(
        reading.role_share(goal, (Role.AIM, Role.MORE)) > _WANTED for goal in facts.goals
    ):
        return facts.goals
    more = tuple(
        span for span in _spans(reading, Role.MORE) if len(span.text.split()) >= _GOAL_WORDS
    )
    aims = _spans(reading, Role.AIM)
    if more and aims:
        return (aims[0], *more)
    return (Span(start=0, end=len(facts.text), text=facts.text),)


def _event(reading: RoleReading, rules: GoalFacts) -> Choice[Span]:
    """Return the event the goal is for."""
    found = reading.slots_of(Slot.EVENT)
    if found:
        best = max(found, key=lambda slot: slot.confidence)
        return Choice(value=best.span, confidence=best.confidence)
    if rules.event is not None:
        share = reading.slot_share(rules.event, (Slot.EVENT, Slot.DEADLINE, Slot.THING))
        if share >= 0.3:
            return Choice(value=rules.event, confidence=share)
    return Choice(value=None)


def _obstacles(reading: RoleReading, rules: GoalFacts) -> list[Choice[Span]]:
    """Return all that gets in the way; a phrase of the rules counts if no clause is found."""
    found = _clauses(reading, Role.OBSTACLE)
    if found or rules.obstacle is None:
        return found
    share = reading.role_share(rules.obstacle, (Role.OBSTACLE, Role.LIMIT))
    return [Choice(value=rules.obstacle, confidence=share)] if share >= 0.2 else []


def _reasons(reading: RoleReading, rules: GoalFacts) -> list[Choice[Span]]:
    found = _clauses(reading, Role.WHY)
    if found or rules.reason is None:
        return found
    share = reading.role_share(rules.reason, (Role.WHY,))
    return [Choice(value=rules.reason, confidence=share)] if share >= 0.2 else []


def _constraints(reading: RoleReading, rules: GoalFacts) -> list[Choice[Span]]:
    """Return the clauses that limit the plan, and what the rules know to limit every plan."""
    found = _clauses(reading, Role.LIMIT)
    beside = [
        Choice(value=span, confidence=0.7)
        for span in rules.constraints
        if not any(
            c.value is not None and c.value.start < span.end and span.start < c.value.end
            for c in found
        )
    ]
    return [*found, *beside]


def _clauses(reading: RoleReading, role: Role) -> list[Choice[Span]]:
    return [
        Choice(value=_trimmed(clause), confidence=clause.confidence)
        for clause in reading.clauses_of(role)
        if clause.confidence >= _CLAUSE_COUNTS
    ]


def _spans(reading: RoleReading, role: Role) -> tuple[Span, ...]:
    return tuple(c.value for c in _clauses(reading, role) if c.value is not None)


def _of(choices: Iterable[Choice[Span]]) -> Choice[Span]:
    return next(iter(choices), Choice(value=None))


def _length(reading: RoleReading) -> Span | None:
    found = [s.span for s in reading.slots_of(Slot.LENGTH) if s.confidence >= _CLAUSE_COUNTS]
    return found[0] if found else None


def _trimmed(clause: Clause) -> Span:
    text = clause.span.text
    stripped = text.strip(_EDGES)
    if clause.role is Role.MORE:
        stripped = _CONNECTION.sub("", stripped) or stripped
    start = clause.span.start + text.index(stripped)
    return Span(start=start, end=start + len(stripped), text=stripped)
