"""The delivery loop: one thread per sink empties the outbox, so that a slow sink delays no other.

The outbox itself is durable. The threads are daemons, so a process that ends does not wait for a
server that does not answer.
"""

import logging
import threading
import time
from collections.abc import Mapping
from typing import Protocol

from core.errors import ReinError

POLL_INTERVAL_S = 5.0
"""Seconds between polls of the outbox; another process may have written to it."""

DRAIN_TIMEOUT_S = 2.0
"""Longest wait, at shutdown, for deliveries in progress."""


class OutboxDeliverer(Protocol):
    """Empties the outbox of one sink, in its own thread."""

    def deliver(self) -> float:
        """Deliver one batch. Returns the seconds until there may be more, 0 if there is."""
        ...

    def close(self) -> None:
        """Release the connections, before the thread ends."""
        ...


_log = logging.getLogger(__name__)


class DeliveryLoop:
    """Threads that empty the outbox: start, wake, stop."""

    def __init__(self, *, idle_s: float = POLL_INTERVAL_S) -> None:
        self._idle_s = idle_s
        self._threads: tuple[_DeliveryThread, ...] = ()

    @property
    def running(self) -> bool:
        """Return whether the delivery threads are running."""
        return bool(self._threads)

    def start(self, deliverers: Mapping[str, OutboxDeliverer]) -> None:
        """Start one thread per sink. Does nothing if it has started or if there is no sink."""
        if self._threads:
            return
        self._threads = tuple(
            _DeliveryThread(name, deliverer, idle_s=self._idle_s)
            for name, deliverer in deliverers.items()
        )
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Poll the outbox now, because a delivery was just queued."""
        for thread in self._threads:
            thread.wake_event.set()

    def stop(self, *, within_s: float = DRAIN_TIMEOUT_S) -> None:
        """Send what can be sent within `within_s` and stop; other deliveries stay queued."""
        until = time.monotonic() + within_s
        for thread in self._threads:
            thread.draining.set()
            thread.wake_event.set()
        for thread in self._threads:
            thread.join(timeout=max(0.0, until - time.monotonic()))
            thread.stopping.set()
        self._threads = ()


class _DeliveryThread(threading.Thread):
    """The thread of one sink."""

    def __init__(self, sink: str, deliverer: OutboxDeliverer, *, idle_s: float) -> None:
        super().__init__(name=f"deliver-{sink}", daemon=True)
        self._sink = sink
        self._deliverer = deliverer
        self._idle_s = idle_s
        self.wake_event = threading.Event()
        self.draining = threading.Event()
        """When set, the loop polls once more and ends if no delivery is due."""
        self.stopping = threading.Event()

    def run(self) -> None:
        try:
            self._drain()
        finally:
            self._deliverer.close()

    def _drain(self) -> None:
        while not self.stopping.is_set():
            last = self.draining.is_set()
            self.wake_event.clear()
            wait_s = self._deliver_safely()
            if wait_s > 0 and last:
                return
            if wait_s > 0:
                self.wake_event.wait(min(wait_s, self._idle_s))

    def _deliver_safely(self) -> float:
        try:
            return self._deliverer.deliver()
        except ReinError as error:
            _log.warning(
                "delivery_step_failed", extra={"fields": {"sink": self._sink, "error": str(error)}}
            )
        except Exception:  # noqa: BLE001 - logged; the loop goes on
            _log.exception("delivery_crashed", extra={"fields": {"sink": self._sink}})
        return self._idle_s
