"""How many pages one process draws at the same time.

Python runs one thread at a time. If two hundred pages are drawn at once, each waits for all others,
and so does the thread that answers every socket: connections end by their time limit, and the
server does less than it could. A few at a time, the others in turn, take the same time in all.
"""

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

AT_ONCE = 4
"""One computes; the others wait for the database meanwhile."""
STUCK_S = 5.0
"""If no page has ended for so long, the turns are held by long work, and others go on without."""


class Turns:
    """Hands out a few turns in the order in which pages ask; a semaphore keeps no order."""

    def __init__(self, count: int = AT_ONCE, *, stuck_s: float = STUCK_S) -> None:
        self._free, self._stuck_s = count, stuck_s
        self._lock, self._waiting = Lock(), deque[Event]()
        self._ended = time.monotonic()

    @contextmanager
    def take(self) -> Iterator[bool]:
        """Wait for a turn; False if all are held by long work, so that none was waited for."""
        taken = self._wait()
        try:
            yield taken
        finally:
            self._end(taken=taken)

    def _wait(self) -> bool:
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            called = Event()
            self._waiting.append(called)
        came = time.monotonic()
        while not called.wait(self._stuck_s / 4):
            if time.monotonic() - max(came, self._ended) > self._stuck_s:
                return self._leave(called)
        return True

    def _leave(self, called: Event) -> bool:
        """Leave the queue. Return True if the turn came in this very moment."""
        with self._lock:
            if called.is_set():
                return True
            self._waiting.remove(called)
            return False

    def _end(self, *, taken: bool) -> None:
        with self._lock:
            self._ended = time.monotonic()
            if not taken:
                return
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


PAGES = Turns()
