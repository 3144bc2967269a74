"""Retry writes that must not be lost while the database is unavailable for a moment."""

import time
from collections.abc import Callable
from typing import TypeVar

from core.errors import StorageUnavailable

T = TypeVar("T")

RETRY_FOR_S = 45.0
"""Longer than a backup locks the file, or a server takes to restart."""
RETRY_INTERVAL_S = 0.5


def retry_while_unavailable(write: Callable[[], T]) -> T:
    """Call `write` until it succeeds. Raises StorageUnavailable if it fails for too long."""
    until = time.monotonic() + RETRY_FOR_S
    while True:
        try:
            return write()
        except StorageUnavailable:
            if time.monotonic() >= until:
                raise
            time.sleep(RETRY_INTERVAL_S)
