"""Work one run: claim it, walk the pipeline, end its trace. Every step is committed before the next begins."""

import logging

from core.bootstrap import Rein
from core.clock import local_day
from core.coaching.clarification import MAX_ROUNDS
from core.coaching.goal import GoalRequest
from core.errors import NotFound, ReinError
from core.jobs.lease import RENEWALS_PER_LEASE, Lease, keep_lease
from core.pipeline.clarify import NeedsAnswers
from core.pipeline.run import PipelineResult, RunCancelled, run_pipeline
from core.pipeline.stage import Known, Tools
from core.pipeline.stages import STAGES
from core.storage.records.coaching import GoalRecord
from core.storage.records.runs import Run, RunStatus
from core.storage.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanStatus
from core.tracing.tracer import COLLECTOR, open_trace
from core.usecases.checkpoints import StoredCheckpoints
from core.usecases.queue_exports import queue_trace
from core.usecases.stage_values import closing, opening

_TRACE_STATUS = {
    RunStatus.DONE: SpanStatus.OK,
    RunStatus.FAILED: SpanStatus.ERROR,
    RunStatus.CANCELLED: SpanStatus.CANCELLED,
}

_log = logging.getLogger(__name__)


def execute_run(rein: Rein, run_id: str) -> bool:
    """Work a run to its end. Returns False where it was not free to claim."""
    run = _claim(rein, run_id)
    if run is None:
        return False
    every_s = rein.settings.lease_s / RENEWALS_PER_LEASE
    with open_trace(run.trace_id, run.root_span_id), keep_lease(lambda: _renew(rein, run.id), every_s=every_s) as lease:
        _walk(rein, run, lease)
    return True


def _claim(rein: Rein, run_id: str) -> Run | None:
    now = rein.clock.now()
    with rein.database.begin() as work:
        run = work.runs.claim(run_id, owner=rein.owner, now=now, lease_s=rein.settings.lease_s)
        if run is not None:
            work.traces.open(opening(run, goal_text=_goal(work, run).text, started_at=now))
        return run


def _goal(work: UnitOfWork, run: Run) -> GoalRecord:
    goal = work.goals.find(run.goal_id) if run.goal_id is not None else None
    if goal is None:
        raise NotFound("The goal of this run was deleted.")
    return goal


def _renew(rein: Rein, run_id: str) -> bool:
    with rein.database.begin() as work:
        return work.runs.renew(run_id, owner=rein.owner, now=rein.clock.now(), lease_s=rein.settings.lease_s)


def _walk(rein: Rein, run: Run, lease: Lease) -> None:
    with rein.database.begin() as work:
        goal = _goal(work, run)
        answers = work.clarifications.list_answers(run.id)
        rounds = work.clarifications.rounds(run.id)
        account = work.users.find(run.user_id)
    request = GoalRequest(
        text=goal.text, circumstances=goal.circumstances, today=local_day(goal.created_at), answers=answers
    )
    checkpoints = StoredCheckpoints(rein, run, lease)
    tools = Tools(
        models=rein.models,
        shelf=rein.shelf,
        run_id=run.id,
        call_deadline_s=rein.settings.call_deadline_s,
        user_id=run.user_id,
        goal_id=run.goal_id,
        tier=account.tier if account is not None else rein.settings.tier,
        author_of=checkpoints.authors.get,
    )
    try:
        result = run_pipeline(Known(request=request, rounds_left=_rounds_left(run, rounds)), tools, checkpoints, STAGES)
    except NeedsAnswers as open_questions:
        _ask(rein, run, open_questions)
        return
    except RunCancelled:
        if not lease.lost:
            _end(rein, run, checkpoints, RunStatus.CANCELLED)
        return
    if lease.lost:
        return
    if result.failures:
        _end_failed(rein, run, checkpoints, result)
    else:
        _end(rein, run, checkpoints, RunStatus.DONE, overall=_overall(result))


def _rounds_left(run: Run, rounds: int) -> int:
    return max(0, MAX_ROUNDS - rounds) if run.asks else 0


def _ask(rein: Rein, run: Run, asked: NeedsAnswers) -> None:
    """Keep the questions and put the run aside; its spans so far are written, its trace stays open."""
    now = rein.clock.now()
    spans = COLLECTOR.take(run.trace_id)
    with rein.database.begin() as work:
        work.traces.add_spans(spans)
        work.clarifications.ask(run.id, asked.questions, now=now)
        work.runs.wait_for_answers(run.id, owner=rein.owner, now=now)
    _log.info("run_waits_for_answers", extra={"fields": {"run_id": run.id, "questions": len(asked.questions)}})


def _overall(result: PipelineResult) -> float | None:
    return result.known.evaluation.overall if result.known.evaluation is not None else None


def _end_failed(rein: Rein, run: Run, checkpoints: StoredCheckpoints, result: PipelineResult) -> None:
    stage, error = next(iter(result.failures.items()))
    if isinstance(error, ReinError):
        message, advice = error.message, error.advice
    else:
        _log.error("stage_crashed", exc_info=error, extra={"fields": {"run_id": run.id, "stage": stage}})
        message = f"Rein itself failed while working on this step ({type(error).__name__})."
        advice = "Nothing finished is lost. Try again; if it happens again, the trace shows where."
    _end(rein, run, checkpoints, RunStatus.FAILED, overall=_overall(result), error=message, advice=advice)


def _end(
    rein: Rein,
    run: Run,
    checkpoints: StoredCheckpoints,
    status: RunStatus,
    overall: float | None = None,
    error: str | None = None,
    advice: str | None = None,
) -> None:
    now = rein.clock.now()
    spans = COLLECTOR.take(run.trace_id)
    with rein.database.begin() as work:
        work.traces.add_spans(spans)
        work.traces.close(
            run.trace_id,
            closing(
                status=_TRACE_STATUS[status],
                ended_at=now,
                authors=checkpoints.authors,
                overall=overall,
                overhead_us=COLLECTOR.overhead_us(run.trace_id),
                waited_us=run.waited_us,
                error=error,
            ),
        )
        work.runs.finish(run.id, status=status, error=error, advice=advice, owner=rein.owner, now=now)
        queue_trace(work, rein.settings, trace_id=run.trace_id, sample=run.sample, now=now)
    rein.delivery.wake()
    _log.info(
        "run_ended",
        extra={"fields": {"run_id": run.id, "goal_id": run.goal_id, "trace_id": run.trace_id, "status": status}},
    )
