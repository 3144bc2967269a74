"""A run that kills every worker that takes it up is given up; all other runs go on."""

from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.store.runs.values import RunStatus, StageStatus
from core.store.traces.read import find_trace
from core.tracing.span_record import SpanStatus
from core.usecases.goals.submit import Submitted
from core.usecases.runs.execute import execute_run
from core.usecases.runs.retry import retry_run
from tests.integration.durability.workers import (
    POISONED,
    Worker,
    all_over,
    environment_for,
    run_of,
    submit,
    wait_until,
)

ATTEMPTS = 3


@pytest.fixture
def work(rein: Rein, database_url: str, tmp_path: Path) -> list[Submitted]:
    """Work one poisonous run and four others with workers that are started anew whenever they die."""
    environment = environment_for(
        database_url, tmp_path, REIN_MAX_ATTEMPTS=str(ATTEMPTS), REIN_WORKERS="1"
    )
    submitted = [
        submit(rein, 1, "Run {} km without poison in May"),
        *(submit(rein, n) for n in range(2, 6)),
    ]
    workers = [
        Worker(environment, POISONED) for _ in range(1 if rein.database.dialect == "sqlite" else 2)
    ]

    def over() -> bool:
        for place, worker in enumerate(workers):
            if not worker.alive:
                worker.kill()
                workers[place] = Worker(environment, POISONED)
        return all_over(rein, submitted)

    try:
        wait_until(over)
    finally:
        for worker in workers:
            worker.kill()
    return submitted


@pytest.mark.one_database
def test_a_run_that_stops_its_workers_ends_in_a_clear_failure_and_the_others_go_on(
    rein: Rein, work: list[Submitted]
) -> None:
    poison, *others = work
    run, trace = run_of(rein, poison), find_trace(rein.database, poison.trace_id)
    with rein.database.begin() as unit:
        stages = unit.runs.results(poison.run_id)

    assert run.status is RunStatus.FAILED
    assert run.error == f"This goal stopped its worker {ATTEMPTS} times without finishing a step."
    assert "Try again" in str(run.error_advice)
    assert trace is not None
    assert trace.row.status is SpanStatus.ERROR
    assert stages["preprocess"].status is StageStatus.DONE, "what was finished is kept"
    assert stages["generate"].status is StageStatus.FAILED
    assert [run_of(rein, other).status for other in others] == [RunStatus.DONE] * 4

    retry_run(rein, viewer=LOCAL_VIEWER, goal_id=poison.goal_id)
    assert run_of(rein, poison).claims_without_progress == 0
    assert execute_run(rein, poison.run_id), "trying again starts afresh"
    assert run_of(rein, poison).status is RunStatus.DONE
