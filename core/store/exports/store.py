"""Queue deliveries in the outbox, in the transaction of the exported fact."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from core.store.exports.tables import outbox
from core.store.exports.values import OutboxState


class OutboxStore:
    """Adds deliveries to the outbox; DeliveryStore tracks their progress."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        *,
        sink: str,
        kind: str,
        trace_id: str,
        body: Any,  # noqa: ANN401 - JSON
        now: datetime,
    ) -> None:
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
