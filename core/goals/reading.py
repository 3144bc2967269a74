"""What Rein understood of a goal, slot by slot, and what the person corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

MAX_SLOT_CHARACTERS = 300

SURE_FROM = 0.6
"""A slot with a lower confidence is marked as unsure."""

NO_PLAN = "none"
"""Value of the plan of a goal that no plan for a specific aim fits."""
NONE_OF_THESE = "None of these"
"""The last choice of a slot with choices: what fits is not among them."""

SlotValue = str | float | date | tuple[str, ...] | None


class SlotName(StrEnum):
    """The slots of a reading, in the order in which the card shows them."""

    AIM = "aim"
    KIND = "kind"
    DOMAIN = "domain"
    PLAN = "plan"
    """Which plan for a specific aim it gets: the name of a recipe, or "none"."""
    FROM = "from"
    TO = "to"
    UNIT = "unit"
    BY = "by"
    EVENT = "event"
    HOURS = "hours"
    DAYS = "days"
    MINUTES = "minutes"
    PAYMENT = "payment"
    OBSTACLE = "obstacle"
    METHOD = "method"
    CONSTRAINTS = "constraints"
    BACKGROUND = "background"
    CARE = "care"
    """What needs a doctor or other help before the plan begins."""


class Source(StrEnum):
    """Where the value of a slot is from."""

    STATED = "told"
    """Read in the person's own words."""
    ASSUMED = "assumed"
    CORRECTED = "corrected"
    """Set by the person, on the card or with the goal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One thing that Rein understood, or assumed, or was corrected to."""

    value: SlotValue
    text: str
    """The value as it is shown."""
    confidence: float
    """How sure the reading is, from 0 to 1."""
    quote: str = ""
    """The person's words it was read from; "" for an assumption."""
    source: Source
    choices: tuple[str, ...] = ()
    """What else it could be, if it is chosen rather than written."""

    @property
    def sure(self) -> bool:
        """Return whether the value needs no confirmation."""
        return self.confidence >= SURE_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The slots that have a value."""

    slots: Mapping[SlotName, Slot] = field(default_factory=dict)
    english: bool = True
    """False if the words are in a language that the offline coach cannot read."""

    def get(self, name: SlotName) -> Slot | None:
        """Return a slot, or None if it has no value."""
        return self.slots.get(name)

    def text(self, name: SlotName) -> str:
        """Return a slot as it is shown, or "" if it has no value."""
        slot = self.slots.get(name)
        return "" if slot is None else slot.text

    def number(self, name: SlotName) -> float | None:
        """Return the value of a slot if it is a number, or None."""
        slot = self.slots.get(name)
        value = slot.value if slot is not None else None
        return float(value) if isinstance(value, int | float) else None

    def with_slot(self, name: SlotName, slot: Slot) -> "Reading":
        """Return the reading with a slot set."""
        return replace(self, slots={**self.slots, name: slot})
