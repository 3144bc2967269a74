"""What must not get worse in a trial: each is weighed like the stars, at any time.

Each guardrail has a part of one error rate, so that all of them together call a harm that is not
there with a probability of at most `GUARDRAIL_ALPHA`, however often one looks (Bonferroni). Harm
is a loss that is larger than the margin; cost and time are coded as negative numbers, so that more
is better everywhere, and values beyond the end of their scale count as its end.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.experiments.evidence import ALPHA, Evidence
from core.experiments.outcome import OutcomeScale

GUARDRAIL_ALPHA = 0.05
"""Probability that any guardrail rejects a candidate that is not worse on any of them."""
MORE_COST, MORE_TIME = 0.25, 0.25
"""How much more than usual a run may cost and last, as a share."""
LEAST_USUAL_USD, LEAST_USUAL_SECONDS = 0.001, 1.0
"""What counts as usual at least: a share of nothing would accept nothing."""
LARGEST_MORE = 9.0
_BINS = 40
_REACH = 2.4
"""A scale of cost or time ends at so many times the most that is accepted."""
_USUAL_SPREAD = 0.5
"""Standard deviation of cost and time as a share of the usual."""


class Unit(StrEnum):
    """The unit of an outcome."""

    SHARE = "share"
    USD = "usd"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrail:
    """One outcome that must not get worse, as it was agreed before the start."""

    label: str
    scale: OutcomeScale
    """More is better; the name of the scale says what is counted."""
    unit: Unit = Unit.SHARE
    margin: float = 0.0
    """The loss that is accepted, in the unit of the scale."""
    alpha: float = ALPHA
    """Error rate of its range, both directions together."""

    def is_broken(self, evidence: Evidence) -> bool:
        """Return whether the loss is certainly larger than the margin."""
        return evidence.high < -self.margin

    @property
    def cap(self) -> float:
        """The end of a scale of cost or time: what is above it counts as this."""
        return -self.scale.values[0]


def _yes(name: str) -> OutcomeScale:
    return OutcomeScale(name=name, values=(0, 1), centre=0.95, variance=0.05, effect=0.05)


MADE, SCORED, ANSWERED = _yes("made"), _yes("scored"), _yes("answered")
COST, SECONDS = "cost", "seconds"

FIRST_GUARDRAILS = (
    Guardrail(label="plans that are made", scale=MADE),
    Guardrail(label="results that are scored", scale=SCORED),
)
"""Those of trials that were agreed before there were others."""


def agree_guardrails(
    *, usual_usd: float, usual_seconds: float, more_cost: float, more_time: float
) -> tuple[Guardrail, ...]:
    """Return the guardrails of a new trial: errors, scores, safety declines, cost and time."""
    usd, seconds = max(usual_usd, LEAST_USUAL_USD), max(usual_seconds, LEAST_USUAL_SECONDS)
    found = (
        *((one.label, one.scale, Unit.SHARE, 0.0) for one in FIRST_GUARDRAILS),
        ("runs that no model declined for safety", ANSWERED, Unit.SHARE, 0.0),
        ("cost of a run", _less(COST, usd, more_cost), Unit.USD, usd * more_cost),
        ("time of a run", _less(SECONDS, seconds, more_time), Unit.SECONDS, seconds * more_time),
    )
    # A range has two sides and harm only one, so each range has twice its part of the error rate.
    alpha = 2 * GUARDRAIL_ALPHA / len(found)
    return tuple(
        Guardrail(label=label, scale=scale, unit=unit, margin=margin, alpha=alpha)
        for label, scale, unit, margin in found
    )


def _less(name: str, usual: float, more: float) -> OutcomeScale:
    """Return the scale of a figure of which less is better."""
    cap = _REACH * (1 + more) * usual
    return OutcomeScale(
        name=name,
        values=(*(cap * (place / _BINS - 1) for place in range(_BINS)), 0.0),
        centre=-usual,
        variance=(_USUAL_SPREAD * usual) ** 2,
        effect=more * usual,
    )
