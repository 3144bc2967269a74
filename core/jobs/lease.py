"""A lease that is renewed while work lasts, so that only work whose worker died is taken over."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.errors import StorageUnavailable

RENEWALS_PER_LEASE = 4
"""A lease survives two missed renewals in a row (a locked database, a busy machine)."""


class Lease:
    """Whether the worker still owns the run."""

    def __init__(self) -> None:
        self._lost = threading.Event()

    @property
    def lost(self) -> bool:
        return self._lost.is_set()

    def mark_lost(self) -> None:
        """Record that another worker owns the run."""
        self._lost.set()


@contextmanager
def hold_lease(renew: Callable[[], bool], *, every_s: float) -> Iterator[Lease]:
    """Renew a lease until the block ends; `renew` returns False once it is lost."""
    lease = Lease()
    stop = threading.Event()

    def renew_periodically() -> None:
        while not stop.wait(every_s):
            try:
                if not renew():
                    lease.mark_lost()
                    return
            except StorageUnavailable:
                continue  # the next renewal may be in time; if not, a checkpoint notices

    thread = threading.Thread(target=renew_periodically, name="lease", daemon=True)
    thread.start()
    try:
        yield lease
    finally:
        stop.set()
        thread.join()
