"""The engine works a new kind of work without knowing it: the kind is one file and one line."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from core.bootstrap import Rein, build
from core.errors import StorageUnavailable
from core.goals.clarification import AnswerKind, NeedsAnswers, Question
from core.runs.kind import Pool, RunKind
from core.runs.kinds import RUN_KINDS, queued_kinds
from core.runs.stage import StageContext, StageResult
from core.store.calls.tables import llm_calls
from core.store.database.failures import Failures
from core.store.exports.tables import outbox
from core.store.runs.values import Priority, Run, RunStatus, StageStatus
from core.store.traces.list_rows import TraceFilter
from core.store.traces.read import TraceDetail, find_trace, list_traces
from core.tracing.span_record import SpanStatus
from core.tracing.tracer import LiveSpan
from core.usecases.runs import execute as engine
from core.usecases.runs.claim import claim_run
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings
from tests.factories.trial_kind import (
    SUMMARY,
    SummaryState,
    queue_summary,
    with_trial_kind,
)
from tests.fakes import FrozenClock
from tests.stubs.gemini import GeminiStub

Act = Callable[[], object]


@pytest.fixture
def stub() -> Iterator[GeminiStub]:
    with GeminiStub() as server:
        yield server


def rein_with(stub: GeminiStub, folder: Path, url: str, **changes: object) -> Rein:
    settings = make_settings(
        folder,
        REIN_DATABASE_URL=url,
        GEMINI_API_KEY="key-of-a-test",
        GEMINI_BASE_URL=stub.url,
        OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:9",
        **changes,
    )
    return build(settings, clock=FrozenClock())


@pytest.fixture
def rein(stub: GeminiStub, tmp_path: Path, database_url: str) -> Iterator[Rein]:
    built = rein_with(stub, tmp_path, database_url)
    yield with_trial_kind(built)
    built.database.close()


def state_of(rein: Rein, run: Run) -> Run:
    with rein.database.begin() as work:
        found = work.runs.get(run.id)
    assert found is not None
    return found


def trace_of(rein: Rein, run: Run) -> TraceDetail:
    found = find_trace(rein.database, run.trace_id)
    assert found is not None
    return found


def before(stage: str, act: Act) -> RunKind[SummaryState]:
    """Return the trial kind with something happening at the beginning of a stage."""

    def changed(name: str, run: Callable[..., StageResult]) -> Callable[..., StageResult]:
        def acted(state: SummaryState, context: StageContext, live: LiveSpan) -> StageResult:
            act()
            return run(state, context, live)

        return acted if name == stage else run

    return replace(
        SUMMARY, stages=tuple(replace(s, run=changed(s.name, s.run)) for s in SUMMARY.stages)
    )


def test_a_new_kind_gets_trace_spans_ledger_export_and_fingerprint(rein: Rein) -> None:
    run = queue_summary(rein)

    assert execute_run(rein, run.id)

    ended, trace = state_of(rein, run), trace_of(rein, run)
    assert (ended.status, ended.priority) == (RunStatus.DONE, Priority.BATCH)
    assert (trace.row.name, trace.row.status) == ("trial_summary", SpanStatus.OK)
    assert [span.name for span in trace.spans][:4] == [
        "trial_summary",
        "count_stage",
        "summary_stage",
        "llm_call_preprocess",
    ]
    assert trace.row.input_tokens > 0
    assert (trace.row.cost_usd or 0) > 0
    assert ended.fingerprint is not None
    assert trace.row.fingerprint == ended.fingerprint
    with rein.database.read() as connection:
        calls = connection.execute(
            select(llm_calls.c.stage, llm_calls.c.status).where(llm_calls.c.run_id == run.id)
        ).all()
        queued = connection.execute(select(outbox.c.trace_id)).scalars().all()
    assert [tuple(call) for call in calls] == [("summarize", "done")]
    assert queued == [run.trace_id]


def test_traces_are_found_by_their_fingerprint(rein: Rein) -> None:
    first, second = queue_summary(rein), queue_summary(rein, "Swim 40 lengths")
    for run in (first, second):
        execute_run(rein, run.id)
    mark = state_of(rein, first).fingerprint

    found = list_traces(rein.database, TraceFilter(fingerprint=mark)).rows
    other = list_traces(rein.database, TraceFilter(fingerprint="0" * 16)).rows

    assert {row.trace_id for row in found} == {first.trace_id, second.trace_id}
    assert other == ()


def test_a_stage_that_is_finished_is_not_run_again(rein: Rein, stub: GeminiStub) -> None:
    def away() -> None:
        raise StorageUnavailable("The database is busy.")

    counted: list[str] = []
    broken = with_trial_kind(rein, before("summarize", away))
    run = queue_summary(rein)
    with pytest.raises(StorageUnavailable):
        execute_run(broken, run.id)
    assert isinstance(rein.clock, FrozenClock)
    rein.clock.advance(engine.RETRY_DELAY_S + 1)

    whole = with_trial_kind(rein, before("count", lambda: counted.append("again")))
    assert execute_run(whole, run.id)

    assert state_of(rein, run).status is RunStatus.DONE
    assert counted == []
    assert len(stub.asked) == 1


def test_a_run_of_a_new_kind_has_one_worker_at_a_time(rein: Rein) -> None:
    second: list[bool] = []
    run = queue_summary(rein)
    other = replace(with_trial_kind(rein), owner="another process")
    busy = with_trial_kind(
        rein, before("summarize", lambda: second.append(execute_run(other, run.id)))
    )

    assert execute_run(busy, run.id)

    assert second == [False]
    assert state_of(rein, run).status is RunStatus.DONE


def test_a_process_never_works_a_run_twice_at_once_although_its_lease_expired(rein: Rein) -> None:
    """While the database is away no lease is renewed, and the reply in hand cannot be written."""
    second: list[bool] = []
    run = queue_summary(rein)

    def expire() -> None:
        rein.clock.advance(rein.settings.lease_s + 1)  # type: ignore[attr-defined]
        second.append(execute_run(rein, run.id))

    assert execute_run(with_trial_kind(rein, before("summarize", expire)), run.id)

    assert second == [False]
    assert state_of(rein, run).attempts == 1


def test_after_an_outage_another_process_may_renew_before_its_run_is_taken_over(
    rein: Rein,
) -> None:
    run = queue_summary(rein)
    other = replace(with_trial_kind(rein), owner="another process")
    assert claim_run(rein, run.id) is not None
    rein.clock.advance(rein.settings.lease_s + 1)  # type: ignore[attr-defined]
    with pytest.raises(StorageUnavailable), rein.database._failures.note():
        raise StorageUnavailable("The database cannot be reached.")

    at_once = execute_run(other, run.id)
    rein.database._failures = Failures()  # as long afterwards

    assert (at_once, execute_run(other, run.id)) == (False, True)
    assert state_of(rein, run).status is RunStatus.DONE


def test_cancelling_keeps_what_is_finished(rein: Rein, stub: GeminiStub) -> None:
    run = queue_summary(rein)

    def cancel() -> None:
        with rein.database.begin() as work:
            work.runs.request_cancel(run.id, now=rein.clock.now())

    execute_run(with_trial_kind(rein, before("count", cancel)), run.id)

    assert state_of(rein, run).status is RunStatus.CANCELLED
    assert trace_of(rein, run).row.status is SpanStatus.CANCELLED
    with rein.database.begin() as work:
        assert {n: r.status for n, r in work.runs.results(run.id).items()} == {
            "count": StageStatus.DONE
        }
    assert stub.asked == []


def test_the_budget_refuses_its_calls(stub: GeminiStub, tmp_path: Path, database_url: str) -> None:
    poor = with_trial_kind(
        rein_with(stub, tmp_path, database_url, REIN_BUDGET_USD_PER_DAY=0.000001)
    )
    run = queue_summary(poor)

    execute_run(poor, run.id)

    assert state_of(poor, run).status is RunStatus.FAILED
    assert stub.asked == []
    poor.database.close()


def test_a_kind_has_a_deadline_of_its_own(rein: Rein) -> None:
    clock = rein.clock
    assert isinstance(clock, FrozenClock)
    kind = replace(before("count", lambda: clock.advance(8)), deadline_s=7.0)
    run = queue_summary(rein)

    execute_run(with_trial_kind(rein, kind), run.id)

    ended = state_of(rein, run)
    assert (ended.status, ended.error) == (
        RunStatus.FAILED,
        "The time this summary may take is over.",
    )


def test_a_kind_that_may_not_ask_fails_with_the_question(rein: Rein) -> None:
    question = Question(
        id="which",
        text="Which one?",
        why="It changes the summary.",
        kind=AnswerKind.TEXT,
        assumption="The first.",
    )

    def ask() -> None:
        raise NeedsAnswers((question,))

    run = queue_summary(rein)
    execute_run(with_trial_kind(rein, before("count", ask)), run.id)

    ended = state_of(rein, run)
    assert ended.status is RunStatus.FAILED
    assert ended.error == "A step asked what cannot be answered here: Which one?"


def test_a_process_leaves_runs_of_kinds_it_does_not_know(rein: Rein) -> None:
    older = replace(rein, run_kinds=RUN_KINDS)
    run = queue_summary(rein)

    assert not execute_run(older, run.id)

    assert state_of(rein, run).status is RunStatus.QUEUED
    with rein.database.begin() as work:
        known = queued_kinds(older.run_kinds).keys()
        assert work.runs.list_claimable(rein.clock.now(), kinds=known) == ()
        assert work.runs.list_claimable(rein.clock.now()) == ((run.id, Priority.BATCH),)


def test_each_kind_has_one_name_and_a_pool() -> None:
    names = [kind.name for kind in RUN_KINDS]

    assert len(set(names)) == len(names)
    assert {kind.name: kind.pool for kind in RUN_KINDS} == {
        "goal": Pool.WORKERS,
        "goal_anew": Pool.WORKERS,
        "evaluation_case": Pool.WORKERS,
        "evaluation_pair": Pool.WORKERS,
        "resolution_evaluation": Pool.CALLER,
        "check_in": Pool.CALLER,
        "plan_revision": Pool.CALLER,
        "coaching": Pool.WORKERS,
        "prompt_rewrite": Pool.WORKERS,
    }


def test_a_kind_that_its_caller_works_is_never_queued() -> None:
    assert "resolution_evaluation" not in queued_kinds(RUN_KINDS)
