"""The delivery loop: who empties the outbox, how patiently, and how it ends."""

import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator

import pytest

from core.errors import StorageUnavailable
from core.jobs.delivery_loop import DeliveryLoop


class Steps:
    """Answers with the next wait of its script, then that there is nothing to do."""

    def __init__(self, waits: Iterable[float | Exception] = ()) -> None:
        self._waits = deque(waits)
        self.count = 0
        self.taken = threading.Event()
        self.closed = False

    def close(self) -> None:
        self.closed = True

    def deliver(self) -> float:
        self.count += 1
        wait = self._waits.popleft() if self._waits else 60.0
        if not self._waits:
            self.taken.set()
        if isinstance(wait, Exception):
            raise wait
        return wait


class Hanging:
    """Takes as long as it is left to."""

    def __init__(self) -> None:
        self.release = threading.Event()

    def deliver(self) -> float:
        self.release.wait(10)
        return 60.0

    def close(self) -> None: ...


@pytest.fixture
def loop() -> Iterator[DeliveryLoop]:
    made = DeliveryLoop(idle_s=30.0)
    yield made
    made.stop()


def test_it_goes_on_at_once_while_there_is_more(loop: DeliveryLoop) -> None:
    steps = Steps([0.0] * 5)

    loop.start({"opik": steps})

    assert steps.taken.wait(2)
    assert steps.count >= 5


def test_a_ring_ends_the_wait(loop: DeliveryLoop) -> None:
    steps = Steps([60.0, 60.0])
    loop.start({"opik": steps})

    for _ in range(100):
        loop.wake()
        if steps.taken.wait(0.02):
            break

    assert steps.count >= 2


@pytest.mark.parametrize("error", [StorageUnavailable("locked"), ValueError("a bug")])
def test_a_step_that_fails_does_not_end_the_thread(loop: DeliveryLoop, error: Exception) -> None:
    steps = Steps([error, 60.0])
    loop.start({"opik": steps})

    for _ in range(100):
        loop.wake()
        if steps.taken.wait(0.02):
            break

    assert steps.count >= 2


def test_a_sink_that_hangs_delays_no_other(loop: DeliveryLoop) -> None:
    hanging, other = Hanging(), Steps([0.0, 0.0])

    loop.start({"opik": hanging, "otlp": other})

    assert other.taken.wait(2)
    hanging.release.set()


def test_stopping_sends_what_can_be_sent_now(loop: DeliveryLoop) -> None:
    steps = Steps([60.0, 0.0, 0.0, 60.0])
    loop.start({"opik": steps})

    loop.stop()

    assert steps.count == 4
    assert steps.closed
    assert not loop.running


def test_stopping_never_waits_longer_than_it_may(loop: DeliveryLoop) -> None:
    hanging = Hanging()
    loop.start({"opik": hanging})
    began = time.monotonic()

    loop.stop(within_s=0.2)

    assert time.monotonic() - began < 2
    hanging.release.set()


def test_without_a_sink_there_is_no_thread(loop: DeliveryLoop) -> None:
    loop.start({})

    assert not loop.running
