"""The targets of how it was made: errors and the cost of tracing."""

from app.review.overview.target import Target
from app.ui.status_labels import Tone
from core import formats
from core.quality.intervals import Interval, wilson_interval
from core.usecases.traces.get_trace_totals import OperationTotals

ERROR_TARGET = 0.02
OVERHEAD_TARGET = 0.05


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
