"""The limit of a plan's scores: what a plan misses cannot be made good by how it is written.

Without it a plan for something else, neatly written, would keep three quarters of its points.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.quality.rubric import Scope, item_by_id
from core.quality.verdict import DimensionScore, ItemVerdict

_SEVERITY: Mapping[str, float] = {
    "clarity.their_aim": 2.3,
    "actionability.keeps_limits": 2.0,
    "actionability.safe": 0.5,
    "specificity.numbers_kept": 1.3,
    "specificity.when_where": 1.2,
    "specificity.start_used": 0.8,
    "specificity.action": 2.0,
    "measurability.unit_fits": 1.0,
    "measurability.number": 0.6,
    "measurability.possible_steps": 0.8,
    "actionability.verb_first": 0.8,
    "actionability.fits_time": 1.0,
    "actionability.own_method": 0.6,
    "actionability.within_reach": 0.6,
}
"""How much a miss takes away: with a severity of 1 alone, no score is above 10 / (1 + 1)."""
_LEAST_YES = 0.36
_FORM_COUNTS = 0.4
"""The share of a limit that a dimension has to earn by its own answers. With none, all dimensions
of a limited plan would be alike, and a better text for the same plan would score no better.
"""
_DOUBT = 0.35
"""Expected misses below this are doubt about the reading and cost nothing here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The highest score that a plan can have, and the question that it misses most."""

    score: float
    missed: str


def find_limit(verdicts: Iterable[ItemVerdict]) -> Limit | None:
    """Return the limit of a plan that misses what matters most; None for a bare text."""
    answered = [v for v in verdicts if v.share is not None]
    if not any(_is_fit(verdict) for verdict in answered):
        return None
    losses = {verdict: _loss(verdict) for verdict in answered}
    total = sum(losses.values())
    if not total:
        return None
    worst = max(losses, key=lambda verdict: losses[verdict])
    return Limit(score=round(10 / (1 + total), 2), missed=worst.note or worst.question)


def with_limit(dimensions: tuple[DimensionScore, ...]) -> tuple[DimensionScore, ...]:
    """Return the dimensions, none above its part of the limit; each that was lowered says why."""
    limit = find_limit(verdict for each in dimensions for verdict in each.items)
    if limit is None:
        return dimensions
    return tuple(_lowered(each, limit) for each in dimensions)


def _lowered(dimension: DimensionScore, limit: Limit) -> DimensionScore:
    if dimension.score is None:
        return dimension
    own = _FORM_COUNTS * dimension.score / 10
    most = round(limit.score * (1 - _FORM_COUNTS + own), 2)
    if dimension.score <= most:
        return dimension
    why = f"Not above {limit.score:g}, however it is written: {limit.missed}"
    reason = " ".join(part for part in (dimension.reason, why) if part)
    return replace(dimension, score=most, reason=reason)


def _loss(verdict: ItemVerdict) -> float:
    if verdict.share is None:
        return 0.0
    share = max(_LEAST_YES, verdict.share) if verdict.yes else verdict.share
    return _SEVERITY.get(verdict.item, 0.0) * max(0.0, (1 - share - _DOUBT) / (1 - _DOUBT))


def _is_fit(verdict: ItemVerdict) -> bool:
    item = item_by_id(verdict.item)
    return item is not None and item.scope == Scope.FIT
