"""Small things that somebody has to come back to: deliveries whose sender died, calls whose worker did."""

from core.bootstrap import Rein
from core.store.calls.ledger import settle_expired_calls
from core.store.unit_of_work import UnitOfWork


def sweep_outbox(rein: Rein) -> str:
    """Have what waits in the outbox looked at, whoever was to send it. Returns for whom something waits."""
    now = rein.clock.now()
    with rein.database.read() as connection:
        deliveries = UnitOfWork(connection).deliveries
        waiting = tuple(sink for sink in rein.settings.sinks if deliveries.has_due(sink, now=now))
    if not waiting:
        return "Nothing waits to be sent."
    rein.delivery.wake()
    return f"Something waits for {' and '.join(waiting)}; its sender was woken."


def doubt_lost_calls(rein: Rein) -> str:
    """Mark the calls in doubt that are past their time and that nobody closed. Returns how many there were."""
    with rein.database.begin() as work:
        n = settle_expired_calls(work, rein.clock.now())
    return f"Calls left open that are now in doubt: {n}." if n else "No call was left open."
