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


class RunsUnderWay:
    """The runs that this process works now, each with its lease.

    While the database is away, a lease expires although its worker lives. Its owner is this
    process, so only this process can know that it must not claim the run a second time.
    """

    def __init__(self) -> None:
        self._leases: dict[tuple[str, str], Lease] = {}
        self._lock = threading.Lock()

    @contextmanager
    def enter(self, owner: str, run_id: str) -> Iterator[Lease | None]:
        """Give the lease of a run to its worker; None if another thread holds one."""
        key, lease = (owner, run_id), Lease()
        with self._lock:
            before = self._leases.get(key)
            free = before is None or before.lost
            if free:
                self._leases[key] = lease
        try:
            yield lease if free else None
        finally:
            with self._lock:
                if self._leases.get(key) is lease:
                    del self._leases[key]


@contextmanager
def hold_lease(
    renew: Callable[[], bool], *, every_s: float, lease: Lease | None = None
) -> Iterator[Lease]:
    """Renew a lease until the block ends; `renew` returns False once it is lost."""
    lease = lease or Lease()
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
