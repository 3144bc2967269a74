"""Deliver what waits in the outbox: claim, load, hand over, settle. No transaction is open while a receiver thinks."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib import import_module

from core.backoff import Backoff
from core.bootstrap import Rein
from core.clock import Clock
from core.errors import NotFound
from core.exports.delivery_error import Next, Undelivered
from core.exports.payload import Delivery, Parcel, Sink
from core.exports.sender import hand_over, one_by_one
from core.ids import new_id
from core.jobs.delivery_loop import IDLE_S
from core.store.database.engine import Database
from core.store.exports.payloads import load_envelopes
from core.store.exports.values import OutboxRow, SinkHealth
from core.store.unit_of_work import UnitOfWork

LEASE = timedelta(seconds=60)
"""How long a claimed row is ours; those of a sender that died are free again after it."""

WORK_S = 25.0
"""After this no further request of a batch is begun, so that the last one ends well within the lease."""

PAUSE_S = 300.0
"""How often a sink that does not know us is tried all the same: somebody may have renewed the key over there."""

SINK_BACKOFF = Backoff(first_s=1.0, max_s=60.0)
"""Waits of a sink that fails."""
ROW_BACKOFF = Backoff(first_s=2.0, max_s=300.0)
"""Waits of a row that the server cannot process while it accepts others."""

CAREFUL_AFTER = 3
"""Failures in a row after which rows are sent singly, so that one that breaks the server stops holding up the rest."""

FOLLOWER = (
    "Its trace was refused, so this would be about nothing. Retrying the trace retries this too."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """One sink, and what is needed to empty its outbox."""

    sink: Sink
    database: Database
    clock: Clock
    batch: int
    backoff: Backoff = SINK_BACKOFF
    lease: timedelta = LEASE


class SinkCourier:
    """Delivers for one sink; the sink is built, and what it needs is loaded, when there is something to deliver.

    An `eager` one does so at once: a command that is about to deliver something has no time for it at its end.
    """

    def __init__(self, rein: Rein, name: str, *, eager: bool) -> None:
        self._rein = rein
        self._name = name
        self._eager = eager
        self._sender: Sender | None = None

    def deliver(self) -> float:
        if self._sender is None:
            if not (self._eager or _has_due(self._rein, self._name)):
                return IDLE_S
            self._sender = build_sender(self._rein, self._name)
            if self._eager:
                _connect(self._sender)
        return deliver_some(self._sender)

    def close(self) -> None:
        if self._sender is not None:
            self._sender.sink.close()


def start_delivering(rein: Rein, *, eager: bool = False) -> None:
    """Start one thread for each sink that is set up, beside what the process is for; without one nothing is started."""
    rein.delivery.start(
        {name: SinkCourier(rein, name, eager=eager) for name in rein.settings.sinks}
    )


def _has_due(rein: Rein, name: str) -> bool:
    with rein.database.read() as connection:
        return UnitOfWork(connection).deliveries.has_due(name, now=rein.clock.now())


def build_sender(rein: Rein, name: str) -> Sender:
    """Return the sender of one sink. What the sink needs is loaded here, in the thread that delivers."""
    known = import_module("core.exports.factory")
    for sink in known.configured(rein.settings, template_of=rein.shelf.find_template):
        if sink.name == name:
            return Sender(
                sink=sink,
                database=rein.database,
                clock=rein.clock,
                batch=rein.settings.export_batch,
            )
    raise NotFound(f"There is no sink called {name}.")


def deliver_some(sender: Sender) -> float:
    """Deliver one batch. Returns the seconds until there may be more to do, 0 where there is more now."""
    name, now = sender.sink.name, sender.clock.now()
    with sender.database.read() as connection:
        deliveries = UnitOfWork(connection).deliveries
        standing, due = deliveries.sink_health(name), deliveries.has_due(name, now=now)
    if (wait_s := standing.wait_s(now)) > 0:
        return wait_s
    if not due:
        return IDLE_S
    if (failure := _connect(sender)) is not None:
        with sender.database.begin() as work:
            return _put_off(work, sender, failure, standing, now=now)
    with sender.database.begin() as work:
        rows = work.deliveries.claim(name, now=now, lease=sender.lease, limit=sender.batch)
    if not rows:  # another sender was quicker, or the rows wait behind rows of theirs
        return IDLE_S
    parcels, gone = _load(sender.database, rows)
    delivery, layout = _hand_over(sender, standing, parcels)
    with sender.database.begin() as work:
        work.deliveries.delete(gone)
        return _settle(work, sender, delivery, replace(standing, layout=layout))


def _connect(sender: Sender) -> Delivery | None:
    """Load what sending takes before rows are claimed, so that a process that ends meanwhile holds none of them."""
    try:
        sender.sink.connect()
    except Undelivered as error:
        return Delivery(reason=error.reason, wait_s=error.wait_s, paused=error.then is Next.PAUSED)
    return None


def _load(
    database: Database, rows: tuple[OutboxRow, ...]
) -> tuple[tuple[Parcel, ...], tuple[int, ...]]:
    envelopes = load_envelopes(database, rows)
    parcels = tuple(
        Parcel(row_id=row.id, attempt=row.attempts, envelope=envelopes[row.id])
        for row in rows
        if row.id in envelopes
    )
    return parcels, tuple(row.id for row in rows if row.id not in envelopes)


def _hand_over(
    sender: Sender, standing: SinkHealth, parcels: tuple[Parcel, ...]
) -> tuple[Delivery, str]:
    sink, clock = sender.sink, sender.clock
    if not parcels:
        return Delivery(), standing.layout
    if standing.layout != sink.layout:
        try:
            sink.prepare()
        except Undelivered as error:
            paused = error.then is Next.PAUSED
            failed = Delivery(left=parcels, reason=error.reason, wait_s=error.wait_s, paused=paused)
            return failed, standing.layout
    until = clock.monotonic() + min(WORK_S, sender.lease.total_seconds() / 2)
    way = hand_over if standing.failures < CAREFUL_AFTER else one_by_one
    return way(sink, parcels, clock=clock, may_go_on=lambda: clock.monotonic() < until), sink.layout


def _settle(work: UnitOfWork, sender: Sender, delivery: Delivery, standing: SinkHealth) -> float:
    now, store = sender.clock.now(), work.deliveries
    store.mark_sent(_key(parcel) for parcel in delivery.sent)
    for parcel, reason in delivery.refused:
        store.mark_dead(_key(parcel), reason=reason)
        store.mark_followers_dead(parcel.row_id, reason=FOLLOWER)
    for parcel in delivery.expired:
        minted = new_id(at_ms=int(now.timestamp() * 1_000))
        store.mint(sink=standing.name, trace_id=parcel.envelope.trace_id, exported_id=minted)
    store.release(
        (_key(parcel) for parcel in delivery.expired),
        when=now,
        reason="Its id was too old; it gets a new one.",
    )
    for parcel, reason in delivery.stuck:
        wait = timedelta(seconds=ROW_BACKOFF.wait_s(parcel.attempt))
        store.release([_key(parcel)], when=now + wait, reason=reason)
    if not delivery.reason:
        store.release((_key(parcel) for parcel in delivery.left), when=now, reason=None)
        store.save_sink_health(SinkHealth(name=standing.name, layout=standing.layout))
        return 0.0
    return _put_off(work, sender, delivery, standing, now=now)


def _put_off(
    work: UnitOfWork, sender: Sender, delivery: Delivery, standing: SinkHealth, *, now: datetime
) -> float:
    """Give the rows back and leave the sink alone for a while."""
    failures = 1 if delivery.sent else standing.failures + 1
    wait_s = (
        PAUSE_S
        if delivery.paused
        else sender.backoff.jittered_s(failures, retry_after_s=delivery.wait_s)
    )
    work.deliveries.release(
        (_key(parcel) for parcel in delivery.left), when=now, reason=delivery.reason
    )
    work.deliveries.save_sink_health(
        SinkHealth(
            name=standing.name,
            failures=failures,
            paused=delivery.paused,
            reason=delivery.reason,
            waits_since=now,
            waits_until=now + timedelta(seconds=wait_s),
            layout=standing.layout,
        )
    )
    return wait_s


def _key(parcel: Parcel) -> tuple[int, int]:
    return parcel.row_id, parcel.attempt
