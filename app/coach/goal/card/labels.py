"""Words of the card: how each slot is asked for."""

from collections.abc import Mapping

from core.goals.reading import SlotName

LABELS: Mapping[SlotName, str] = {
    SlotName.AIM: "Your goal",
    SlotName.PLAN: "Plan for",
    SlotName.FROM: "Where you are today",
    SlotName.TO: "Where you want to be",
    SlotName.BY: "By when",
    SlotName.EVENT: "For an event",
    SlotName.HOURS: "Hours a week",
    SlotName.DAYS: "Days",
    SlotName.MINUTES: "Minutes each time",
    SlotName.PAYMENT: "What you can pay, and how often",
    SlotName.OBSTACLE: "What gets in the way",
    SlotName.METHOD: "How you want to do it",
    SlotName.CONSTRAINTS: "What the plan has to respect",
    SlotName.BACKGROUND: "Only background, not part of the goal",
    SlotName.CARE: "Needs a doctor or other help first (empty it if that is not so)",
}
"""The slots with a field, in its order."""

EXAMPLES: Mapping[SlotName, str] = {
    SlotName.AIM: "run 5 km without a break",
    SlotName.FROM: "2 km, 300 € or nothing yet",
    SlotName.TO: "5 km, 1,700 points or 2,000 €",
    SlotName.BY: "30 April, in 12 weeks or next March",
    SlotName.EVENT: "my sister's wedding",
    SlotName.HOURS: "3, 2 or 3, half an hour a day",
    SlotName.DAYS: "Mon and Thu, weekdays or 3 days a week",
    SlotName.MINUTES: "45, half an hour or 1 h 30",
    SlotName.PAYMENT: "300 € a month",
    SlotName.OBSTACLE: "I come home late",
    SlotName.METHOD: "with a friend on Saturdays",
    SlotName.CONSTRAINTS: "no gym nearby",
    SlotName.BACKGROUND: "I played as a teenager",
    SlotName.CARE: "I take insulin",
}


def name_of(slot: str) -> str:
    """Return the label of a slot, or its name if it has no field."""
    return LABELS.get(SlotName(slot), slot) if slot in set(SlotName) else slot
