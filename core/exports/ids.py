"""Span ids for receivers that want a UUIDv7, while our span ids have 64 bits.

An id is made of the span's real start time and a hash. So the same span always gets the same id,
and a receiver that reads the time out of an id gets the right one.
"""

import hashlib
import uuid
from datetime import datetime, timedelta

from core.ids import pack_uuid7

_LATEST_OFFSET = timedelta(hours=1)


def span_uuid(trace_id: str, span_id: str, *, at: datetime) -> str:
    """Return a span's UUIDv7: 48 bits of start time in ms, 74 bits of SHA-256 over both ids."""
    digest = int.from_bytes(hashlib.sha256(f"{trace_id}|{span_id}".encode()).digest(), "big")
    random_a, random_b = digest >> 244, digest & (1 << 62) - 1
    milliseconds = int(at.timestamp() * 1_000)
    return str(uuid.UUID(int=pack_uuid7(milliseconds, random_a, random_b)))


def unix_time_of(uuid7: str) -> float:
    """Return the Unix time, in seconds, that a UUIDv7 was created at."""
    return (uuid.UUID(uuid7).int >> 80) / 1_000


def remote_start(minted_at: datetime, *, trace_start: datetime, span_start: datetime) -> datetime:
    """Return the time to encode in a span's id after its trace got a new id.

    The span keeps its real offset from the start of its trace.
    """
    return minted_at + min(max(span_start - trace_start, timedelta()), _LATEST_OFFSET)
