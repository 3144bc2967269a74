"""The job runner of one process: each run once at a time, nothing lost, a clean stop."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from core.errors import StorageUnavailable
from core.jobs.in_process import InProcessJobs
from core.jobs.runner import QueuedRun


def until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 5
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)
    return condition()


@pytest.fixture
def jobs() -> Iterator[InProcessJobs]:
    runner = InProcessJobs(workers=2, sweep_every_s=0.02)
    yield runner
    runner.stop(wait=True)


def test_unfinished_runs_are_picked_up_at_start_without_a_wake_up(jobs: InProcessJobs) -> None:
    left = {"a", "b", "c"}

    jobs.start(left.discard, lambda: tuple(map(QueuedRun, left)))

    assert until(lambda: not left)


def test_a_run_is_never_worked_twice_at_the_same_time(jobs: InProcessJobs) -> None:
    at_once, most, gate = [0], [0], threading.Event()
    lock = threading.Lock()

    def work(_: str) -> None:
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        gate.wait(0.2)
        with lock:
            at_once[0] -= 1

    jobs.start(work, lambda: (QueuedRun("same"),))
    time.sleep(0.15)
    gate.set()

    assert most[0] == 1


def test_a_crashed_run_does_not_end_the_worker(jobs: InProcessJobs) -> None:
    worked: list[str] = []

    def work(run_id: str) -> None:
        worked.append(run_id)
        if run_id == "bad":
            raise ValueError("poison")

    jobs.start(work, lambda: tuple(QueuedRun(r) for r in ("bad", "good") if r not in worked))

    assert until(lambda: set(worked) == {"bad", "good"})


def test_a_database_that_is_away_is_asked_again(jobs: InProcessJobs) -> None:
    asked, worked = [0], threading.Event()

    def find() -> tuple[QueuedRun, ...]:
        asked[0] += 1
        if asked[0] < 3:
            raise StorageUnavailable("gone")
        return (QueuedRun("late"),)

    jobs.start(lambda _: worked.set(), find)

    assert worked.wait(5)


def test_waking_does_not_wait_for_the_sweep() -> None:
    jobs = InProcessJobs(workers=1, sweep_every_s=60)
    found: list[str] = []
    worked = threading.Event()
    jobs.start(lambda _: worked.set(), lambda: tuple(map(QueuedRun, found)))
    time.sleep(0.05)

    found.append("new")
    jobs.wake("new")

    assert worked.wait(5)
    jobs.stop(wait=True)


def test_after_stop_nothing_new_begins() -> None:
    jobs = InProcessJobs(workers=1, sweep_every_s=0.01)
    worked: list[str] = []
    jobs.start(worked.append, tuple)
    jobs.stop(wait=True)

    jobs.wake("new")
    time.sleep(0.05)

    assert not jobs.running
    assert worked == []


def test_a_run_that_always_crashes_takes_only_its_turn() -> None:
    jobs = InProcessJobs(workers=1, sweep_every_s=0.3)
    tries: list[float] = []

    def work(_: str) -> None:
        tries.append(time.monotonic())
        raise ValueError("poison")

    jobs.start(work, lambda: (QueuedRun("bad"),))
    time.sleep(0.5)
    jobs.stop(wait=True)

    assert 1 <= len(tries) <= 3


def test_while_the_database_is_away_runs_are_tried_at_the_pace_of_the_sweep() -> None:
    jobs = InProcessJobs(workers=1, sweep_every_s=0.3)
    tries: list[str] = []

    def work(run_id: str) -> None:
        tries.append(run_id)
        raise StorageUnavailable("gone")

    jobs.start(work, lambda: (QueuedRun("a"), QueuedRun("b")))
    time.sleep(0.5)
    jobs.stop(wait=True)

    assert 1 <= len(tries) <= 3


def test_a_run_is_picked_only_when_a_thread_is_free_for_it() -> None:
    jobs = InProcessJobs(workers=1, sweep_every_s=60)
    queue, begun, gate = ["a", "b"], list[str](), threading.Event()

    def work(run_id: str) -> None:
        begun.append(run_id)
        gate.wait(5)
        queue.remove(run_id)

    jobs.start(work, lambda: tuple(map(QueuedRun, queue)))
    assert until(lambda: begun == ["a"])
    queue.insert(1, "urgent")
    jobs.wake("urgent")
    gate.set()

    assert until(lambda: not queue)
    jobs.stop(wait=True)
    assert begun == ["a", "urgent", "b"]
