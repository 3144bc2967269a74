"""The interface of a job runner, and the values it works with."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

ExecuteRun = Callable[[str], object]
"""Works one run by its id; true if it was claimed. It claims first, so calling it twice is safe."""


class QueuedRun(NamedTuple):
    """A run that can be claimed; a smaller priority is worked sooner."""

    run_id: str
    priority: int = 0


FindQueuedRuns = Callable[[], tuple[QueuedRun, ...]]
"""Returns the runs that can be claimed, in the order in which they are worked."""

SWEEP_INTERVAL_S = 5.0
"""Longest time until a run without a wake-up is found (queued elsewhere, or its worker died)."""


class JobRunner(Protocol):
    """Starts, wakes and stops the work on queued runs."""

    @property
    def running(self) -> bool:
        """Return whether this process works runs."""
        ...

    def start(self, work: ExecuteRun, find_queued_runs: FindQueuedRuns) -> None:
        """Start to work: unfinished runs now, then those of each wake-up and sweep."""
        ...

    def wake(self, run_id: str, *, priority: int = 0) -> None:
        """Request that a run is started soon. If the request is lost, the next sweep starts it."""
        ...

    def stop(self, *, wait: bool = False) -> None:
        """Start no more runs; wait for those under way if `wait`, else they resume later."""
        ...
