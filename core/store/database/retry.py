"""Patience with a database that is away for a moment, for what must not be lost because of it."""

import time
from collections.abc import Callable
from typing import TypeVar

from core.errors import StorageUnavailable

T = TypeVar("T")

RETRY_FOR_S = 45.0
"""Longer than a backup holds the file, or a server takes to start again."""
RETRY_INTERVAL_S = 0.5


def retry_while_unavailable(write: Callable[[], T]) -> T:
    """Write, and write again while the database is away. Raises StorageUnavailable where it stays away."""
    until = time.monotonic() + RETRY_FOR_S
    while True:
        try:
            return write()
        except StorageUnavailable:
            if time.monotonic() >= until:
                raise
            time.sleep(RETRY_INTERVAL_S)
