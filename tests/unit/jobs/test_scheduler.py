"""The thread that looks at the clock: it looks at once, survives what it looks at, and stops when told."""

import threading
import time
from datetime import timedelta

import pytest

from core.errors import StorageUnavailable
from core.jobs.scheduler import FIRST_RETRY_DELAY, Scheduler, retry_delay


@pytest.mark.parametrize("error", [StorageUnavailable("gone"), ValueError("a bug")])
def test_a_look_that_fails_does_not_end_the_schedule(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.jobs.scheduler.POLL_INTERVAL_S", 0.02)
    schedule, looked_again = Scheduler(), threading.Event()
    looks: list[int] = []

    def look() -> float:
        looks.append(1)
        if len(looks) == 1:
            raise error
        looked_again.set()
        return 60.0

    schedule.start(look)

    assert looked_again.wait(5)
    schedule.stop()
    assert not schedule.running


def test_after_stop_nothing_is_looked_at() -> None:
    schedule = Scheduler()
    looks: list[int] = []

    def look() -> float:
        looks.append(1)
        return 0.01

    schedule.start(look)
    time.sleep(0.05)
    schedule.stop()
    seen = len(looks)
    time.sleep(0.3)

    assert looks
    assert len(looks) == seen


def test_a_failed_job_comes_back_later_each_time_but_never_later_than_its_period() -> None:
    hour = timedelta(hours=1)
    waits = [retry_delay(failures, every=hour) for failures in range(1, 30)]

    assert waits[:3] == [FIRST_RETRY_DELAY, FIRST_RETRY_DELAY * 2, FIRST_RETRY_DELAY * 4]
    assert waits == sorted(waits)
    assert waits[-1] == hour
