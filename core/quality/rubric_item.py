"""The form of a rubric item: its dimension, its scope and its words."""

from dataclasses import dataclass
from enum import StrEnum


class Dimension(StrEnum):
    """The four dimensions of quality."""

    CLARITY = "clarity"
    SPECIFICITY = "specificity"
    MEASURABILITY = "measurability"
    ACTIONABILITY = "actionability"


DIMENSIONS = tuple(Dimension)


class Scope(StrEnum):
    """What an item is asked of."""

    TEXT = "text"
    """A text on its own, such as a goal in a person's words; a resolution too."""
    GOAL = "goal"
    """A bare goal text only; a resolution with a plan always has it."""
    FIT = "fit"
    """A resolution and its plan beside the person's words: a yes quotes both sides."""


FIT_WEIGHT = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricItem:
    """One question of the rubric."""

    id: str
    dimension: Dimension
    question: str
    strength: str
    """The sentence shown for a yes."""
    suggestion: str
    """The sentence that would turn a no into a yes, with gaps to fill."""
    scope: Scope = Scope.TEXT

    @property
    def weight(self) -> float:
        """How much the answer counts in its dimension: fitting the person counts more than form."""
        return FIT_WEIGHT if self.scope == Scope.FIT else 1.0
