"""Read the amounts of slots with what stands beside them: a period, a unit, what is counted."""

import re
from collections.abc import Iterable
from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.reading.amounts.compound import compound_at
from core.offline.reading.facts import Quantity, QuantityKind, Span
from core.offline.reading.roles.role_reading import FoundSlot, RoleReading
from core.offline.reading.roles.roles import Slot
from core.offline.reading.roles.slots.amount_relations import is_weekly_time
from core.offline.reading.roles.slots.slot_values import amount_of
from core.offline.reading.units import BARE_SUM

_MONEY_SHARE = 0.5
_WORDS = re.compile(r"(?: [a-z][a-z-]+){1,3}", re.IGNORECASE)
_PERIOD = re.compile(
    r" ?(?:/ ?|(?:a|per|each|every) )(?P<per>day|week|month|year)\b", re.IGNORECASE
)
_PLURAL = re.compile(r"(?:s|people|men|women|children|feet|teeth|fish|mice|geese)$")
_NO_NOUN = re.compile(
    r" (?:a|an|the|per|each|every|of|by|in|on|at|for|to|more|less|or|and|with|from|x|times)\b",
    re.IGNORECASE,
)


def amounts_of_slots(
    reading: RoleReading,
    slots: Iterable[FoundSlot],
    playbook: Playbook,
    beside: Quantity | None,
) -> list[tuple[Quantity, float]]:
    """Return the amounts of slots and how sure each is, without time given each week."""
    found = [
        (amount_in_context(reading, slot, playbook, beside), slot.confidence) for slot in slots
    ]
    return [(a, sure) for a, sure in found if a is not None and not is_weekly_time(a)]


def amount_in_context(
    reading: RoleReading, slot: FoundSlot, playbook: Playbook, beside: Quantity | None
) -> Quantity | None:
    """Return the amount of a slot; a bare number has the unit of its place, topic and kind."""
    amount = compound_at(reading.text, slot.span) or amount_of(slot.span, beside=beside)
    if amount is None:
        return None
    if amount.per is None:
        amount = replace(amount, per=_period(reading.text, amount.span))
    if amount.unit:
        return amount
    if _is_money(reading, playbook):
        return replace(amount, unit=BARE_SUM, kind=QuantityKind.MONEY)
    noun = _noun_after(reading, amount.span, slot)
    counted = noun and (amount.value <= 1 or _PLURAL.search(noun))
    return replace(amount, unit=noun) if counted else amount  # "1700 blitz" counts nothing


def _period(text: str, amount: Span) -> str | None:
    """Return the period of "350 a month", or of "350 euros a month"."""
    match = _PERIOD.match(text, amount.end)
    return match["per"].lower() if match is not None else None


def _is_money(reading: RoleReading, playbook: Playbook) -> bool:
    sums = "money" in playbook.units or "%" in playbook.units
    money = reading.kinds.get(GoalKind.MONEY.value, 0.0)
    return ("money" in playbook.units and len(playbook.units) <= 2) or (
        money >= _MONEY_SHARE and (sums or playbook.name in {"general", "small_business"})
    )


def _noun_after(reading: RoleReading, number: Span, slot: FoundSlot) -> str:
    """Return what is counted: the words behind the number, inside its slot or as the thing."""
    thing = next(
        (t.span for t in reading.slots_of(Slot.THING) if 0 <= t.span.start - slot.span.end <= 2),
        None,
    )
    end = thing.end if thing is not None else slot.span.end
    match = _WORDS.match(reading.text, number.end, end)
    if match is None or _NO_NOUN.match(match.group()):
        return ""
    return match.group().strip().lower()
