"""What a person set in a slot, and how words are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.errors import InvalidInput
from core.goals.reading import SlotName, SlotValue
from core.offline.reading.facts import Quantity

NOTHING = re.compile(
    r"^\W*(?:none|nothing|no|zero|from (?:zero|scratch|nothing)|-)?\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The value of a slot as the person set it."""

    slot: SlotName
    value: SlotValue
    text: str
    """The value as it was understood."""
    quote: str
    """What the person wrote."""
    quantity: Quantity | None = None
    """The value of an amount, with its unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotContext:
    """What a value is read with: the day, and what is known of the goal."""

    today: date
    unit: str = ""
    """Unit of an amount that is written without one."""
    domains: Mapping[str, str]
    """Titles of the domains, by name."""
    plans: Mapping[str, str]
    """Titles of the recipes, by name."""


def read_words(name: SlotName, text: str, _context: SlotContext) -> Correction:
    """Return the words of a slot. Raises InvalidInput if they hold no letter."""
    if not any(c.isalpha() for c in text):
        raise InvalidInput(
            f"“{text}” does not say it yet.", field=name, advice="Write it in a word or two."
        )
    return Correction(slot=name, value=text, text=text.rstrip(" ."), quote=text)
