"""Periodic jobs: when each is due, and the thread that runs the due ones.

Due times and leases are stored in the database, so that one of many processes runs a job, and a
laptop that was off runs a missed job once.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from core.backoff import Backoff
from core.errors import ReinError

T = TypeVar("T")

POLL_INTERVAL_S = 15.0
"""Longest time between two ticks, so that a job another process failed is retried."""

FIRST_RETRY_DELAY = timedelta(seconds=30)
"""Delay before a failed job is retried; it doubles with each further failure."""

OVERDUE_AFTER = timedelta(minutes=5)
"""A job that has been due for longer than this is not run by any process."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicJob(Generic[T]):
    """One job that is run again after each period."""

    name: str
    every: timedelta
    run: Callable[[T], str]
    """Runs the job and returns its result in one line."""


def retry_delay(failures: int, *, every: timedelta) -> timedelta:
    """Return the delay after consecutive failures, at most the job's period."""
    backoff = Backoff(first_s=FIRST_RETRY_DELAY.total_seconds(), max_s=every.total_seconds())
    return timedelta(seconds=backoff.wait_s(failures))


class Scheduler:
    """A thread that runs the jobs that are due."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Return whether this process runs periodic jobs."""
        return self._thread is not None

    def start(self, tick: Callable[[], float]) -> None:
        """Start the thread; `tick` runs the due jobs and returns the seconds until the next."""
        if self._thread is not None:
            return
        self._stopping.clear()
        self._thread = threading.Thread(
            target=self._tick_periodically, args=(tick,), name="schedule", daemon=True
        )
        self._thread.start()

    def stop(self, *, within_s: float = 5.0) -> None:
        """Stop the thread; a job under way that does not finish is run again later."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=within_s)
        self._thread = None

    def _tick_periodically(self, tick: Callable[[], float]) -> None:
        while not self._stopping.is_set():
            wait_s = POLL_INTERVAL_S
            try:
                wait_s = min(wait_s, tick())
            except ReinError as error:
                _log.warning("scheduler_tick_failed", extra={"fields": {"error": str(error)}})
            except Exception:  # noqa: BLE001 - one crash must not end the thread
                _log.exception("scheduler_crashed")
            self._stopping.wait(max(wait_s, 0.1))
