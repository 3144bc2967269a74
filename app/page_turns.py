"""How many pages one process draws at the same time.

Python runs one thread at a time. If two hundred pages are drawn at once, each waits for all others,
and so does the thread that answers every socket: connections end by their time limit, and the
server does less than it could. A few at a time, the others in turn, take the same time in all.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = 4
"""One computes; the others wait for the database meanwhile."""
STUCK_S = 5.0
"""If no page has ended for so long, the turns are held by long work, and others go on without."""


class Turns:
    """Hands out a few turns; who comes later waits as long as others end theirs."""

    def __init__(self, count: int = AT_ONCE, *, stuck_s: float = STUCK_S) -> None:
        self._free, self._stuck_s = BoundedSemaphore(count), stuck_s
        self._ended = time.monotonic()

    @contextmanager
    def take(self) -> Iterator[bool]:
        """Wait for a turn; False if all are held by long work, so that none was waited for."""
        taken = self._wait()
        try:
            yield taken
        finally:
            self._ended = time.monotonic()
            if taken:
                self._free.release()

    def _wait(self) -> bool:
        came = time.monotonic()
        while not self._free.acquire(timeout=self._stuck_s / 4):
            if time.monotonic() - max(came, self._ended) > self._stuck_s:
                return False
        return True


PAGES = Turns()
