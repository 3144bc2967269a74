"""What is to leave the machine, and how that stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class OutboxState(StrEnum):
    """How the delivery of one row stands; `dead` rows are shown and never retried on their own."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One delivery. Rows of one trace are delivered in the order of their ids."""

    id: int
    sink: str
    kind: str
    trace_id: str
    body: Any
    state: OutboxState
    attempts: int
    next_attempt_at: datetime
    reason: str | None
    created_at: datetime
