"""Identifiers: UUIDv7 (RFC 9562), which sort by time, the same in database, logs and exports."""

import secrets
import time
import uuid

ID_CHARACTERS = 36
_VERSION_7 = 7 << 76
_VARIANT = 2 << 62
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter looks like a digit."""
_SHORT_ID_LENGTH = 12


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


def new_short_id() -> str:
    """Return a random id of 12 characters (60 bits), for ids that people type."""
    bits = secrets.randbits(5 * _SHORT_ID_LENGTH)
    return "".join(_LETTERS[bits >> 5 * i & 31] for i in range(_SHORT_ID_LENGTH))


def trace_id_text(trace_id: int) -> str:
    """Return the 36-character form of a 128-bit trace id."""
    return str(uuid.UUID(int=trace_id))


def trace_id_int(trace_id: str) -> int:
    """Return the 128-bit number of a 36-character trace id. Raises ValueError on anything else."""
    return uuid.UUID(trace_id).int


def is_id(text: str) -> bool:
    """Return whether `text` has the form of an id, so that no other text reaches the database."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
