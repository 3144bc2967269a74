"""What speaks for and against a reading of a field, as numbers for the model of certainty."""

from collections.abc import Mapping
from math import log
from typing import Any

from core.offline.reading.facts import Span
from core.offline.reading.roles.choices import Choice
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role, Slot

_SLOTS: Mapping[str, tuple[Slot, ...]] = {
    "deadline": (Slot.DEADLINE, Slot.EVENT, Slot.LENGTH),
    "quantity": (Slot.TARGET,),
    "baseline": (Slot.BASELINE,),
    "frequency": (Slot.RATE, Slot.DAYS),
    "days": (Slot.DAYS, Slot.RATE, Slot.DAYS_OFF),
    "hours": (Slot.HOURS,),
    "session_minutes": (Slot.HOURS,),
    "payment": (Slot.PAYMENT,),
    "thing": (Slot.THING,),
    "event": (Slot.EVENT,),
}
_ROLES: Mapping[str, Role] = {
    "obstacles": Role.OBSTACLE,
    "reason": Role.WHY,
    "methods": Role.METHOD,
    "constraints": Role.LIMIT,
    "starting_points": Role.START,
    "background": Role.BACKGROUND,
}
SLOT_FIELDS, CLAUSE_FIELDS = tuple(_SLOTS), tuple(_ROLES)
_MANY_WORDS = 20
_OWED = "debt"
"""The topic in which the amount today is what has to be paid."""


def evidence_of(field: str, choice: Choice[Any], reading: RoleReading) -> dict[str, float]:
    """Return the evidence for a chosen value; numbers lie near -3 to 3."""
    sure = min(0.995, max(0.005, choice.confidence))
    found = {
        "always": 1.0,
        "sure": log(sure / (1 - sure)) / 2,
        choice.source: 1.0,
        "short": float(reading.is_short),
        "length": log(1 + len(reading.tokens)) / 4,
    }
    span = choice.value if isinstance(choice.value, Span) else getattr(choice.value, "span", None)
    own = _SLOTS.get(field, ())
    found["rivals"] = min(3, len(reading.slots_of(*own))) / 3 if own else 0.0
    if not isinstance(span, Span):
        return found
    for role in Role:
        found[f"role {role.value}"] = reading.role_share(span, (role,))
    for slot in Slot:
        found[f"slot {slot.value}"] = reading.slot_share(span, (slot,))
    if max(reading.domains, key=lambda name: reading.domains[name], default="") == _OWED:
        found["owed"] = found["slot from"]
    if field in _ROLES:
        found |= _of_clause(field, span, reading)
    return found


def _of_clause(field: str, span: Span, reading: RoleReading) -> dict[str, float]:
    """Return what a clause looks like beside its role: its length, its place, its numbers."""
    words = span.text.lower().split()
    share = min(0.995, max(0.005, reading.role_share(span, (_ROLES[field],))))
    before = reading.text[: span.start].rstrip(" \n-\"'")
    return {
        "share": log(share / (1 - share)) / 2,
        "words": min(len(words), _MANY_WORDS) / 10,
        "very short": float(len(words) <= 2),
        "own sentence": float(not before or before[-1] in ".!?:;"),
        "number": float(any(c.isdigit() for c in span.text)),
    }
