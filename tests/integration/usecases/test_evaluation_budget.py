"""Many workers at once: an evaluation run uses its budget as far as it goes, and never exceeds it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.runs.cases.budget import SPENT
from core.store.datasets.values import VersionRecord
from core.store.evaluation_runs.read import list_cases
from core.store.evaluation_runs.reservations import read_reserved, recall_waiting
from core.store.evaluation_runs.tables import evaluation_runs
from core.usecases.evaluation_runs.work_evaluation_run import work_evaluation_run
from tests.fakes import FrozenClock
from tests.integration.usecases.test_evaluation_runs import (
    PAID,
    paid_rein,
    save,
    shown,
    start,
    worked,
)
from tests.stubs.gemini import GeminiStub

PROCESSES, CASES = 3, 6
BOOKS = tuple(f"Read {number} books by June" for number in range(11, 11 + CASES))
"""Texts of one length, so that each case costs the same."""


@pytest.fixture
def processes(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[list[Rein]]:
    with ExitStack() as stack:
        stub = stack.enter_context(GeminiStub(latencies={"generate": 0.1}))
        yield [
            stack.enter_context(paid_rein(tmp_path, database_url, clock, stub))
            for _ in range(PROCESSES)
        ]


def test_cases_that_are_claimed_at_once_use_the_budget_as_far_as_it_goes(
    processes: list[Rein],
) -> None:
    rein = processes[0]
    version = save(rein, *BOOKS)
    cost = worked(rein, start(rein, version, PAID)).totals[0].spent_usd / CASES

    for expected, budget, done in (
        (cost, 3.5 * cost, 3),
        # each costs half of what was expected, which makes room for those that wait for its end
        (2 * cost, 6.5 * cost, 5),
    ):
        run_id = limited(rein, version, expected=expected, budget=budget)
        with ThreadPoolExecutor(PROCESSES) as pool:
            list(pool.map(work, processes, [run_id] * PROCESSES))
        paid, free = shown(rein, run_id).totals
        assert (paid.done, paid.failed) == (done, CASES - done)
        assert paid.errors == {SPENT: CASES - done}
        assert paid.spent_usd <= budget < paid.spent_usd + expected
        assert free.done == CASES, "what costs nothing goes on"


def test_who_is_about_to_wait_for_a_case_that_ends_is_recalled(processes: list[Rein]) -> None:
    rein = processes[0]
    whole = shown(rein, start(rein, save(rein, *BOOKS[:2]), PAID)).run
    with rein.database.read() as connection:
        ending, other = (case.run_id for case in list_cases(connection, whole.id)[:2])
    recalled = Event()

    def end() -> None:
        with rein.database.begin() as work:
            recall_waiting(work.connection, ending)
        recalled.set()

    with ThreadPoolExecutor(1) as pool:
        with rein.database.begin() as work:
            read_reserved(work.connection, whole)  # the case that ends counts as under way
            ended = pool.submit(end)
            assert not recalled.wait(0.3), "it ends once this worker has decided"
            work.runs.postpone(other, until=rein.clock.now() + timedelta(seconds=10))
        ended.result(30)
    with rein.database.begin() as work:
        run = work.runs.get(other)
    assert run is not None
    assert run.lease_until is None, "no one ends after this, so it must not wait"


def limited(rein: Rein, version: VersionRecord, *, expected: float, budget: float) -> str:
    """Queue a run whose paid cases are expected to cost this much."""
    run_id = start(rein, version, replace(PAID, budget_usd=50.0))
    forecast = {"usd_per_case": [expected, 0.0], "basis": "", "usd_per_pair": 0.0}
    change = evaluation_runs.update().where(evaluation_runs.c.id == run_id)
    with rein.database.begin() as work:
        work.connection.execute(change.values(forecast=forecast, budget_usd=budget))
    return run_id


def work(rein: Rein, run_id: str) -> None:
    work_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
