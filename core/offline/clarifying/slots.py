"""Make slots of a reading: stated by the person, or assumed."""

from core.goals.reading import Slot, SlotValue, Source

READ = 0.75
"""Confidence of a fact that its reader gave none for."""
GUESSED = 0.4
"""Confidence of what was assumed."""


def stated(value: SlotValue, text: str, confidence: float, quote: str) -> Slot:
    """Return a slot that was read in the person's words."""
    return Slot(value=value, text=text, confidence=confidence, quote=quote, source=Source.STATED)


def assumed(value: SlotValue, text: str, confidence: float = GUESSED) -> Slot:
    """Return a slot that the person did not speak of."""
    return Slot(value=value, text=text, confidence=confidence, source=Source.ASSUMED)
