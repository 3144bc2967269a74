"""Work that comes back by the clock: what a periodic job is, when it is due again, and the thread that looks.

When each job is due, and who does it, stands in the database, so that of many processes one does it, and a laptop that
was off does once what it missed.
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
"""Longest time between two looks at the clock; another process may have failed at a job meanwhile."""

FIRST_RETRY_DELAY = timedelta(seconds=30)
"""How soon a job that failed is tried again; twice as long after each further failure."""

OVERDUE_AFTER = timedelta(minutes=5)
"""Nothing takes so long; a job that is due since then has nobody who does it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicJob(Generic[T]):
    """One thing that is done again and again."""

    name: str
    every: timedelta
    run: Callable[[T], str]
    """Does it, and returns in one line what came of it."""


def retry_delay(failures: int, *, every: timedelta) -> timedelta:
    """Return how long a job waits that has failed so many times in a row, never longer than its period."""
    backoff = Backoff(first_s=FIRST_RETRY_DELAY.total_seconds(), max_s=every.total_seconds())
    return timedelta(seconds=backoff.wait_s(failures))


class Scheduler:
    """A thread that looks at the clock and has done what is due."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Tell whether this process does periodic jobs at all."""
        return self._thread is not None

    def start(self, look: Callable[[], float]) -> None:
        """Begin to look. `look` does what is due and returns the seconds until something is due again."""
        if self._thread is not None:
            return
        self._stopping.clear()
        self._thread = threading.Thread(
            target=self._keep_looking, args=(look,), name="schedule", daemon=True
        )
        self._thread.start()

    def stop(self, *, within_s: float = 5.0) -> None:
        """Look no more. A job under way is left to itself; what it has not finished is done again later."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=within_s)
        self._thread = None

    def _keep_looking(self, look: Callable[[], float]) -> None:
        while not self._stopping.is_set():
            wait_s = POLL_INTERVAL_S
            try:
                wait_s = min(wait_s, look())
            except ReinError as error:
                _log.warning("schedule_look_failed", extra={"fields": {"error": str(error)}})
            except Exception:  # noqa: BLE001 - the caller gets a problem, the log gets where it came from
                _log.exception("schedule_crashed")
            self._stopping.wait(max(wait_s, 0.1))
