"""Retry or discard rejected deliveries, and resume a paused sink."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.store.exports.values import SinkHealth
from core.usecases.access.allow import Access, AuditAction, allow


@allow(Access.ADMIN, changes=AuditAction.DELIVERY_RETRIED, whose="row_id")
def retry_dead_letter(rein: Rein, *, viewer: Viewer, row_id: int) -> int:
    """Requeue a delivery, with those of the same trace that wait for it. Returns the count.

    Raises NotAllowed below admin, Conflict if nothing waits for a decision.
    """
    with rein.database.begin() as work:
        revived = work.deliveries.requeue(row_id, now=rein.clock.now())
    _require_some(revived)
    rein.delivery.wake()
    return revived


@allow(Access.ADMIN, changes=AuditAction.DELIVERY_RETRIED)
def retry_all_dead_letters(rein: Rein, *, viewer: Viewer) -> int:
    """Requeue all rejected deliveries of the configured sinks. Returns the count.

    Raises NotAllowed below admin, Conflict if nothing waits for a decision.
    """
    with rein.database.begin() as work:
        sinks = (*rein.settings.sinks, *rein.settings.alert_sinks)
        revived = work.deliveries.requeue_all(sinks, now=rein.clock.now())
    if not revived:
        raise Conflict("Nothing waits for a decision any more.", advice="Look at the list again.")
    rein.delivery.wake()
    return revived


@allow(Access.ADMIN, changes=AuditAction.DELIVERY_DISCARDED, whose="row_id")
def discard_dead_letter(rein: Rein, *, viewer: Viewer, row_id: int) -> int:
    """Discard a delivery for good; its trace still shows that it was not sent.

    Raises NotAllowed below admin, Conflict if nothing waits for a decision.
    """
    with rein.database.begin() as work:
        discarded = work.deliveries.discard(row_id)
    _require_some(discarded)
    return discarded


@allow(Access.ADMIN, changes=AuditAction.SINK_RESUMED, whose="sink")
def resume_sink(rein: Rein, *, viewer: Viewer, sink: str) -> None:
    """Try a paused or delayed sink now. Raises NotAllowed below admin."""
    with rein.database.begin() as work:
        health = work.deliveries.sink_health(sink)
        work.deliveries.save_sink_health(
            SinkHealth(name=sink, schema_version=health.schema_version)
        )
    rein.delivery.wake()


def _require_some(rows: int) -> None:
    if not rows:
        raise Conflict(
            "This delivery does not wait for a decision any more.", advice="Look at the list again."
        )
