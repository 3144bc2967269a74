"""What a job runner offers, whatever queue stands behind it."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

ExecuteRun = Callable[[str], object]
"""Works one run by its id; it claims the run first, so calling it twice does no harm."""


class QueuedRun(NamedTuple):
    """A run that is to be worked; the smaller its priority, the sooner."""

    run_id: str
    priority: int = 0


FindQueuedRuns = Callable[[], tuple[QueuedRun, ...]]
"""Returns the runs that wait, or whose worker died, in the order in which they are to be worked."""

SWEEP_INTERVAL_S = 5.0
"""Longest wait for work that nobody woke us for: a run submitted elsewhere, or one whose worker died."""


class JobRunner(Protocol):
    """Starts, wakes and stops the work on submitted runs."""

    @property
    def running(self) -> bool:
        """Tell whether this process works runs at all."""
        ...

    def start(self, work: ExecuteRun, find_work: FindQueuedRuns) -> None:
        """Begin to work: what is unfinished now, what is woken for, and what each sweep finds."""
        ...

    def wake(self, run_id: str, *, priority: int = 0) -> None:
        """See that a run is worked soon. A wake-up that is lost only waits for the next sweep."""
        ...

    def stop(self, *, wait: bool = False) -> None:
        """Take no more work. Runs under way go on only if `wait`; otherwise they resume from their checkpoints."""
        ...
