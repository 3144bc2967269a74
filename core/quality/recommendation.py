"""Recommendation from ratings, by rule, so that equal figures always give equal advice."""

from dataclasses import dataclass
from enum import StrEnum

from core.quality.intervals import records_needed
from core.quality.rating_summary import SATISFACTION_TARGET, DimensionShare, FeedbackSummary

MIN_RATINGS = 5
"""With fewer ratings the advice is to read the comments, because a mean has no meaning yet."""

EXCELLENT_MEAN = 4.5
WEAK_SHARE = 0.85
"""A dimension with a lower share of yes is investigated even if the stars are good."""

MAX_ADDITIONAL_RATINGS = 500


class QualityLevel(StrEnum):
    """The level of quality that ratings show."""

    EXCELLENT = "EXCELLENT"
    GOOD = "GOOD"
    UNDECIDED = "UNDECIDED"
    BELOW_TARGET = "BELOW TARGET"
    TOO_FEW = "TOO FEW RATINGS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A level, its reason in words, and one action."""

    level: QualityLevel
    reason: str
    action: str


def recommend(summary: FeedbackSummary) -> Recommendation:
    """Return the level and the action for the ratings of a time window."""
    if summary.mean is None or summary.interval is None or summary.n < MIN_RATINGS:
        return _too_few(summary)
    if summary.interval.low > SATISFACTION_TARGET:
        return _above(summary, summary.mean)
    if summary.interval.high < SATISFACTION_TARGET:
        return _below(summary)
    return _undecided(summary, summary.mean)


def _too_few(summary: FeedbackSummary) -> Recommendation:
    counted = {0: "There are no ratings", 1: "There is 1 rating"}.get(
        summary.n, f"There are {summary.n} ratings"
    )
    return Recommendation(
        level=QualityLevel.TOO_FEW,
        reason=f"{counted} in this window; below {MIN_RATINGS} an average is about single people.",
        action="Read each comment, and choose a longer window before you change anything."
        if summary.n
        else "Choose a longer window, or wait until people have rated their plans.",
    )


def _above(summary: FeedbackSummary, mean: float) -> Recommendation:
    weak = _weak(summary)
    level = QualityLevel.EXCELLENT if mean >= EXCELLENT_MEAN and weak is None else QualityLevel.GOOD
    return Recommendation(
        level=level,
        reason=f"The whole interval lies above the target of {SATISFACTION_TARGET:.1f} stars.",
        action="Continue with the current approach."
        if weak is None
        else f"Continue with the current approach, but investigate {_named(weak)}.",
    )


def _below(summary: FeedbackSummary) -> Recommendation:
    weak = _weak(summary)
    first = f"Start with {_named(weak)}" if weak is not None else "No single dimension explains it"
    return Recommendation(
        level=QualityLevel.BELOW_TARGET,
        reason=f"The whole interval lies below the target of {SATISFACTION_TARGET:.1f} stars.",
        action=f"{first}: read the lowest ratings with their traces, "
        "then try a new prompt version.",
    )


def _undecided(summary: FeedbackSummary, mean: float) -> Recommendation:
    weak = _weak(summary)
    look = f" Meanwhile, investigate {_named(weak)}." if weak is not None else ""
    return Recommendation(
        level=QualityLevel.UNDECIDED,
        reason=f"The target of {SATISFACTION_TARGET:.1f} stars lies inside the interval, "
        "so the average could be on either side of it.",
        action=f"{_how_many_more(summary, mean)}{look}",
    )


def _how_many_more(summary: FeedbackSummary, mean: float) -> str:
    distance, spread = abs(mean - SATISFACTION_TARGET), summary.variance or 0.0
    if distance < 0.05 or spread == 0:
        return "Keep collecting ratings; the average is on the target."
    more = records_needed(spread, distance) - summary.n
    if more > MAX_ADDITIONAL_RATINGS:
        return (
            "Keep collecting ratings; "
            f"it would take more than {MAX_ADDITIONAL_RATINGS} more to tell."
        )
    return f"Keep collecting ratings; about {max(more, 1)} more would tell."


def _weak(summary: FeedbackSummary) -> DimensionShare | None:
    weakest = summary.weakest
    if weakest is None or weakest.n < MIN_RATINGS or weakest.yes / weakest.n >= WEAK_SHARE:
        return None
    return weakest


def _named(dimension: DimensionShare) -> str:
    return f"{dimension.name} ({dimension.yes} of {dimension.n} said yes)"
