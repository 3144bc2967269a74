"""Sweeps: wake the senders of pending deliveries, and mark lost calls as in doubt."""

from core.bootstrap import Rein
from core.store.calls.ledger import settle_expired_calls
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer


@without_viewer(Access.SYSTEM, "a periodic job")
def sweep_outbox(rein: Rein) -> str:
    """Wake the senders if deliveries are due. Returns a summary."""
    now = rein.clock.now()
    with rein.database.read() as connection:
        deliveries = UnitOfWork(connection).deliveries
        sinks = (*rein.settings.sinks, *rein.settings.alert_sinks)
        waiting = tuple(sink for sink in sinks if deliveries.has_due(sink, now=now))
    if not waiting:
        return "No export is waiting."
    rein.delivery.wake()
    return f"Something waits for {' and '.join(waiting)}; its sender was woken."


@without_viewer(Access.SYSTEM, "a periodic job")
def mark_lost_calls_in_doubt(rein: Rein) -> str:
    """Mark expired open calls as in doubt. Returns a summary."""
    with rein.database.begin() as work:
        n = settle_expired_calls(work, rein.clock.now())
    return f"Calls left open that are now in doubt: {n}." if n else "No call was left open."
