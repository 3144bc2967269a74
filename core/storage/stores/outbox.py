"""What is to leave the machine, written in the transaction of the fact it tells about."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from core.storage.records.outbox import OutboxRow, OutboxState
from core.storage.rows import fetch_all
from core.storage.tables import outbox


class OutboxStore:
    """Queues deliveries and keeps how they went."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *, sink: str, kind: str, trace_id: str, body: Any, now: datetime) -> None:  # noqa: ANN401 - JSON
        """Queue one delivery."""
        row = {
            "sink": sink,
            "kind": kind,
            "trace_id": trace_id,
            "body": body,
            "state": OutboxState.PENDING,
            "attempts": 0,
            "next_attempt_at": now,
            "created_at": now,
        }
        self._connection.execute(outbox.insert(), row)

    def list_due(self, sink: str, *, now: datetime, limit: int = 50) -> tuple[OutboxRow, ...]:
        """Return deliveries that may be tried now: of each trace only the oldest, so that order is kept."""
        pending = (outbox.c.sink == sink) & (outbox.c.state == OutboxState.PENDING)
        first = select(func.min(outbox.c.id)).where(pending).group_by(outbox.c.trace_id)
        query = (
            select(outbox)
            .where(outbox.c.id.in_(first.scalar_subquery()), outbox.c.next_attempt_at <= now)
            .order_by(outbox.c.id)
            .limit(limit)
        )
        return tuple(
            OutboxRow(**row | {"state": OutboxState(row["state"])}) for row in fetch_all(self._connection, query)
        )

    def mark_sent(self, row_id: int) -> None:
        """Note that a delivery arrived."""
        self._change(row_id, state=OutboxState.SENT, reason=None)

    def retry_at(self, row_id: int, *, when: datetime, reason: str) -> None:
        """Put a delivery off after a failure that may pass."""
        self._change(row_id, next_attempt_at=when, reason=reason)

    def bury(self, row_id: int, *, reason: str) -> None:
        """Give up a delivery that will never be accepted; it stays visible."""
        self._change(row_id, state=OutboxState.DEAD, reason=reason)

    def _change(self, row_id: int, **values: object) -> None:
        change = update(outbox).where(outbox.c.id == row_id).values(attempts=outbox.c.attempts + 1, **values)
        self._connection.execute(change)
