"""Queues exports in the transaction of the exported record. Samples are never exported."""

from datetime import datetime

from core.bootstrap import Rein
from core.exports.payload import DELETING_SINKS, EXPERIMENT_SINKS, ExportKind
from core.settings import Settings
from core.store.exports.deletions import Receivers
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer


def queue_trace(
    work: UnitOfWork, settings: Settings, *, trace_id: str, sample: bool, now: datetime
) -> None:
    """Queue a closed trace for every configured sink."""
    if sample:
        return
    for sink in settings.sinks:
        work.outbox.add(sink=sink, kind=ExportKind.TRACE, trace_id=trace_id, body={}, now=now)


def queue_rating(
    work: UnitOfWork, settings: Settings, *, trace_id: str, user_id: str, now: datetime
) -> None:
    """Queue a new, changed or withdrawn rating for every configured sink."""
    if not settings.sinks or work.traces.is_sample(trace_id):
        return
    for sink in settings.sinks:
        work.outbox.add(
            sink=sink, kind=ExportKind.RATING, trace_id=trace_id, body={"user_id": user_id}, now=now
        )


def queue_trial(work: UnitOfWork, settings: Settings, *, trial_id: str, now: datetime) -> None:
    """Queue a trial that ends for every sink that has experiments."""
    for sink in settings.sinks:
        if sink in EXPERIMENT_SINKS:
            work.outbox.add(sink=sink, kind=ExportKind.TRIAL, trace_id=trial_id, body={}, now=now)


@without_viewer(Access.OPEN, "reads a setting")
def deleting_receivers(rein: Rein) -> Receivers:
    """Return the configured sinks that delete what is deleted here."""
    names = tuple(name for name in rein.settings.sinks if name in DELETING_SINKS)
    return Receivers(sinks=names, now=rein.clock.now())
