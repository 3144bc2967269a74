"""What transactions of this process met lately: a database that is away, or a damaged file."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import StorageDamaged, StorageUnavailable


class Failures:
    """Whether the file was damaged, and when the database last could not be used."""

    def __init__(self) -> None:
        self.damaged = False
        self._last_at: float | None = None

    @contextmanager
    def note(self) -> Iterator[None]:
        """Remember the failure of the block; the error goes on."""
        try:
            yield
        except StorageUnavailable as error:
            self._last_at = time.monotonic()
            self.damaged |= isinstance(error, StorageDamaged)
            raise

    def happened(self, *, within_s: float) -> bool:
        """Return whether there was a failure that shortly ago."""
        return self._last_at is not None and time.monotonic() - self._last_at < within_s
