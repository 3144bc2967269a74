"""Workers die for real: SIGKILL at boundaries and at random moments, and every run still ends once, paid for once."""

import logging
import os
import random
import time
from collections import Counter, deque
from pathlib import Path

import pytest
from sqlalchemy import select

from core.accounts.user import LOCAL_USER
from core.bootstrap import Rein
from core.store.calls.tables import llm_calls
from core.store.goals.read import find_goal
from core.store.runs.values import RunStatus
from core.store.traces.read import find_trace
from core.tracing.span_record import SpanStatus
from core.usecases.goals.submit import Submitted
from tests.integration.durability.workers import (
    PATIENCE_S,
    Worker,
    all_over,
    assert_none_repeated,
    environment_for,
    ledger,
    run_of,
    submit,
    wait_until,
)
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked, Reply

_log = logging.getLogger("drill")

STAGES = ("preprocess", "generate", "evaluate", "plan")


def with_models(url: str, stub: GeminiStub, folder: Path) -> dict[str, str]:
    return environment_for(url, folder, GEMINI_API_KEY="key-of-a-test", GEMINI_BASE_URL=stub.url)


def in_doubt(rein: Rein) -> Counter[tuple[str, str]]:
    with rein.database.read() as connection:
        rows = connection.execute(
            select(llm_calls.c.run_id, llm_calls.c.stage).where(llm_calls.c.status == "in_doubt")
        )
        return Counter((run_id, stage) for run_id, stage in rows)


def calls_per_run(stub: GeminiStub, submitted: list[Submitted]) -> Counter[tuple[str, str]]:
    """Count the stub's calls by run: every goal names a distance of its own."""
    counted: Counter[tuple[str, str]] = Counter()
    for asked in stub.asked:
        for number, s in enumerate(submitted, start=1):
            if f"Run {number} km" in asked.user or f"Run {number} km" in asked.system:
                counted[s.run_id, asked.purpose] += 1
                break
    return counted


def assert_nothing_lost_and_nothing_paid_twice(
    rein: Rein, stub: GeminiStub, submitted: list[Submitted]
) -> None:
    recorded = ledger(rein)
    calls = calls_per_run(stub, submitted)
    for s in submitted:
        view = find_goal(rein.database, s.goal_id, user_id=LOCAL_USER.id)
        trace = find_trace(rein.database, s.trace_id)
        assert view is not None
        assert trace is not None
        assert view.status is RunStatus.DONE, run_of(rein, s)
        assert view.plan is not None
        assert view.evaluation is not None
        assert {row.stage for row in view.stages} == set(STAGES)
        assert trace.row.status is SpanStatus.OK
        finished = {span.name for span in trace.spans if span.status is SpanStatus.OK}
        assert {
            "preprocessing_stage",
            "generation_stage",
            "evaluation_stage",
            "planning_stage",
        } <= finished
        for stage in STAGES:
            rows = recorded.get((s.run_id, stage), [])
            assert calls[s.run_id, stage] <= len(rows), f"{stage}: a call is not in the ledger"
            assert_none_repeated(rows)


def assert_told_as_taken_over(rein: Rein, submitted: Submitted, stage: str) -> None:
    view = find_goal(rein.database, submitted.goal_id, user_id=LOCAL_USER.id)
    assert view is not None
    assert view.takeover is not None
    assert (view.takeover.stage, view.takeover.in_doubt) == (stage, 1)
    (step,) = [one for one in view.stages if one.stage == stage]
    assert step.started_at == view.takeover.first_starts[stage] < view.takeover.at
    assert step.finished_at is not None
    assert step.finished_at > view.takeover.at


@pytest.mark.one_database
@pytest.mark.parametrize("stage", STAGES)
def test_a_worker_killed_inside_a_call_leaves_it_in_doubt_and_the_run_goes_on(
    rein: Rein, database_url: str, tmp_path: Path, stage: str
) -> None:
    reached: list[float] = []

    def slow_once(asked: Asked) -> Reply:
        if asked.purpose == stage and not reached:
            reached.append(time.monotonic())
            return Reply(latency_s=6.0)  # the kill is inside it on a busy machine too
        return Reply()

    with GeminiStub(slow_once) as stub:
        environment = with_models(database_url, stub, tmp_path)
        submitted = [submit(rein, 1)]
        first = Worker(environment)
        wait_until(lambda: bool(reached))
        time.sleep(0.1)
        first.kill()
        second = Worker(environment)
        try:
            wait_until(lambda: all_over(rein, submitted))
        finally:
            second.kill()

        assert in_doubt(rein)[submitted[0].run_id, stage] == 1
        assert_nothing_lost_and_nothing_paid_twice(rein, stub, submitted)
        assert_told_as_taken_over(rein, submitted[0], stage)


def test_workers_killed_at_random_moments_lose_nothing(
    rein: Rein, database_url: str, tmp_path: Path
) -> None:
    kills = int(os.environ.get("KILLS", "5"))
    dice = random.Random(20_270_104)  # noqa: S311 - moments, not secrets
    sqlite = rein.database.dialect == "sqlite"
    with GeminiStub(latencies=dict.fromkeys(STAGES, 0.25)) as stub:
        environment = with_models(database_url, stub, tmp_path)
        submitted: list[Submitted] = []
        workers = [Worker(environment) for _ in range(1 if sqlite else 3)]
        spares = deque(Worker(environment, spare=True) for _ in range(2))
        try:
            for _ in range(kills):
                victim = dice.randrange(len(workers))
                workers[victim].wait_until_it_works()
                submit_until_worked_on(rein, stub, submitted, count=3 if sqlite else 6)
                time.sleep(dice.uniform(0.05, 1.0))
                workers[victim].kill()
                workers[victim] = spares.popleft().begin()
                spares.append(Worker(environment, spare=True))
            wait_until(lambda: all_over(rein, submitted), patience_s=PATIENCE_S + 3 * kills)
        finally:
            for worker in (*workers, *spares):
                worker.kill()

        assert sum(run_of(rein, one).attempts - 1 for one in submitted) > 0, "no kill hit a run"
        assert_nothing_lost_and_nothing_paid_twice(rein, stub, submitted)
        tell_what_came_of_it(rein, stub, submitted, kills)


def submit_until_worked_on(
    rein: Rein, stub: GeminiStub, submitted: list[Submitted], count: int
) -> None:
    """Add goals and return when one of them is in a call: a kill of idle workers tests nothing."""
    first = len(submitted) + 1
    submitted += [submit(rein, number) for number in range(first, first + count)]
    fresh = {one.run_id for one in submitted[first - 1 :]}
    wait_until(lambda: any(run_id in fresh for run_id, _ in calls_per_run(stub, submitted)))


def tell_what_came_of_it(
    rein: Rein, stub: GeminiStub, submitted: list[Submitted], kills: int
) -> None:
    """Leave the figures in the log, for whoever runs the drill by hand (KILLS=200 ... --log-cli-level=INFO)."""
    calls, doubts = calls_per_run(stub, submitted), in_doubt(rein)
    runs = [run_of(rein, one) for one in submitted]
    _log.info(
        "%s: %d kills, %d runs, %d lost, %d calls made, %d made twice, %d in doubt, %d takeovers",
        rein.database.dialect,
        kills,
        len(submitted),
        sum(run.status is not RunStatus.DONE for run in runs),
        calls.total(),
        sum(n - 1 for n in calls.values()),
        doubts.total(),
        sum(run.attempts - 1 for run in runs),
    )
