"""How sure a slot's reading is, by model and by rule."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from core.offline.reading.facts import Deadline, Frequency, Hours, Quantity
from core.offline.reading.roles.choices import Choice, Limits
from core.offline.reading.roles.role_reading import FoundSlot, RoleReading
from core.offline.reading.roles.roles import HOMES, Role, Slot

T = TypeVar("T")
Spanned = TypeVar("Spanned", Deadline, Quantity, Frequency, Hours)
_LIMITS, _SHORT_LIMITS = Limits(), Limits(rule_alone=0.35)
_AT_A_LOSS = 0.5
_NO_TIME = (Slot.OTHER_NUMBER, Slot.BASELINE, Slot.PAYMENT, Slot.DAYS_OFF)


def limits(reading: RoleReading) -> Limits:
    """Return from which confidence a reading counts in this text."""
    return _SHORT_LIMITS if reading.is_short else _LIMITS


def first(slots: Iterable[FoundSlot], read: Callable[[FoundSlot], T | None]) -> Choice[T]:
    """Return the first value that can be read, those of sure slots before those of unsure ones."""
    values = [(read(found), found.confidence) for found in slots]
    known = [(value, sure) for value, sure in values if value is not None]
    for least in (0.5, 0.0):
        for value, sure in known:
            if sure >= least:
                return Choice(value=value, confidence=sure)
    return Choice(value=None)


def by_rule(
    value: Spanned | None,
    reading: RoleReading,
    slots: tuple[Slot, ...],
    *,
    against: tuple[Slot, ...] = _NO_TIME,
) -> Choice[Spanned]:
    """Return a rule's reading, as sure as the models are that its words have such a slot.

    In a short plain goal it is enough that the models do not hold them for something else.
    """
    if value is None:
        return Choice(value=None)
    share = reading.slot_share(value.span, slots)
    home = reading.role_share(value.span, HOMES[Slot.RATE])
    if reading.is_short:
        share = (share + 1 - reading.slot_share(value.span, against)) / 2
        if not reading.clauses_of(Role.AIM):  # every goal has an aim, so the models are at a loss
            share = max(share, _AT_A_LOSS)
    if not isinstance(value, Deadline | Quantity) and len(reading.clauses) > 1:
        share = min(share, home)  # a rhythm of the job is none of the goal
    return Choice(value=value, confidence=share)
