"""Claim and settle outbox rows. The claims of a dead sender expire.

A claim locks rows (on SQLite: the file), moves their next attempt behind the lease and increments
the attempt. Two senders cannot claim a row at once, and a sender that returns after its lease finds
another attempt number and changes nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, or_, select, update

from core.store.database.rows import Row, fetch_one
from core.store.database.upsert import replace_rows
from core.store.exports.rows import to_sink_health, to_sink_row
from core.store.exports.tables import exported_traces, outbox, sinks
from core.store.exports.values import OutboxRow, OutboxState, SinkHealth

MAX_DELAY = timedelta(minutes=15)
"""Longer than the delay of any single row; longer pauses belong to the sink."""


class DeliveryStore:
    """Claims and settles rows, and stores the health of each sink."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(
        self, sink: str, *, now: datetime, lease: timedelta, limit: int
    ) -> tuple[OutboxRow, ...]:
        """Claim due rows, of each trace only the oldest pending one, so that order is preserved."""
        earlier = outbox.alias()
        due = _due(sink, now)
        held_up = exists().where(
            earlier.c.trace_id == outbox.c.trace_id,
            earlier.c.sink == sink,
            earlier.c.state == OutboxState.PENDING,
            earlier.c.id < outbox.c.id,
        )
        free = (
            select(outbox.c.id)
            .where(*due, ~held_up)
            .order_by(outbox.c.next_attempt_at, outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        # Two statements: PostgreSQL may run a locking subselect with a limit more than once.
        ids = list(self._connection.execute(free).scalars())
        claim = (
            update(outbox)
            .where(outbox.c.id.in_(ids))
            .values(attempts=outbox.c.attempts + 1, next_attempt_at=now + lease)
            .returning(outbox)
        )
        rows = [to_outbox_row(dict(row)) for row in self._connection.execute(claim).mappings()]
        return tuple(sorted(rows, key=lambda row: row.id))

    def has_due(self, sink: str, *, now: datetime) -> bool:
        """Return whether there may be rows to claim."""
        return self._connection.execute(select(exists().where(*_due(sink, now)))).scalar_one()

    def mark_sent(self, rows: Iterable[tuple[int, int]]) -> None:
        """Mark rows (id, attempt) as sent."""
        self._settle(rows, state=OutboxState.SENT, reason=None)

    def mark_dead(self, row: tuple[int, int], *, reason: str) -> None:
        """Mark a row (id, attempt) as dead: it will never be accepted, and stays visible."""
        self._settle([row], state=OutboxState.DEAD, reason=reason)

    def release(
        self, rows: Iterable[tuple[int, int]], *, when: datetime, reason: str | None
    ) -> None:
        """Release rows before their lease ends, to be retried at `when`."""
        self._settle(rows, next_attempt_at=when, reason=reason)

    def mark_followers_dead(self, row_id: int, *, reason: str) -> None:
        """Mark the pending rows behind a dead row as dead: their trace was never accepted."""
        head = fetch_one(self._connection, select(outbox).where(outbox.c.id == row_id))
        if head is None:
            return
        behind = (
            outbox.c.sink == head["sink"],
            outbox.c.trace_id == head["trace_id"],
            outbox.c.id > row_id,
        )
        waiting = update(outbox).where(*behind, outbox.c.state == OutboxState.PENDING)
        self._connection.execute(waiting.values(state=OutboxState.DEAD, reason=reason))

    def delete(self, row_ids: Iterable[int]) -> None:
        """Delete rows whose subject was deleted before it was sent."""
        self._connection.execute(delete(outbox).where(outbox.c.id.in_(list(row_ids))))

    def requeue(self, row_id: int, *, now: datetime) -> int:
        """Queue a dead row again, with all dead rows of its trace and sink. Returns how many."""
        return self._of_dead(
            row_id, {"state": OutboxState.PENDING, "next_attempt_at": now, "reason": None}
        )

    def requeue_all(self, sinks_: Iterable[str], *, now: datetime) -> int:
        """Queue every dead row of these sinks again. Returns how many."""
        theirs = outbox.c.state == OutboxState.DEAD, outbox.c.sink.in_(list(sinks_))
        again = {"state": OutboxState.PENDING, "next_attempt_at": now, "reason": None}
        return self._connection.execute(update(outbox).where(*theirs).values(again)).rowcount

    def give_up(self, sinks_: Iterable[str], *, before: datetime, reason: str) -> int:
        """Mark pending rows from before a moment as dead. Returns how many there were."""
        old = (
            outbox.c.sink.in_(list(sinks_)),
            outbox.c.state == OutboxState.PENDING,
            outbox.c.created_at < before,
        )
        dead = {"state": OutboxState.DEAD, "reason": reason}
        return self._connection.execute(update(outbox).where(*old).values(dead)).rowcount

    def discard(self, row_id: int) -> int:
        """Discard a dead row, with all dead rows of its trace and sink. Returns how many."""
        return self._of_dead(row_id, {"state": OutboxState.DISCARDED})

    def sink_health(self, sink: str) -> SinkHealth:
        """Return the health of a sink; healthy if it was never used."""
        row = fetch_one(self._connection, select(sinks).where(sinks.c.name == sink))
        return to_sink_health(row) if row is not None else SinkHealth(name=sink)

    def save_sink_health(self, health: SinkHealth) -> None:
        """Save the health of a sink."""
        replace_rows(self._connection, sinks, [to_sink_row(health)])

    def save_exported_id(self, *, sink: str, trace_id: str, exported_id: str) -> None:
        """Save the id that a trace has at a sink."""
        row = {"sink": sink, "trace_id": trace_id, "exported_id": exported_id}
        replace_rows(self._connection, exported_traces, [row])

    def _settle(self, rows: Iterable[tuple[int, int]], **values: object) -> None:
        keys = [{"row": row_id, "attempt": attempt} for row_id, attempt in rows]
        if not keys:
            return
        ours = (outbox.c.id == bindparam("row"), outbox.c.attempts == bindparam("attempt"))
        pending = outbox.c.state == OutboxState.PENDING
        self._connection.execute(update(outbox).where(*ours, pending).values(values), keys)

    def _of_dead(self, row_id: int, values: Row) -> int:
        row = fetch_one(self._connection, select(outbox).where(outbox.c.id == row_id))
        if row is None:
            return 0
        siblings = (outbox.c.sink == row["sink"], outbox.c.trace_id == row["trace_id"])
        dead = update(outbox).where(*siblings, outbox.c.state == OutboxState.DEAD)
        return self._connection.execute(dead.values(values)).rowcount


def _due(sink: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    # A delay longer than MAX_DELAY was written before the clock was set back.
    when = or_(outbox.c.next_attempt_at <= now, outbox.c.next_attempt_at > now + MAX_DELAY)
    return outbox.c.sink == sink, outbox.c.state == OutboxState.PENDING, when


def to_outbox_row(row: Row) -> OutboxRow:
    """Return a row of the outbox as a value."""
    return OutboxRow(**row | {"state": OutboxState(row["state"])})
