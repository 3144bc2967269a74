"""Delivers the outbox: claim, load, send, settle. No transaction is open while a receiver works."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib import import_module

from core.backoff import Backoff
from core.bootstrap import Rein
from core.clock import Clock
from core.errors import NotFound
from core.exports.delivery_error import DeliveryError, RetryDecision
from core.exports.payload import DeliveryReport, OutboxItem, Sink
from core.exports.sender import isolate_failures, send_batch
from core.ids import new_id
from core.jobs.delivery_loop import POLL_INTERVAL_S, OutboxDeliverer
from core.store.database.engine import Database
from core.store.exports.values import OutboxRow, SinkHealth
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer
from core.usecases.exports.outgoing import load_outgoing

LEASE = timedelta(seconds=60)
"""Lease of a claimed row; the rows of a sender that died are free after it."""
MAX_BATCH_SECONDS = 25.0
"""Seconds after which no further request of a batch starts, so that it ends within the lease."""
PAUSED_RETRY_S = 300.0
"""Seconds between attempts at a paused sink, whose key may have been renewed there."""

SINK_BACKOFF = Backoff(first_s=1.0, max_s=60.0)
"""Waits of a sink that fails."""
ROW_BACKOFF = Backoff(first_s=2.0, max_s=300.0)
"""Waits of a row that the server cannot process while it accepts others."""

ISOLATE_AFTER = 3
"""Consecutive failures after which rows are sent one at a time, to isolate a bad one."""

FOLLOWER_REASON = (
    "Its trace was refused, so this would be about nothing. Retrying the trace retries this too."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxSender:
    """One sink and what is needed to empty its outbox."""

    sink: Sink
    database: Database
    clock: Clock
    batch: int
    redact: bool = True
    """Whether identifiers of people are replaced in what is sent."""
    backoff: Backoff = SINK_BACKOFF
    lease: timedelta = LEASE


class SinkDelivery:
    """Delivers to one sink, which is built once there is something to deliver.

    If `eager`, the sink is built at once: a short command has no time for it at its end.
    """

    def __init__(self, rein: Rein, name: str, *, eager: bool) -> None:
        self._rein = rein
        self._name = name
        self._eager = eager
        self._sender: OutboxSender | None = None

    def deliver(self) -> float:
        if self._sender is None:
            if not (self._eager or _has_due(self._rein, self._name)):
                return POLL_INTERVAL_S
            self._sender = build_sender(self._rein, self._name)
            if self._eager:
                _connect(self._sender)
        return deliver_batch(self._sender)

    def close(self) -> None:
        if self._sender is not None:
            self._sender.sink.close()


@without_viewer(Access.SYSTEM, "starts the delivery loop")
def start_delivering(
    rein: Rein, *, eager: bool = False, others: Mapping[str, OutboxDeliverer] | None = None
) -> None:
    """Start one delivery thread per configured sink, and per one of `others`."""
    names = (*rein.settings.sinks, *rein.settings.alert_sinks)
    sinks = {name: SinkDelivery(rein, name, eager=eager) for name in names}
    rein.delivery.start(sinks | dict(others or {}))


def _has_due(rein: Rein, name: str) -> bool:
    with rein.database.read() as connection:
        return UnitOfWork(connection).deliveries.has_due(name, now=rein.clock.now())


@without_viewer(Access.SYSTEM, "a part of the delivery loop")
def build_sender(rein: Rein, name: str) -> OutboxSender:
    """Return the sender of one sink, loading its client library in the calling thread."""
    known = import_module("core.exports.factory")
    # What was sent twice stands there once, but an alert of a failed batch would arrive twice.
    batch = 1 if name in rein.settings.alert_sinks else rein.settings.export_batch
    for sink in (
        *known.build_sinks(rein.settings, template_of=rein.prompts.find_template),
        *known.build_alert_sinks(rein.settings, clock=rein.clock),
    ):
        if sink.name == name:
            return OutboxSender(
                sink=sink,
                database=rein.database,
                clock=rein.clock,
                batch=batch,
                redact=rein.settings.redact,
            )
    raise NotFound(f"There is no sink called {name}.")


def deliver_batch(sender: OutboxSender) -> float:
    """Deliver one batch. Returns the seconds until there may be more, 0 if there is more now."""
    name, now = sender.sink.name, sender.clock.now()
    with sender.database.read() as connection:
        deliveries = UnitOfWork(connection).deliveries
        health, due = deliveries.sink_health(name), deliveries.has_due(name, now=now)
    if (wait_s := health.wait_s(now)) > 0:
        return wait_s
    if not due:
        return POLL_INTERVAL_S
    if (failure := _connect(sender)) is not None:
        with sender.database.begin() as work:
            return _delay(work, sender, failure, health, now=now)
    with sender.database.begin() as work:
        rows = work.deliveries.claim(name, now=now, lease=sender.lease, limit=sender.batch)
    if not rows:  # claimed by another sender, or behind its rows
        return POLL_INTERVAL_S
    items, gone = _load(sender, rows)
    delivery, schema_version = _send(sender, health, items)
    with sender.database.begin() as work:
        work.deliveries.delete(gone)
        return _settle(work, sender, delivery, replace(health, schema_version=schema_version))


def _connect(sender: OutboxSender) -> DeliveryReport | None:
    """Connect before rows are claimed, so that a process that ends while connecting holds none."""
    try:
        sender.sink.connect()
    except DeliveryError as error:
        return DeliveryReport(
            reason=error.reason, wait_s=error.wait_s, paused=error.then is RetryDecision.PAUSED
        )
    return None


def _load(
    sender: OutboxSender, rows: tuple[OutboxRow, ...]
) -> tuple[tuple[OutboxItem, ...], tuple[int, ...]]:
    payloads = load_outgoing(sender.database, rows, redact=sender.redact)
    items = tuple(
        OutboxItem(row_id=row.id, attempt=row.attempts, payload=payloads[row.id])
        for row in rows
        if row.id in payloads
    )
    return items, tuple(row.id for row in rows if row.id not in payloads)


def _send(
    sender: OutboxSender, health: SinkHealth, items: tuple[OutboxItem, ...]
) -> tuple[DeliveryReport, str]:
    sink, clock = sender.sink, sender.clock
    if not items:
        return DeliveryReport(), health.schema_version
    if health.schema_version != sink.schema_version:
        try:
            sink.prepare()
        except DeliveryError as error:
            paused = error.then is RetryDecision.PAUSED
            failed = DeliveryReport(
                undelivered=items, reason=error.reason, wait_s=error.wait_s, paused=paused
            )
            return failed, health.schema_version
    until = clock.monotonic() + min(MAX_BATCH_SECONDS, sender.lease.total_seconds() / 2)
    way = send_batch if health.failures < ISOLATE_AFTER else isolate_failures
    return way(
        sink, items, clock=clock, has_time=lambda: clock.monotonic() < until
    ), sink.schema_version


def _settle(
    work: UnitOfWork, sender: OutboxSender, delivery: DeliveryReport, health: SinkHealth
) -> float:
    now, store = sender.clock.now(), work.deliveries
    store.mark_sent(_key(item) for item in delivery.sent)
    for item, reason in delivery.refused:
        store.mark_dead(_key(item), reason=reason)
        store.mark_followers_dead(item.row_id, reason=FOLLOWER_REASON)
    for item in delivery.expired:
        minted = new_id(at_ms=int(now.timestamp() * 1_000))
        store.save_exported_id(sink=health.name, trace_id=item.payload.trace_id, exported_id=minted)
    store.release(
        (_key(item) for item in delivery.expired),
        when=now,
        reason="Its id was too old; it gets a new one.",
    )
    for item, reason in delivery.failed:
        wait = timedelta(seconds=ROW_BACKOFF.wait_s(item.attempt))
        store.release([_key(item)], when=now + wait, reason=reason)
    if not delivery.reason:
        store.release((_key(item) for item in delivery.undelivered), when=now, reason=None)
        store.save_sink_health(SinkHealth(name=health.name, schema_version=health.schema_version))
        return 0.0
    return _delay(work, sender, delivery, health, now=now)


def _delay(
    work: UnitOfWork,
    sender: OutboxSender,
    delivery: DeliveryReport,
    health: SinkHealth,
    *,
    now: datetime,
) -> float:
    """Release the rows and delay the next attempt at the sink."""
    failures = 1 if delivery.sent else health.failures + 1
    wait_s = (
        PAUSED_RETRY_S
        if delivery.paused
        else sender.backoff.jittered_s(failures, retry_after_s=delivery.wait_s)
    )
    work.deliveries.release(
        (_key(item) for item in delivery.undelivered), when=now, reason=delivery.reason
    )
    work.deliveries.save_sink_health(
        SinkHealth(
            name=health.name,
            failures=failures,
            paused=delivery.paused,
            reason=delivery.reason,
            waits_since=now,
            waits_until=now + timedelta(seconds=wait_s),
            schema_version=health.schema_version,
        )
    )
    return wait_s


def _key(item: OutboxItem) -> tuple[int, int]:
    return item.row_id, item.attempt
