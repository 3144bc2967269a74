"""Somebody sets the clock while runs are under way: nothing is lost, nothing is done twice, nothing waits an hour."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from core.bootstrap import Rein, build
from core.clock import SystemClock
from core.store.runs.values import RunStatus
from core.store.schedule.tables import periodic_jobs
from core.store.traces.read import find_trace
from core.usecases.runs.background_workers import start_working, stop_working
from tests.conftest import make_settings
from tests.integration.durability.workers import all_over, run_of, submit, wait_until
from tests.stubs.gemini import GeminiStub


class WrongClock(SystemClock):
    """The machine's clock, off by as much as it is told."""

    def __init__(self) -> None:
        self.off = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.off


@pytest.fixture
def clock() -> WrongClock:
    return WrongClock()


@pytest.fixture
def working(
    tmp_path: Path, database_url: str, clock: WrongClock
) -> Iterator[tuple[Rein, GeminiStub]]:
    with GeminiStub(
        latencies=dict.fromkeys(("preprocess", "generate", "evaluate", "plan"), 0.5)
    ) as stub:
        settings = make_settings(
            tmp_path,
            REIN_DATABASE_URL=database_url,
            REIN_LEASE_S=2,
            GEMINI_API_KEY="key-of-a-test",
            GEMINI_BASE_URL=stub.url,
        )
        rein = build(settings, clock=clock)
        start_working(rein)
        yield rein, stub
        stop_working(rein)
        rein.jobs.stop(wait=True)
        rein.database.close()


@pytest.mark.one_database
@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_by_an_hour_harms_no_run(
    working: tuple[Rein, GeminiStub], clock: WrongClock, hours: int
) -> None:
    rein, stub = working
    under_way = [submit(rein, number) for number in range(1, 4)]
    wait_until(lambda: any(asked.purpose == "generate" for asked in stub.asked), 60)

    clock.off = timedelta(hours=hours)
    later = submit(rein, 4)
    wait_until(lambda: all_over(rein, [*under_way, later]), 60)

    assert [run_of(rein, one).status for one in (*under_way, later)] == [RunStatus.DONE] * 4
    for one in (*under_way, later):
        trace = find_trace(rein.database, one.trace_id)
        assert trace is not None
        assert (trace.row.duration_ms or 0) >= 0
    if (
        rein.database.dialect == "sqlite"
    ):  # a single process never takes its own runs away from itself
        assert len(stub.asked) == 4 * 4
    with rein.database.read() as connection:
        due = connection.execute(select(periodic_jobs.c.due_at)).scalars().all()
    assert due


def test_a_clock_that_went_back_keeps_no_dead_worker_s_run_for_long(
    working: tuple[Rein, GeminiStub], clock: WrongClock
) -> None:
    rein, _ = working
    stop_working(rein)
    rein.jobs.stop(wait=True)
    submitted = submit(rein, 1)
    with rein.database.begin() as work:
        work.runs.claim(submitted.run_id, owner="dead", now=clock.now(), lease_s=12)

    clock.off = timedelta(hours=-1)
    start_working(rein)
    wait_until(lambda: all_over(rein, [submitted]), 60)

    assert run_of(rein, submitted).status is RunStatus.DONE
