"""Decide between what the models and what the rules read, field by field."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

T = TypeVar("T")

_AGREED = 0.6
"""How much of the doubt goes when rules and models agree."""

STATED = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From which confidence a reading counts; found on the held-out writers."""

    model_alone: float = 0.2
    rule_alone: float = 0.3
    model_first: float = 0.5
    """A model this sure wins over a rule that reads something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[T]):
    value: T | None
    confidence: float = 0.0
    source: str = "model"
    """Who read it: "model", "rule", "both", or who was believed: "model first", "rule first";
    "stated" if the words leave no doubt."""
    open: bool = False
    """Whether the words can be read in two ways, so that the reading has to be confirmed."""


def choose(
    model: Choice[T], rule: Choice[T], *, same: Callable[[T, T], bool], limits: Limits
) -> Choice[T]:
    """Return one of two readings; a rule's confidence is the share that its words have the role."""
    if rule.value is None:
        return model if model.confidence >= limits.model_alone else Choice(value=None)
    if model.value is None:
        alone = replace(rule, source="rule")
        return alone if rule.confidence >= limits.rule_alone else Choice(value=None)
    if same(model.value, rule.value):
        doubt = (1 - max(model.confidence, rule.confidence)) * (1 - _AGREED)
        return Choice(value=rule.value, confidence=1 - doubt, source="both")
    model_first = model.confidence >= min(limits.model_first, rule.confidence)
    if model_first or rule.confidence < limits.rule_alone:
        return replace(model, source="model first")
    return replace(rule, source="rule first")
