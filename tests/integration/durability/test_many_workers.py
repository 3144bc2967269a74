"""Many runs, several worker processes, one PostgreSQL: each stage is worked once, and each run to its end."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select

from core.bootstrap import Rein, build
from core.runs.stages import STAGES
from core.store.calls.tables import llm_calls
from core.store.runs.tables import runs, stage_results
from core.store.traces.tables import spans
from tests.conftest import make_settings
from tests.integration.durability.test_sigkill import calls_per_run, with_models
from tests.integration.durability.workers import Worker, all_over, submit, wait_until
from tests.stubs.gemini import GeminiStub

RUNS = 24
WORKERS = 3
PATIENT_LEASE_S = "30"
"""A busy machine must not make a worker lose its claim; whether a claim is lost in time is another test's matter."""

pytestmark = pytest.mark.postgres


@pytest.fixture
def rein(tmp_path: Path, postgres_url: str) -> Iterator[Rein]:
    built = build(make_settings(tmp_path, REIN_DATABASE_URL=postgres_url))
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


def test_runs_shared_by_many_workers_are_each_worked_once(
    rein: Rein, postgres_url: str, tmp_path: Path
) -> None:
    with GeminiStub() as stub, ExitStack() as stack:
        environment = with_models(postgres_url, stub, tmp_path) | {"REIN_LEASE_S": PATIENT_LEASE_S}
        submitted = [submit(rein, number) for number in range(1, RUNS + 1)]
        for _ in range(WORKERS):
            stack.callback(Worker(environment).kill)
        wait_until(lambda: all_over(rein, submitted))
        calls = calls_per_run(stub, submitted)

    once = Counter({(s.run_id, stage.name): 1 for s in submitted for stage in STAGES})
    with rein.database.read() as connection:
        ended = connection.execute(select(runs.c.status, runs.c.attempts)).all()
        stages = connection.execute(
            select(stage_results.c.run_id, stage_results.c.stage).where(
                stage_results.c.status == "done"
            )
        ).all()
        paid = connection.execute(
            select(llm_calls.c.run_id, llm_calls.c.stage, llm_calls.c.status)
        ).all()
        steps = connection.execute(
            select(runs.c.id, spans.c.name).join(spans, spans.c.trace_id == runs.c.trace_id)
        ).all()
    names = {stage.span_name: stage.name for stage in STAGES}
    assert Counter(tuple(row) for row in ended) == {("done", 1): RUNS}
    assert Counter((run_id, stage) for run_id, stage in stages) == once
    assert Counter((run_id, stage) for run_id, stage, status in paid if status == "done") == once
    assert [status for _, _, status in paid if status != "done"] == []
    assert Counter((run_id, names[name]) for run_id, name in steps if name in names) == once
    assert calls == once
