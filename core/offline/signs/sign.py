"""The signs that are looked for in a goal text."""

from dataclasses import dataclass
from enum import StrEnum

NO_SIGN = "none"


class Sign(StrEnum):
    """What a person says of themselves in passing that changes what is safe to plan."""

    DRINKING = "drinking"
    """Daily drinking that the body may depend on."""
    DEPENDENCE = "dependence"
    """A medicine the body depends on, or that is stopped without the one who prescribed it."""
    PREGNANCY = "pregnancy"
    EATING = "eating"
    """An eating disorder, today or earlier."""
    CLOT = "clot"
    """One leg that is swollen and warm, red or sore: it may be a blood clot."""
    HEART = "heart"
    GLUCOSE = "glucose"
    """Insulin, or tablets that can lower blood sugar too far."""
    SUGAR = "sugar"
    """Raised sugar without what could lower it too far."""
    BLEEDING = "bleeding"
    """Medicine that thins the blood, or blood that does not clot."""
    SEIZURES = "seizures"
    RECOVERY = "recovery"
    """A recent operation, or an injury with limits set by a doctor."""
    BODY = "body"
    """What a doctor has to look at before any plan: numbness, blood, weight lost without trying."""
    SLEEPINESS = "sleepiness"
    """Sleepiness at the wheel or at a machine."""
    MOOD = "mood"
    """Signs of a depression."""
    VIOLENCE = "violence"
    """Violence or control at home."""


BY_RULE = frozenset({Sign.SUGAR, Sign.BODY, Sign.CLOT})
"""Signs that only a rule finds; no model was trained on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSign:
    """A sign in a text."""

    sign: Sign
    confidence: float
    """From 0 to 1, of all clauses that point to it together."""
    quote: str
    """The clause that points to it most."""
