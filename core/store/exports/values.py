"""Deliveries in the outbox and the health of export sinks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class OutboxState(StrEnum):
    """State of a delivery; `dead` rows are shown and never retried automatically.

    A person can mark a dead row as `discarded`: the row stays, so that its trace shows that it was
    not sent.
    """

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"
    DISCARDED = "discarded"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SinkHealth:
    """Health of an export sink, shared by all senders."""

    name: str
    failures: int = 0
    """Consecutive failed deliveries."""
    paused: bool = False
    """The sink rejects our credentials, so it is retried rarely until the settings change."""
    reason: str = ""
    waits_since: datetime | None = None
    waits_until: datetime | None = None
    layout: str = ""
    """Version of what was set up at the sink."""

    def wait_s(self, now: datetime) -> float:
        """Return the seconds until the next attempt; 0 if it is due or the clock was set back."""
        if self.waits_since is None or self.waits_until is None or now < self.waits_since:
            return 0.0
        return max(0.0, (self.waits_until - now).total_seconds())
