"""What somebody waits for is worked before what nobody waits for, however long that has been queued."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.ids import new_id
from core.jobs.runner import QueuedRun
from core.store.accounts.values import account_of
from core.store.runs.store import RunStore
from core.store.runs.tables import runs
from core.store.runs.values import Priority, RunStatus
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


def submit(rein: Rein, key: str, priority: Priority, viewer: Viewer = LOCAL_VIEWER) -> str:
    return submit_goal(
        rein,
        viewer=viewer,
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
    assert order.index(urgent) <= 3, "both threads become free at once, and one is a step ahead"
    assert set(order[:2]) <= set(batch)


def test_goals_of_the_same_priority_are_worked_in_the_order_they_came(rein: Rein) -> None:
    later = submit(rein, "a", Priority.BATCH)
    first = submit(rein, "b", Priority.INTERACTIVE)
    second = submit(rein, "c", Priority.INTERACTIVE)

    assert [found.run_id for found in find_work(rein)] == [first, second, later]


BOB = Viewer(user=User(id=new_id(), name="Bob", role=Role.USER))


def begin_next(rein: Rein) -> str:
    """Claim the run whose turn it is."""
    run_id = find_work(rein)[0].run_id
    with rein.database.begin() as unit:
        unit.runs.claim(run_id, owner="me", now=rein.clock.now(), lease_s=60)
    return run_id


def end(rein: Rein, run_id: str) -> None:
    with rein.database.begin() as unit:
        unit.runs.finish(run_id, status=RunStatus.DONE, now=rein.clock.now())


@pytest.mark.parametrize("threads", [1, 2])
def test_a_long_queue_of_one_person_delays_another_by_one_run_at_most(
    rein: Rein, threads: int
) -> None:
    for n in range(BATCH):
        submit(rein, f"mine {n}", Priority.INTERACTIVE)
    under_way = [begin_next(rein) for _ in range(threads)]
    single, later = submit(rein, "his", Priority.INTERACTIVE, BOB), []

    for run_id in (*under_way, None):
        end(rein, run_id or later[0])
        later.append(begin_next(rein))

    assert later.index(single) <= 1
    assert threads == 1 or later[0] == single, "one of mine is under way, none of his"


def test_nobody_starves_behind_a_person_who_always_sends_one_more(rein: Rein) -> None:
    mine = [submit(rein, f"mine {n}", Priority.INTERACTIVE) for n in range(3)]
    order = []

    for n in range(6):
        submit(rein, f"his {n}", Priority.INTERACTIVE, BOB)
        order.append(begin_next(rein))
        end(rein, order[-1])

    assert [run_id for run_id in order if run_id in mine] == mine
    assert order.index(mine[-1]) <= 4


def test_a_full_queue_is_ordered_in_time_that_grows_no_faster_than_the_queue(rein: Rein) -> None:
    people = [new_id() for _ in range(20)]
    now = rein.clock.now()
    with rein.database.begin() as unit:
        for user_id in people:
            viewer = Viewer(user=User(id=user_id, name="Ada", role=Role.USER))
            unit.accounts.ensure(account_of(viewer, created_at=now))
    rows = [queued_row(people[n % len(people)], n, now) for n in range(2_000)]

    with rein.database.begin() as unit:
        unit.connection.execute(runs.insert(), rows[:200])
    short_s = fastest_s(lambda: find_work(rein))
    with rein.database.begin() as unit:
        unit.connection.execute(runs.insert(), rows[200:])
    full_s = fastest_s(lambda: find_work(rein))

    found = find_work(rein)
    assert len(found) == 100
    owners = {row["id"]: row["user_id"] for row in rows}
    assert len({owners[one.run_id] for one in found[:20]}) == 20, "everybody is in the first round"
    assert full_s / short_s < 30, "ten times as many runs: with their square it would be a hundred"


def fastest_s(read: Callable[[], object], times: int = 5) -> float:
    """The seconds that the fastest of some readings took; the others waited for the machine."""

    def once() -> float:
        started = time.perf_counter()
        read()
        return time.perf_counter() - started

    return min(once() for _ in range(times))


def queued_row(user_id: str, n: int, now: datetime) -> dict[str, object]:
    """A run that waits, as the columns of its table."""
    return {
        "id": new_id(),
        "user_id": user_id,
        "kind": "goal",
        "status": RunStatus.QUEUED,
        "key": str(n),
        "attempts": 0,
        "trace_id": new_id(),
        "root_span_id": "0" * 16,
        "submitted_at": now,
        "sample": False,
    }
