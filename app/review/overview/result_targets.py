"""The targets of what people got: quality and satisfaction."""

from app.review.overview.target import Target
from app.review.shared.score_text import (
    QUALITY_TARGET,
    above,
    against_target,
    interval_of,
    scored_by_rule,
)
from app.ui.status_labels import Tone
from core import formats
from core.quality.intervals import STARS, mean_interval
from core.quality.rating_summary import SATISFACTION_TARGET
from core.usecases.ratings.get_rating_report import RatingTotals
from core.usecases.scores.get_score_report import Quality


def quality(scores: Quality) -> Target:
    """Return mean quality against its target."""
    totals = scores.overall
    label, tone = against_target(totals) if totals is not None else ("No figure yet", Tone.NONE)
    steps = {
        Tone.GOOD: "Look at the lowest dimension; it is the cheapest to raise.",
        Tone.BAD: "Open the evaluations by prompt version: did a change bring it down?",
        Tone.WARN: "More evaluations will tell; meanwhile read the lowest ones.",
        Tone.NONE: "Nothing was scored in this window.",
    }
    basis = "n = 0"
    if totals:
        basis = f"n = {totals.n}, 95 % interval {formats.interval(interval_of(totals))}"
    return Target(
        name="Quality",
        target=f"> {QUALITY_TARGET:.1f} of 10",
        value=formats.figure(totals.mean if totals else None),
        basis=basis,
        label=label,
        tone=tone,
        next_step=steps[tone],
        address="evaluations",
        aside=scored_by_rule(scores).capitalize() if totals else "",
    )


def satisfaction(totals: RatingTotals) -> Target:
    """Return mean stars against their target."""
    interval = None
    if totals.mean is not None:
        interval = mean_interval(totals.n, totals.mean, totals.variance, scale=STARS)
    label, tone = above(interval, SATISFACTION_TARGET)
    steps = {
        Tone.GOOD: "Read the latest comments for what to keep.",
        Tone.BAD: "Read the lowest ratings with their traces.",
        Tone.WARN: "More ratings will tell; the feedback page says about how many.",
        Tone.NONE: "Nobody rated anything in this window.",
    }
    basis = "n = 0"
    if interval:
        basis = f"n = {totals.n}, 95 % interval {formats.interval(interval)}"
    return Target(
        name="Satisfaction",
        target=f"> {SATISFACTION_TARGET:.1f} of 5",
        value=formats.figure(totals.mean),
        basis=basis,
        label=label,
        tone=tone,
        next_step=steps[tone],
        address="feedback",
    )
