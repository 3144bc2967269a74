"""Announces what happened to alerts: to the log at once, to the receivers through the outbox.

Each event is taken and queued in one transaction, so that of several replicas one announces it.
"""

import logging
import uuid
from datetime import timedelta

from core.bootstrap import Rein
from core.exports.payload import ExportKind
from core.store.alerts.read import has_unannounced
from core.store.alerts.values import AlertEvent, AlertEventKind
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer

BATCH_SIZE = 100

GIVE_UP_AFTER = timedelta(days=3)
"""An alert that no receiver took for so long is old news; it becomes a dead letter."""

_NAMESPACE = uuid.UUID("6f0e5d2a-4f0b-5d0f-9a51-3f1d7c1e8b57")

_log = logging.getLogger(__name__)


@without_viewer(Access.SYSTEM, "a periodic job")
def announce_alerts(rein: Rein) -> int:
    """Log and queue the events that were not announced yet. Returns how many."""
    now, sinks = rein.clock.now(), rein.settings.alert_sinks
    if not _has_work(rein):
        return 0
    with rein.database.begin() as work:
        work.deliveries.give_up(
            sinks, before=now - GIVE_UP_AFTER, reason="It was not accepted within 3 days."
        )
        events = work.alerts.take_unannounced(limit=BATCH_SIZE)
        for event in events:
            for sink in sinks:
                work.outbox.add(
                    sink=sink,
                    kind=ExportKind.ALERT,
                    trace_id=subject_id(event.key),
                    body={"event_id": event.id},
                    now=now,
                )
    for event in events:
        _write_to_log(event)
    if events and sinks:
        rein.delivery.wake()
    return len(events)


def _has_work(rein: Rein) -> bool:
    """Return whether a write is needed, so that a quiet minute takes no lock."""
    with rein.database.read() as connection:
        if has_unannounced(connection):
            return True
        deliveries = UnitOfWork(connection).deliveries
        now = rein.clock.now()
        return any(deliveries.has_due(sink, now=now) for sink in rein.settings.alert_sinks)


def subject_id(key: str) -> str:
    """Return the id under which the events of one alert stand in the outbox, in their order."""
    return str(uuid.uuid5(_NAMESPACE, key))


def _write_to_log(event: AlertEvent) -> None:
    """Write the figures, and no words: a message may quote what a receiver answered."""
    fields: dict[str, object] = {
        "key": event.key,
        "kind": str(event.kind),
        "alert_level": str(event.level),
    }
    if event.figure is not None:
        figure = event.figure
        fields |= {
            "value": figure.value,
            "bound": figure.bound,
            "threshold": figure.threshold,
            "n": figure.n,
        }
    over = event.event is AlertEventKind.RESOLVED
    _log.log(
        logging.INFO if over else logging.WARNING,
        f"alert_{event.event}",
        extra={"fields": fields},
    )
