"""The deliveries that a destination rejected, in words."""

from app.ui.labels import sink_name
from app.ui.trace import export_lines
from core import formats
from core.usecases.exports.list_exports import RejectedDeliveries, RejectedDelivery

_MAX_CHARACTERS = 160


def count(rejected: RejectedDeliveries) -> str:
    """Return how many rejected deliveries need a decision, and how many are shown."""
    count = formats.pluralize(rejected.n, "refusal waits", "refusals wait")
    if rejected.n == len(rejected.rows):
        return f"{count} for a decision."
    return (
        f"{count} for a decision. The newest {len(rejected.rows)} are shown; the others move up "
        "as these are decided."
    )


def goal_text(delivery: RejectedDelivery) -> str:
    """Return the goal of a rejected delivery, shortened."""
    text = delivery.goal_text or ""
    return text if len(text) <= _MAX_CHARACTERS else f"{text[: _MAX_CHARACTERS - 1]}…"


def discard_warning(delivery: RejectedDelivery) -> str:
    """Return what discarding a rejected delivery means."""
    what = export_lines.deliveries(delivery.traces, delivery.ratings, kind=delivery.kind)
    if not (delivery.traces or delivery.ratings):
        return f"{sink_name(delivery.sink)} will never get {what}. This cannot be undone."
    return (
        f"{sink_name(delivery.sink)} will never get {what}. Nothing is lost in Rein, and the "
        "trace goes on saying that it was refused. This cannot be undone."
    )
