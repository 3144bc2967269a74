"""Read each slot by model and by rule, and choose."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from core.offline.playbooks.schema import Playbook
from core.offline.reading.current_state import is_income
from core.offline.reading.facts import (
    Deadline,
    Frequency,
    GoalFacts,
    Hours,
    Quantity,
    QuantityKind,
    Span,
)
from core.offline.reading.roles.choices import Choice, Limits, choose
from core.offline.reading.roles.role_reading import FoundSlot, RoleReading
from core.offline.reading.roles.roles import Role, Slot
from core.offline.reading.roles.slot_times import WEEK, days_of, hours_of, rate_of
from core.offline.reading.roles.slot_values import amount_of, deadline_of, is_clock, length_of
from core.offline.reading.target_quantity import target_quantity

T = TypeVar("T")
_WHEN = (Slot.DEADLINE, Slot.EVENT, Slot.LENGTH)
_LIMITS, _SHORT_LIMITS = Limits(), Limits(rule_alone=0.1)
"""In a short plain goal the rules are right more often."""
_AMOUNTS = (Slot.TARGET, Slot.THING, Slot.RATE, Slot.HOURS)
_PAST_TARGETS = {"debt": (Slot.BASELINE,), "running": (Slot.BASELINE,)}
"""Topics in which the amount today may be the target too: what is owed, a distance to run faster."""


def choose_deadline(reading: RoleReading, rules: GoalFacts, today: date) -> Choice[Deadline]:
    """Return the last day: a date, an event with a date, or a length."""
    model = _first(
        reading.slots_of(*_WHEN),
        lambda found: (
            length_of(found.span, today=today)
            if found.slot is Slot.LENGTH
            else deadline_of(found.span, today=today)
        ),
    )
    rule = _by_rule(rules.deadline, reading, _WHEN)
    return choose(model, rule, same=lambda a, b: a.on == b.on, limits=_limits(reading))


def choose_baseline(
    reading: RoleReading, rules: GoalFacts, target: Quantity | None
) -> Choice[Quantity]:
    """Return the amount today."""

    def today(found: FoundSlot) -> Quantity | None:
        amount = amount_of(found.span, beside=target)
        if amount is None or (amount.kind == QuantityKind.MONEY and is_income(rules.text, amount)):
            return None
        return amount

    model = _first(reading.slots_of(Slot.BASELINE), today)
    rule = _by_rule(rules.baseline, reading, (Slot.BASELINE,))
    return choose(model, rule, same=_same_amount, limits=_limits(reading))


def choose_target(reading: RoleReading, rules: GoalFacts, playbook: Playbook) -> Choice[Quantity]:
    """Return the target amount; a clock is none, and a payment or a past amount never is."""
    starts = [amount_of(found.span) for found in reading.slots_of(Slot.BASELINE)]
    beside = next((amount for amount in starts if amount is not None and amount.unit), None)
    found = [slot for slot in reading.slots_of(Slot.TARGET) if not is_clock(slot.span.text)]
    amounts = [(amount_of(slot.span, beside=beside), slot.confidence) for slot in found]
    amounts += [
        (_with_unit(slot.span, playbook), slot.confidence) for slot in reading.slots_of(Slot.THING)
    ]
    known = [(amount, sure) for amount, sure in amounts if amount is not None]
    best = target_quantity(tuple(amount for amount, _ in known), playbook)
    model: Choice[Quantity] = next(
        (Choice(value=a, confidence=c) for a, c in known if best is None or a is best),
        Choice(value=None),
    )
    rule = _by_rule(rules.quantity, reading, (*_AMOUNTS, *_PAST_TARGETS.get(playbook.name, ())))
    return choose(model, rule, same=_same_amount, limits=_limits(reading))


def choose_frequency(reading: RoleReading, rules: GoalFacts) -> Choice[Frequency]:
    """Return how often."""
    model = _first(reading.slots_of(Slot.RATE), lambda found: rate_of(found.span))
    if model.value is None:
        model = _first(reading.slots_of(Slot.DAYS), _rhythm_of_days)
    rule = _by_rule(
        rules.frequency, reading, (Slot.RATE, Slot.DAYS, Slot.HOURS, Slot.TARGET, Slot.PAYMENT)
    )
    return choose(
        model, rule, same=lambda a, b: abs(a.per_week - b.per_week) < 0.1, limits=_limits(reading)
    )


def choose_hours(
    reading: RoleReading, rules: GoalFacts, frequency: Frequency | None, days: tuple[str, ...]
) -> tuple[Choice[Hours], Choice[float]]:
    """Return weekly hours and the minutes of a session."""
    slots = reading.slots_of(Slot.HOURS)
    model = _first(slots, lambda found: hours_of(found.span, frequency, days)[0])
    minutes = _first(slots, lambda found: hours_of(found.span, frequency, days)[1])
    rule = _by_rule(rules.hours, reading, (Slot.HOURS, Slot.TARGET, Slot.RATE))
    chosen = choose(
        model, rule, same=lambda a, b: abs(a.per_week - b.per_week) < 0.1, limits=_limits(reading)
    )
    return chosen, minutes if minutes.confidence >= _LIMITS.model_alone else Choice(value=None)


def choose_days(reading: RoleReading) -> Choice[tuple[str, ...]]:
    """Return the possible weekdays: those named, without those ruled out."""
    wanted = _first(reading.slots_of(Slot.DAYS), lambda found: days_of(found.span.text) or None)
    rated = _first(reading.slots_of(Slot.RATE), lambda found: days_of(found.span.text) or None)
    out = _first(reading.slots_of(Slot.DAYS_OFF), lambda found: days_of(found.span.text) or None)
    named = wanted if wanted.value else rated
    if named.value is None and out.value is None:
        return Choice(value=None)
    free = tuple(d for d in named.value or WEEK if d not in (out.value or ()))
    sure = min(c.confidence for c in (named, out) if c.value is not None)
    return Choice(value=free or named.value, confidence=sure)


def choose_payment(reading: RoleReading) -> Choice[Quantity]:
    """Return what can be paid in each period, a month if none is named."""

    def payment(found: FoundSlot) -> Quantity | None:
        amount = amount_of(found.span)
        return None if amount is None else replace(amount, per=amount.per or "month")

    return _first(reading.slots_of(Slot.PAYMENT), payment)


def choose_thing(reading: RoleReading) -> Choice[Span]:
    """Return what the aim works on, at most five words."""
    return _first(
        sorted(reading.slots_of(Slot.THING), key=lambda found: found.role is not Role.AIM),
        lambda found: found.span if len(found.span.text.split()) <= 5 else None,
    )


def _limits(reading: RoleReading) -> Limits:
    return _SHORT_LIMITS if reading.is_short else _LIMITS


def _with_unit(span: Span, playbook: Playbook) -> Quantity | None:
    """Return an amount in the thing itself ("a 5k"), if its unit is one of the topic."""
    amount = amount_of(span)
    return amount if amount is not None and amount.unit in playbook.units else None


def _rhythm_of_days(found: FoundSlot) -> Frequency | None:
    days = days_of(found.span.text)
    if not days or len(days) == len(WEEK):
        return None
    return Frequency(times=float(len(days)), per="week", span=found.span, days=days)


def _same_amount(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value


def _first(slots: Iterable[FoundSlot], read: Callable[[FoundSlot], T | None]) -> Choice[T]:
    """Return the first value that can be read, those of sure slots before those of unsure ones."""
    values = [(read(found), found.confidence) for found in slots]
    known = [(value, sure) for value, sure in values if value is not None]
    for least in (0.5, 0.0):
        for value, sure in known:
            if sure >= least:
                return Choice(value=value, confidence=sure)
    return Choice(value=None)


_Spanned = TypeVar("_Spanned", Deadline, Quantity, Frequency, Hours)


def _by_rule(
    value: _Spanned | None, reading: RoleReading, slots: tuple[Slot, ...]
) -> Choice[_Spanned]:
    if value is None:
        return Choice(value=None)
    return Choice(value=value, confidence=reading.slot_share(value.span, slots))
