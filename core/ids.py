"""Identifiers: UUIDv7 (RFC 9562), so that ids sort by time and one id serves database, logs, Opik and OTLP."""

import secrets
import time
import uuid

_VERSION_7 = 7 << 76
_VARIANT = 2 << 62


def uuid7_int(*, at_ms: int | None = None) -> int:
    """Return a UUIDv7 as a 128-bit integer: 48 bits of milliseconds, 74 random bits.

    `at_ms` is Unix time in milliseconds; the default is now.
    """
    milliseconds = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    random_a = secrets.randbits(12)
    random_b = secrets.randbits(62)
    return pack_uuid7(milliseconds, random_a, random_b)


def pack_uuid7(milliseconds: int, random_a: int, random_b: int) -> int:
    """Return a UUIDv7 from its time, 12 bits and 62 bits, as a 128-bit integer."""
    return (milliseconds & (1 << 48) - 1) << 80 | _VERSION_7 | random_a << 64 | _VARIANT | random_b


def new_id(*, at_ms: int | None = None) -> str:
    """Return a new UUIDv7 in its 36-character form."""
    return str(uuid.UUID(int=uuid7_int(at_ms=at_ms)))


def trace_id_text(trace_id: int) -> str:
    """Return the 36-character form of a 128-bit trace id."""
    return str(uuid.UUID(int=trace_id))


def trace_id_int(trace_id: str) -> int:
    """Return the 128-bit number of a trace id in its 36-character form. Raises ValueError on anything else."""
    return uuid.UUID(trace_id).int


def is_id(text: str) -> bool:
    """Tell whether `text` has the form of one of our ids, so that a mistyped address never reaches the database."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
