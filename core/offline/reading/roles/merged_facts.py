"""Join the models' reading and the rules' reading of a text into its facts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.reading.derived_facts import goal_type_of, missing_facts
from core.offline.reading.facts import GoalFacts, Span
from core.offline.reading.roles.aim_words import aim_of
from core.offline.reading.roles.choices import Choice, measured_confidence
from core.offline.reading.roles.clause_facts import (
    CLAUSE_COUNTS,
    constraints_in,
    event_in,
    obstacles_in,
    reasons_in,
    spans_of,
)
from core.offline.reading.roles.role_reading import RoleReading
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

_CLAUSE_FIELDS = {
    "starting_points": Role.START,
    "methods": Role.METHOD,
    "background": Role.BACKGROUND,
    "further_aims": Role.MORE,
    "questions": Role.QUESTION,
}
_WANTED = 0.6
"""The share of aims in the words of a goal that the rules found."""
_GOAL_WORDS = 2


def merge_facts(
    reading: RoleReading, rules: GoalFacts, playbook: Playbook, *, today: date, sure: float
) -> GoalFacts:
    """Return the facts of a text; `sure` is the confidence of its domain."""
    reading = reading.without([clause.span for clause in reading.clauses_of(Role.MORE)])
    slots = _slot_choices(reading, rules, playbook, today)
    kind = max(reading.kinds, key=lambda name: reading.kinds[name])
    lists = {
        "obstacles": obstacles_in(reading, rules),
        "constraints": constraints_in(reading, rules),
    }
    known: dict[str, Choice[Any]] = slots | {
        "event": event_in(reading, rules),
        "obstacle": next(iter(lists["obstacles"]), Choice(value=None)),
        "reason": next(iter(reasons_in(reading, rules)), Choice(value=None)),
    }
    values: dict[str, Any] = {name: choice.value for name, choice in known.items()}
    values |= {name: tuple(c.value for c in found) for name, found in lists.items()}
    values |= {name: spans_of(reading, role) for name, role in _CLAUSE_FIELDS.items()}
    values["days"] = slots["days"].value or ()
    certain = {"domain": sure, "kind": reading.kinds[kind]}
    unsure = {
        name: measured_confidence(choice.confidence)
        for name, choice in (known | _first_of(lists)).items()
        if choice.value is not None
    }
    facts = replace(
        rules,
        **values,
        kind=GoalKind(kind),
        level=max(reading.levels, key=lambda name: reading.levels[name]),
        length=_length(reading),
        confidence={name: round(value, 3) for name, value in (certain | unsure).items()},
    )
    return _with_derived(facts, reading, playbook)


def _slot_choices(
    reading: RoleReading, rules: GoalFacts, playbook: Playbook, today: date
) -> dict[str, Choice[Any]]:
    """Return what was read in slots, by the name of its field."""
    target = choose_target(reading, rules, playbook)
    frequency = choose_frequency(reading, rules)
    days = choose_days(reading, frequency)
    hours, minutes = choose_hours(reading, rules, frequency.value, days.value or ())
    return {
        "deadline": choose_deadline(reading, rules, today),
        "quantity": target,
        "baseline": choose_baseline(reading, rules, target.value),
        "frequency": frequency,
        "days": days,
        "hours": hours,
        "session_minutes": minutes,
        "payment": choose_payment(reading),
        "thing": choose_thing(reading),
    }


def _first_of(lists: Mapping[str, Sequence[Choice[Span]]]) -> dict[str, Choice[Any]]:
    return {name: found[0] for name, found in lists.items() if found}


def _with_derived(facts: GoalFacts, reading: RoleReading, playbook: Playbook) -> GoalFacts:
    """Return the facts with all that follows from the chosen ones."""
    return replace(
        facts,
        aim=aim_of(facts, reading),
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


def _goals(facts: GoalFacts, reading: RoleReading) -> tuple[Span, ...]:
    """Return the goals in the text: the aim, and each further aim."""
    if len(facts.goals) > 1 and all(
        reading.role_share(goal, (Role.AIM, Role.MORE)) > _WANTED for goal in facts.goals
    ):
        return facts.goals
    more = tuple(
        span for span in spans_of(reading, Role.MORE) if len(span.text.split()) >= _GOAL_WORDS
    )
    aims = spans_of(reading, Role.AIM)
    if more and aims:
        return (aims[0], *more)
    return (Span(start=0, end=len(facts.text), text=facts.text),)


def _length(reading: RoleReading) -> Span | None:
    found = [s.span for s in reading.slots_of(Slot.LENGTH) if s.confidence >= CLAUSE_COUNTS]
    return found[0] if found else None
