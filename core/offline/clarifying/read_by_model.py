"""Slots that a model has read: they replace what the rules read less surely, or not at all."""

from collections.abc import Iterable, Mapping

from core.formats import long_day
from core.goals.goal import ClarifiedGoal
from core.goals.reading import Slot, SlotName
from core.offline.clarifying.slots import READ, assumed, stated
from core.offline.writing.format_amount import format_amount

ASSUMPTION_OF = {
    "deadline": SlotName.BY,
    "hours": SlotName.HOURS,
    "starting point": SlotName.FROM,
    "target": SlotName.TO,
}
"""Slots by a word of the assumption about them."""
BOTH_AGREE = 0.9
"""Confidence of a value that the rules and a model have read alike."""


def assumed_slots(goal: ClarifiedGoal) -> frozenset[SlotName]:
    """Return the slots that a clarified goal holds an assumption about."""
    return frozenset(
        slot
        for assumption in goal.assumptions
        for word, slot in ASSUMPTION_OF.items()
        if word in assumption.about.lower()
    )


def read_by_model(goal: ClarifiedGoal, found: Mapping[SlotName, Slot]) -> dict[SlotName, Slot]:
    """Return the slots of a goal that a model has clarified."""
    guesses = assumed_slots(goal)
    slots: dict[SlotName, Slot] = {}
    for name, slot in _values(goal, found):
        before = found.get(name)
        agrees = before is not None and before.value == slot.value and before.quote
        if name in guesses and not agrees:
            slots[name] = assumed(slot.value, slot.text)
        elif agrees and before is not None:
            slots[name] = stated(
                slot.value, slot.text, max(BOTH_AGREE, before.confidence), before.quote
            )
        else:
            slots[name] = slot
    return slots


def _values(goal: ClarifiedGoal, found: Mapping[SlotName, Slot]) -> Iterable[tuple[SlotName, Slot]]:
    day, hours, target = goal.deadline, goal.hours_per_week, goal.target
    yield SlotName.BY, stated(day, long_day(day), READ, "")
    yield SlotName.HOURS, stated(hours, f"{format_amount(hours, 'h')} a week", READ, "")
    if target is not None:
        to = format_amount(target.quantity, target.unit)
        yield SlotName.TO, stated(target.quantity, to, READ, "")
        yield SlotName.UNIT, stated(target.unit, target.unit, READ, "")
        if target.baseline is not None:
            start = format_amount(target.baseline, target.unit)
            yield SlotName.FROM, stated(target.baseline, start, READ, "")
    if SlotName.AIM not in found or not found[SlotName.AIM].sure:
        yield SlotName.AIM, stated(goal.statement, goal.statement.strip(" ."), READ, "")
