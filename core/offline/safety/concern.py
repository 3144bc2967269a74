"""What a text may be about that needs care, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum


class Concern(StrEnum):
    """The kind of harm a text may be about."""

    CRISIS = "crisis"
    EATING = "eating"
    EXTREME_LOSS = "extreme loss"
    MEDICAL = "medical"
    SUBSTANCE = "substance"
    OTHERS = "others"
    UNCLEAR = "unclear"
    """A text that resembles danger without naming a kind of it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One concern; a `certain` one is not planned, another one is planned with a kind line."""

    concern: Concern
    certain: bool
