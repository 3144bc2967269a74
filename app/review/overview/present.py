"""The four targets in words: target, figure, interval, and the page with details."""

from dataclasses import dataclass

from app.review.overview.load import OverviewView
from app.review.shared.score_text import (
    QUALITY_TARGET,
    above,
    against_target,
    interval_of,
    scored_by_rule,
)
from app.ui.status_labels import Tone
from core import formats
from core.quality.intervals import STARS, Interval, mean_interval, wilson_interval
from core.quality.rating_summary import SATISFACTION_TARGET
from core.usecases.calls.get_fallbacks import LATEST_RUNS, Fallbacks
from core.usecases.ratings.get_rating_report import RatingTotals
from core.usecases.scores.get_score_report import Quality
from core.usecases.traces.get_trace_totals import OperationTotals

ERROR_TARGET = 0.02
OVERHEAD_TARGET = 0.05
_URGENCY = (Tone.BAD, Tone.WARN, Tone.NONE, Tone.GOOD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target and its figure."""

    name: str
    target: str
    value: str
    basis: str
    """Sample size and interval."""
    label: str
    tone: Tone
    next_step: str
    address: str
    """The page with details."""
    aside: str = ""
    """What the figure excludes or consists of."""


def targets(view: OverviewView) -> tuple[Target, ...]:
    """Return the four targets."""
    return (
        quality(view.quality),
        satisfaction(view.satisfaction),
        errors(view.operations),
        overhead(view.operations, modelled=view.modelled),
    )


def most_urgent(rows: tuple[Target, ...]) -> Target:
    """Return the target that needs attention first."""
    return min(rows, key=lambda row: _URGENCY.index(row.tone))


def sentence(rows: tuple[Target, ...]) -> str:
    """Return how many targets are met, and which are not."""
    met = sum(row.tone is Tone.GOOD for row in rows)
    missed = [
        f"{row.name.lower()} is {row.label.lower()}"
        for row in rows
        if row.tone in {Tone.BAD, Tone.WARN}
    ]
    unknown = [row.name.lower() for row in rows if row.tone is Tone.NONE]
    text = f"{met} of {len(rows)} targets are met"
    text += f"; {', '.join(missed)}" if missed else ""
    return f"{text}; no figure yet for {', '.join(unknown)}." if unknown else f"{text}."


def fallback_title(fallbacks: Fallbacks) -> str:
    """Return how many goals the offline coach wrote instead of a model."""
    latest = "the latest " if fallbacks.total >= LATEST_RUNS else ""
    were = "goal was" if fallbacks.total == 1 else "goals were"
    return (
        f"{fallbacks.goals} of {latest}{fallbacks.total} {were} written by the offline coach "
        "instead of a model"
    )


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


def errors(totals: OperationTotals) -> Target:
    """Return the share of failed traces against its target."""
    interval = wilson_interval(totals.errors, totals.n)
    label, tone = _below(interval, ERROR_TARGET)
    unsure = "None failed; more traces will make it certain."
    if totals.errors:
        unsure = "Too few traces to be sure; look at each failed one below."
    steps = {
        Tone.GOOD: "Nothing to do.",
        Tone.BAD: "Open the failed traces below; the first failed span says why.",
        Tone.WARN: unsure,
        Tone.NONE: "Nothing was worked on in this window.",
    }
    basis = "n = 0"
    if interval:
        of = formats.pluralize(totals.n, "trace")
        basis = f"{totals.errors} of {of}, {formats.share_interval(interval)}"
    return Target(
        name="Error rate",
        target=f"< {formats.share(ERROR_TARGET)}",
        value=formats.share(totals.error_rate, 1),
        basis=basis,
        label=label,
        tone=tone,
        next_step=steps[tone],
        address="traces",
    )


def overhead(totals: OperationTotals, *, modelled: OperationTotals) -> Target:
    """Return the share of time spent on tracing against its target.

    The target is about runs that call a model, so offline runs are left out.
    """
    share = modelled.overhead_share
    basis = f"Tracing and storing, of all time where a model wrote; n = {modelled.n}"
    if share is None:
        label, tone, step = "No figure yet", Tone.NONE, "Nothing was worked on in this window."
        basis = "n = 0"
        if totals.n:
            step = "No run has called a model yet; the target is about runs that wait for one."
            basis = f"An offline run takes {formats.milliseconds(totals.mean_ms)} in all"
    elif share < OVERHEAD_TARGET:
        label, tone, step = "Within target", Tone.GOOD, "Nothing to do."
    else:
        label, tone = "Above target", Tone.WARN
        step = (
            "Open the longest traces; the time beside a trace's name says what recording it took."
        )
    return Target(
        name="Trace overhead",
        target=f"< {formats.share(OVERHEAD_TARGET)}",
        value=formats.share(share, 1),
        basis=basis,
        label=label,
        tone=tone,
        next_step=step,
        address="traces",
    )


def _below(interval: Interval | None, target: float) -> tuple[str, Tone]:
    if interval is None:
        return "No figure yet", Tone.NONE
    if interval.high < target:
        return "Within target", Tone.GOOD
    return ("Above target", Tone.BAD) if interval.low > target else ("Not decided yet", Tone.WARN)
