"""End a run: its status, its trace with totals, and what leaves the machine about it, in one transaction."""

import logging
from dataclasses import dataclass

from core.bootstrap import Rein
from core.runs.stage import StageName
from core.store.runs.values import Run, RunStatus, StageStatus
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanStatus
from core.tracing.tracer import COLLECTOR
from core.usecases.exports.queue_exports import queue_trace
from core.usecases.runs.stage_values import Authors, closing

STOPPED_HERE = "The worker stopped in this step."

_TRACE_STATUS = {
    RunStatus.DONE: SpanStatus.OK,
    RunStatus.FAILED: SpanStatus.ERROR,
    RunStatus.CANCELLED: SpanStatus.CANCELLED,
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ends, and what the person is told."""

    status: RunStatus
    overall: float | None = None
    error: str | None = None
    advice: str | None = None


def end_run(rein: Rein, run: Run, ending: Ending, *, authors: Authors) -> bool:
    """End a run that is this process's own; False where somebody else has taken it over, who will end it."""
    with rein.database.begin() as work:
        ended = write_end(work, rein, run, ending, authors=authors)
    notify(rein, run, ending)
    return ended


def fail_exhausted(work: UnitOfWork, rein: Rein, run: Run, ending: Ending) -> bool:
    """End a run of this process's own from what is stored, whatever became of the worker that was at it."""
    results = work.runs.results(run.id)
    for name, row in results.items():
        if row.status is StageStatus.STARTED:
            work.runs.fail_stage(
                run.id, name, error=ending.error or STOPPED_HERE, now=rein.clock.now()
            )
    authors = {
        StageName(name): row.author for name, row in results.items() if row.author is not None
    }
    return write_end(work, rein, run, ending, authors=authors)


def write_end(work: UnitOfWork, rein: Rein, run: Run, ending: Ending, *, authors: Authors) -> bool:
    """Write the end in the caller's transaction; False where the run is not this process's any more."""
    now = rein.clock.now()
    work.traces.add_spans(COLLECTOR.take(run.trace_id))
    if not work.runs.finish(
        run.id,
        status=ending.status,
        error=ending.error,
        advice=ending.advice,
        owner=rein.owner,
        now=now,
    ):
        return False
    work.traces.close(
        run.trace_id,
        closing(
            status=_TRACE_STATUS[ending.status],
            ended_at=now,
            authors=authors,
            overall=ending.overall,
            overhead_us=COLLECTOR.overhead_us(run.trace_id),
            waited_us=run.waited_us,
            error=ending.error,
        ),
    )
    queue_trace(work, rein.settings, trace_id=run.trace_id, sample=run.sample, now=now)
    return True


def notify(rein: Rein, run: Run, ending: Ending) -> None:
    """Wake whoever sends traces, and note the end in the log; once the end is committed."""
    rein.delivery.wake()
    worked_s = None
    if run.started_at is not None:
        worked_s = round(
            (rein.clock.now() - run.started_at).total_seconds() - run.waited_us / 1_000_000, 3
        )
    level = logging.WARNING if ending.status is RunStatus.FAILED else logging.INFO
    _log.log(
        level,
        "run_ended",
        extra={"fields": log_fields(run) | {"status": ending.status, "duration_s": worked_s}},
    )


def log_fields(run: Run) -> dict[str, object]:
    """Return what a log line is found by: the run with its goal and its trace."""
    return {"run_id": run.id, "goal_id": run.goal_id, "trace_id": run.trace_id}
