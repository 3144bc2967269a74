"""What the clauses of a text say: event, obstacles, reasons, constraints, and plain lists."""

import re

from core.offline.reading.facts import GoalFacts, Span
from core.offline.reading.roles.choices import STATED, Choice
from core.offline.reading.roles.money.payment_terms import same_sentence
from core.offline.reading.roles.role_reading import Clause, RoleReading
from core.offline.reading.roles.roles import Role, Slot

CLAUSE_COUNTS = 0.4
"""From this confidence a clause is taken for what the models hold it for."""
PLAIN = 40
"""A text of so many tokens is a sentence or two, whose "but" and "so that" the rules read well."""
_A_FEW = 12
"""In a text of so few words the taggers see no clauses, but "but" is plain."""
_SECOND_GUESS = 0.1
"""A limit without hours, days or numbers that may as well be an obstacle is one, too."""
_CONNECTION = re.compile(
    r"^(?:(?:and|also|plus|then|as well as|secondly?|but)\b[\s,:]*)+", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?:(?:the|my)(?: \w+)? )?(?:problem|trouble|obstacle) is|what stops me", re.IGNORECASE
)
_WISHES = (Role.AIM, Role.MORE, Role.QUESTION)
_IS_STATED = 0.8
_BESIDE = 8
"""Characters between an event and its place."""
_EDGES = " \t\n,.;:-–—()*•"


def event_in(reading: RoleReading, rules: GoalFacts) -> Choice[Span]:
    """Return the event the goal is for."""
    found = reading.slots_of(Slot.EVENT)
    if found:
        best = max(found, key=lambda slot: slot.confidence)
        named = rules.event
        if named is not None and 0 <= best.span.start - named.end <= _BESIDE:
            return Choice(value=named, confidence=best.confidence)  # "my wedding in Seville"
        return Choice(value=best.span, confidence=best.confidence)
    if rules.event is not None:
        share = reading.slot_share(rules.event, (Slot.EVENT, Slot.DEADLINE, Slot.THING))
        if share >= 0.3:
            return Choice(value=rules.event, confidence=share, source="rule")
    return Choice(value=None)


def obstacles_in(reading: RoleReading, rules: GoalFacts) -> list[Choice[Span]]:
    """Return all that gets in the way; in a short goal a plain "but" decides."""
    found = _with_rule(clauses_in(reading, Role.OBSTACLE), rules.obstacle, reading, Role.OBSTACLE)
    return found or [
        Choice(value=_trimmed(clause), confidence=share, source="second guess")
        for clause in reading.clauses_of(Role.LIMIT)
        if (share := reading.role_share(clause.span, (Role.OBSTACLE,))) >= _SECOND_GUESS
        and not any(clause.span.start <= s.span.start < clause.span.end for s in reading.slots)
    ]


def reasons_in(reading: RoleReading, rules: GoalFacts) -> list[Choice[Span]]:
    """Return what the goal is for."""
    return _with_rule(clauses_in(reading, Role.WHY), rules.reason, reading, Role.WHY)


def _with_rule(
    found: list[Choice[Span]], rule: Span | None, reading: RoleReading, role: Role
) -> list[Choice[Span]]:
    """Return the clauses of a role; a rule's phrase where none is found, or in a short goal."""
    if rule is None:
        return found
    if role is Role.OBSTACLE and _NAMED.match(rule.text):
        return [Choice(value=rule, confidence=_IS_STATED, source=STATED)]
    share = reading.role_share(rule, (role,))
    other = (Role.MORE, Role.QUESTION) if role is Role.WHY else _WISHES  # "so that" is plain
    wanted = reading.role_share(rule, other)
    plain = len(reading.tokens) <= PLAIN and wanted < 0.5
    if role is Role.OBSTACLE and (plain or len(reading.tokens) <= _A_FEW):
        return [Choice(value=rule, confidence=_IS_STATED, source=STATED)]
    if plain or (not found and share >= 0.2):
        return [Choice(value=rule, confidence=max(share, 0.6 if plain else 0.0), source="rule")]
    return found


def constraints_in(reading: RoleReading, rules: GoalFacts) -> list[Choice[Span]]:
    """Return the clauses that limit the plan, and what the rules know to limit every plan.

    What a sentence says of the days of payments is none: the payments themselves hold to it.
    """
    found = [
        choice
        for choice in clauses_in(reading, Role.LIMIT)
        if choice.value is None
        or not any(same_sentence(reading.text, choice.value, day) for day in rules.term_days)
    ]
    beside = [
        Choice(value=span, confidence=0.7, source="rule")
        for span in rules.constraints
        if not any(
            c.value is not None and c.value.start < span.end and span.start < c.value.end
            for c in found
        )
        and (reading.is_short or reading.role_share(span, (Role.AIM,)) < 0.5)
    ]
    return [*found, *beside]


def clauses_in(reading: RoleReading, role: Role) -> list[Choice[Span]]:
    """Return the clauses of a role that are sure enough, in text order."""
    return [
        Choice(value=_trimmed(clause), confidence=clause.confidence)
        for clause in reading.clauses_of(role)
        if clause.confidence >= CLAUSE_COUNTS
    ]


def spans_of(reading: RoleReading, role: Role) -> tuple[Span, ...]:
    """Return the clauses of a role that are sure enough, in text order."""
    return tuple(c.value for c in clauses_in(reading, role) if c.value is not None)


def _trimmed(clause: Clause) -> Span:
    text = clause.span.text
    stripped = text.strip(_EDGES)
    if clause.role is Role.MORE:
        stripped = _CONNECTION.sub("", stripped) or stripped
    start = clause.span.start + text.index(stripped)
    return Span(start=start, end=start + len(stripped), text=stripped)
