"""What is to leave the machine, written in the transaction of the fact it tells about."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from core.store.exports.tables import outbox
from core.store.exports.values import OutboxState


class OutboxStore:
    """Queues deliveries; how they go is kept by the store that its sender works with."""

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
