"""Hashes of passwords: argon2id, with a limit on hashes at the same time.

Parameters of the OWASP Password Storage Cheat Sheet (19 MiB, two passes, one lane). A hash takes
memory and time on purpose, so at most `MAX_CONCURRENT` are computed at once: more sign-ins wait,
and those that would wait too long are refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import StorageUnavailable

MAX_CONCURRENT = 2
MAX_WAIT_S = 10.0

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_SLOTS = BoundedSemaphore(MAX_CONCURRENT)
_UNKNOWN = _HASHER.hash("the password of an account that does not exist")
"""Verified for unknown accounts, so that their answer takes as long."""


def hash_password(password: str) -> str:
    """Return the hash of a password, with its parameters and salt. Raises StorageUnavailable."""
    with _slot():
        return _HASHER.hash(password)


def verify_password(password: str, stored: str | None) -> bool:
    """Return whether a password has this hash; None takes as long and is never right.

    Raises StorageUnavailable if too many wait.
    """
    with _slot():
        try:
            right = _HASHER.verify(_UNKNOWN if stored is None else stored, password)
        except (VerificationError, InvalidHashError):
            return False
    return right and stored is not None


def needs_new_hash(stored: str) -> bool:
    """Return whether a hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


@contextmanager
def _slot() -> Iterator[None]:
    if not _SLOTS.acquire(timeout=MAX_WAIT_S):
        raise StorageUnavailable(
            "Too many people are signing in at the moment.", advice="Try again in a minute."
        )
    try:
        yield
    finally:
        _SLOTS.release()
