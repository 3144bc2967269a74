"""A new kind of work survives the death of its worker without a line of its own for that."""

from pathlib import Path

import pytest
from sqlalchemy import select

from core.bootstrap import Rein
from core.store.calls.tables import llm_calls
from core.store.runs.values import Run, RunStatus, StageStatus
from core.store.traces.read import find_trace
from core.tracing.span_record import SpanStatus
from tests.factories.trial_kind import queue_summary
from tests.integration.durability.workers import TRIAL, Worker, environment_for, wait_until
from tests.stubs.gemini import GeminiStub


@pytest.mark.one_database
def test_a_killed_run_of_a_new_kind_resumes_at_its_first_missing_stage(
    rein: Rein, database_url: str, tmp_path: Path
) -> None:
    latencies = {"preprocess": 2.0}
    with GeminiStub(latencies=latencies) as stub:
        environment = environment_for(
            database_url, tmp_path, GEMINI_API_KEY="key-of-a-test", GEMINI_BASE_URL=stub.url
        )
        run = queue_summary(rein)
        first, second = Worker(environment, TRIAL), Worker(environment, TRIAL, spare=True)
        try:
            wait_until(lambda: stub.asked)
            first.kill()
            latencies["preprocess"] = 0.0
            second.begin()
            wait_until(lambda: state_of(rein, run).status.over)
        finally:
            first.kill()
            second.kill()

    trace = find_trace(rein.database, run.trace_id)
    assert state_of(rein, run).status is RunStatus.DONE
    assert trace is not None
    assert trace.row.status is SpanStatus.OK
    with rein.database.begin() as work:
        stages = work.runs.results(run.id)
    assert {name: row.status for name, row in stages.items()} == {
        "count": StageStatus.DONE,
        "summarize": StageStatus.DONE,
    }
    assert stages["count"].attempt == 1, "a finished stage is not run again"
    with rein.database.read() as connection:
        calls = connection.execute(
            select(llm_calls.c.status)
            .where(llm_calls.c.run_id == run.id)
            .order_by(llm_calls.c.started_at)
        ).scalars()
        assert list(calls) == ["in_doubt", "done"]


def state_of(rein: Rein, run: Run) -> Run:
    with rein.database.begin() as work:
        found = work.runs.get(run.id)
    assert found is not None
    return found
