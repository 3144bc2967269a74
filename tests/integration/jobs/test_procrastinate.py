"""The queue on PostgreSQL: woken at once, nothing lost without a wake-up, safe to start and stop."""

import threading
import time
from collections.abc import Iterator

import psycopg
import pytest

from core.jobs import procrastinate
from core.jobs.procrastinate import ProcrastinateJobs, work_in_turn
from core.jobs.queue_schema import migrate_queue
from core.jobs.runner import QueuedRun
from tests.integration.conftest import create_database, drop_database

pytestmark = pytest.mark.postgres


@pytest.fixture
def jobs(postgres_url: str) -> Iterator[ProcrastinateJobs]:
    runner = ProcrastinateJobs(url=postgres_url, workers=2, sweep_every_s=60)
    yield runner
    runner.stop(wait=True)


def test_a_wake_up_from_another_process_is_heard_without_polling(
    jobs: ProcrastinateJobs, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(procrastinate, "POLL_INTERVAL_S", 600.0)
    worked, elsewhere = threading.Event(), ProcrastinateJobs(url=postgres_url, workers=1)
    jobs.start(lambda _: worked.set(), tuple)
    wait_until_it_listens(postgres_url)

    elsewhere.wake("a")

    assert worked.wait(60), "the worker would have found it at the next poll only"
    elsewhere.stop()


def wait_until_it_listens(url: str) -> None:
    """Return once a worker has told the server what it wants to hear of."""
    deadline = time.monotonic() + 30
    with psycopg.connect(url, autocommit=True) as connection:
        listening = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE 'LISTEN%'"
        while connection.execute(listening).fetchone() == (0,) and time.monotonic() < deadline:
            time.sleep(0.05)


def test_work_that_nobody_woke_us_for_is_found(postgres_url: str) -> None:
    jobs = ProcrastinateJobs(url=postgres_url, workers=1, sweep_every_s=0.1)
    left = {"a", "b"}

    jobs.start(left.discard, lambda: tuple(map(QueuedRun, left)))
    deadline = time.monotonic() + 10
    while left and time.monotonic() < deadline:
        time.sleep(0.02)
    jobs.stop(wait=True)

    assert not left


def test_a_job_works_the_run_whose_turn_it_is_and_the_next_if_another_worker_has_it() -> None:
    worked, waiting = [], ["first", "second", "mine"]

    def work(run_id: str) -> bool:
        if run_id in waiting:
            waiting.remove(run_id)
        worked.append(run_id)
        return run_id != "first"

    work_in_turn("mine", work, lambda: tuple(map(QueuedRun, waiting)))

    assert worked == ["first", "second"]


def test_a_run_that_waits_is_queued_once(jobs: ProcrastinateJobs, postgres_url: str) -> None:
    for _ in range(3):
        jobs.wake("same")

    with psycopg.connect(postgres_url) as connection:
        count = connection.execute("SELECT count(*) FROM procrastinate_jobs").fetchone()
    assert count == (1,)


def test_a_crashed_run_does_not_end_the_worker(jobs: ProcrastinateJobs) -> None:
    worked = threading.Event()

    def work(run_id: str) -> None:
        if run_id == "bad":
            raise ValueError("poison")
        worked.set()

    jobs.start(work, tuple)
    jobs.wake("bad")
    jobs.wake("good")

    assert worked.wait(10)


def test_a_stopped_runner_can_start_again(jobs: ProcrastinateJobs) -> None:
    worked = threading.Event()
    jobs.start(lambda _: None, tuple)
    jobs.stop()
    was_running = jobs.running

    jobs.start(lambda _: worked.set(), tuple)
    jobs.wake("a")

    assert not was_running
    assert worked.wait(10)


def test_the_tables_of_the_queue_are_made_once_by_processes_that_start_together(
    postgres_server: str,
) -> None:
    create_database(postgres_server, "queue_only")
    url = postgres_server.format("queue_only")
    errors: list[Exception] = []

    def migrate() -> None:
        try:
            migrate_queue(url)
        except psycopg.Error as error:
            errors.append(error)

    threads = [threading.Thread(target=migrate) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (0,)
    drop_database(postgres_server, "queue_only")
