"""Recommendation from ratings, by rule, so that equal figures always give equal advice."""

from dataclasses import dataclass

from core.quality.change import Estimate
from core.quality.intervals import records_needed
from core.quality.rating_summary import DimensionShare, FeedbackSummary
from core.quality.targets.standing import Standing, standing_of
from core.quality.targets.target import SATISFACTION
from core.quality.themes.theme import Theme

WEAK_SHARE = 0.85
"""A dimension with a lower share of yes is investigated even if the stars are good."""

MAX_ADDITIONAL_RATINGS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """How satisfaction stands, why, and one action."""

    standing: Standing
    reason: str
    action: str


def recommend(
    summary: FeedbackSummary, *, target: float, complaint: Theme | None = None
) -> Recommendation:
    """Return the standing and the action for the ratings of a time window.

    `target` is in stars. `complaint` is the strongest theme of low ratings, if it is certain.
    """
    found = Estimate(n=summary.n, value=summary.mean, interval=summary.interval)
    standing = standing_of(found, SATISFACTION, target)
    if summary.mean is None or summary.n < SATISFACTION.min_n:
        return _too_few(summary, standing)
    first = _causes(summary, complaint)
    where = {Standing.MET: "lies above", Standing.MISSED: "lies below"}.get(standing, "includes")
    action = {
        Standing.MET: _continue(first),
        Standing.MISSED: f"{_start(first)}: read the lowest ratings with their traces, "
        "then try a new prompt version.",
    }.get(standing, _wait(summary, summary.mean, target, first))
    reason = f"The 95 % interval {where} the target of {target:g} stars."
    return Recommendation(standing=standing, reason=reason, action=action)


def _too_few(summary: FeedbackSummary, standing: Standing) -> Recommendation:
    counted = {0: "There are no ratings", 1: "There is 1 rating"}.get(
        summary.n, f"There are {summary.n} ratings"
    )
    least = SATISFACTION.min_n
    return Recommendation(
        standing=standing,
        reason=f"{counted} in this window; below {least} an average is about single people.",
        action="Read each comment, and choose a longer window before you change anything."
        if summary.n
        else "Choose a longer window, or wait until people have rated their plans.",
    )


def _causes(summary: FeedbackSummary, complaint: Theme | None) -> str:
    weak = _weak(summary)
    causes = [_named(weak)] if weak is not None else []
    if complaint is not None:
        causes.append(f"“{complaint.label}” ({complaint.n} of {complaint.of} comments)")
    return " and ".join(causes)


def _continue(first: str) -> str:
    investigate = f", but investigate {first}" if first else ""
    return f"Continue with the current approach{investigate}."


def _start(first: str) -> str:
    return f"Start with {first}" if first else "No single dimension explains it"


def _wait(summary: FeedbackSummary, mean: float, target: float, first: str) -> str:
    look = f" Meanwhile, investigate {first}." if first else ""
    return f"{_how_many_more(summary, mean, target)}{look}"


def _how_many_more(summary: FeedbackSummary, mean: float, target: float) -> str:
    distance, spread = abs(mean - target), summary.variance or 0.0
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
    if weakest is None or weakest.n < SATISFACTION.min_n or weakest.yes / weakest.n >= WEAK_SHARE:
        return None
    return weakest


def _named(dimension: DimensionShare) -> str:
    return f"{dimension.name} ({dimension.yes} of {dimension.n} said yes)"
