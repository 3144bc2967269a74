"""What somebody waits for is worked before what nobody waits for, however long that has been queued."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.jobs.runner import QueuedRun
from core.store.runs.store import RunStore
from core.store.runs.values import Priority
from core.usecases.goals.submit import submit_goal
from tests.conftest import make_settings

BATCH = 20


@pytest.fixture
def rein(tmp_path: Path, database_url: str) -> Iterator[Rein]:
    built = build(make_settings(tmp_path, REIN_DATABASE_URL=database_url, REIN_WORKERS=2))
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


def submit(rein: Rein, key: str, priority: Priority) -> str:
    return submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text="Read 12 books",
        circumstances=Circumstances(),
        key=key,
        priority=priority,
    ).run_id


def find_work(rein: Rein) -> tuple[QueuedRun, ...]:
    with rein.database.read() as connection:
        return tuple(
            QueuedRun(*found) for found in RunStore(connection).list_claimable(rein.clock.now())
        )


def test_a_goal_somebody_waits_for_overtakes_a_queue_of_batch_goals(rein: Rein) -> None:
    order: list[str] = []
    under_way, gate, lock = threading.Semaphore(0), threading.Event(), threading.Lock()

    def work(run_id: str) -> None:
        with rein.database.begin() as unit:
            if unit.runs.claim(run_id, owner="me", now=rein.clock.now(), lease_s=60) is None:
                return
        with lock:
            order.append(run_id)
        under_way.release()
        gate.wait(30)
        with rein.database.begin() as unit:
            unit.runs.request_cancel(run_id, now=rein.clock.now())

    batch = [submit(rein, f"batch {n}", Priority.BATCH) for n in range(BATCH)]
    rein.jobs.start(work, lambda: find_work(rein))
    for _ in range(2):  # both threads are busy with batch goals, and the rest is queued behind them
        assert under_way.acquire(timeout=20)
    urgent = submit(rein, "urgent", Priority.INTERACTIVE)
    gate.set()
    deadline = time.monotonic() + 30
    while len(order) < BATCH + 1 and time.monotonic() < deadline:
        time.sleep(0.02)

    assert sorted(order) == sorted([*batch, urgent]), "each was begun once"
    assert order.index(urgent) == 2
    assert set(order[:2]) <= set(batch)


def test_goals_of_the_same_priority_are_worked_in_the_order_they_came(rein: Rein) -> None:
    later = submit(rein, "a", Priority.BATCH)
    first = submit(rein, "b", Priority.INTERACTIVE)
    second = submit(rein, "c", Priority.INTERACTIVE)

    assert [found.run_id for found in find_work(rein)] == [first, second, later]
