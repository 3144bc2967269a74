"""A lease on a run, renewed while the work lasts, so that only a run whose worker died is picked up again."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.errors import StorageUnavailable

RENEWALS_PER_LEASE = 4
"""A lease survives two missed renewals in a row (a locked database, a busy machine)."""


class Lease:
    """Tells the worker whether the run is still its own."""

    def __init__(self) -> None:
        self._lost = threading.Event()

    @property
    def lost(self) -> bool:
        return self._lost.is_set()

    def lose(self) -> None:
        """Mark the run as somebody else's."""
        self._lost.set()


@contextmanager
def keep_lease(renew: Callable[[], bool], *, every_s: float) -> Iterator[Lease]:
    """Renew in the background until the block ends. `renew` returns False when the run is no longer ours."""
    lease = Lease()
    stop = threading.Event()

    def keep() -> None:
        while not stop.wait(every_s):
            try:
                if not renew():
                    lease.lose()
                    return
            except StorageUnavailable:
                continue  # the next renewal may still be in time; if not, the checkpoint finds the run taken

    thread = threading.Thread(target=keep, name="lease", daemon=True)
    thread.start()
    try:
        yield lease
    finally:
        stop.set()
        thread.join()
