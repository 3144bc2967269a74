"""Ids of spans for receivers that want a UUIDv7 for each, where a span has 64 bits.

The id is made of the span's real start and a hash, so that sending a span again names the same span, and a receiver
that reads the time out of the id finds the right one.
"""

import hashlib
import uuid
from datetime import datetime, timedelta

from core.ids import pack_uuid7

_LATEST_OFFSET = timedelta(hours=1)


def span_uuid(trace_id: str, span_id: str, *, at: datetime) -> str:
    """Return the UUIDv7 of a span: 48 bits of its start in milliseconds, 74 bits of SHA-256 of trace and span id."""
    digest = int.from_bytes(hashlib.sha256(f"{trace_id}|{span_id}".encode()).digest(), "big")
    random_a, random_b = digest >> 244, digest & (1 << 62) - 1
    milliseconds = int(at.timestamp() * 1_000)
    return str(uuid.UUID(int=pack_uuid7(milliseconds, random_a, random_b)))


def moment_of(uuid7: str) -> float:
    """Return the Unix time in seconds that a UUIDv7 was made at."""
    return (uuid.UUID(uuid7).int >> 80) / 1_000


def reminted_start(minted_at: datetime, *, trace_start: datetime, span_start: datetime) -> datetime:
    """Return the moment a span's id carries when its trace got a new id: as long after the trace as it really was."""
    return minted_at + min(max(span_start - trace_start, timedelta()), _LATEST_OFFSET)
