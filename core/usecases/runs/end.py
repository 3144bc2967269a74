"""Ends a run: its status, its trace with totals, and its exports, in one transaction."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.bootstrap import Rein
from core.runs.fingerprint import fingerprint_of
from core.runs.kind import EndedRun, TraceSummary
from core.runs.stage import Authors
from core.store.runs.values import Run, RunStatus, StageStatus
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanStatus
from core.usecases.access.allow import Access, without_viewer
from core.usecases.runs.claimed_run import ClaimedRun
from core.usecases.runs.recorded_work import TraceEnd

WORKER_STOPPED = "The worker stopped in this step."

_TRACE_STATUS = {
    RunStatus.DONE: SpanStatus.OK,
    RunStatus.FAILED: SpanStatus.ERROR,
    RunStatus.CANCELLED: SpanStatus.CANCELLED,
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ends, and the message that the person sees."""

    status: RunStatus
    error: str | None = None
    advice: str | None = None


@without_viewer(Access.SYSTEM, "a worker ends a run that its owner submitted")
def end_run(
    rein: Rein, claimed: ClaimedRun, ending: Ending, *, summary: TraceSummary, authors: Authors
) -> bool:
    """End a run of this process; False if another worker has claimed it, which will end it."""
    with rein.database.begin() as work:
        ended = _write_end(work, rein, claimed, ending, summary=summary, authors=authors)
    log_end(rein, claimed.run, ending)
    return ended


def fail_exhausted(work: UnitOfWork, rein: Rein, claimed: ClaimedRun, ending: Ending) -> bool:
    """End a run of this process from what is stored, if its worker cannot end it."""
    results = work.runs.results(claimed.run.id)
    for name, row in results.items():
        if row.status is StageStatus.STARTED:
            error = ending.error or WORKER_STOPPED
            work.runs.fail_stage(claimed.run.id, name, error=error, now=rein.clock.now())
    authors = {name: row.author for name, row in results.items() if row.author is not None}
    summary = claimed.kind.summarize(claimed.state, authors)
    return _write_end(work, rein, claimed, ending, summary=summary, authors=authors)


def _write_end(
    work: UnitOfWork,
    rein: Rein,
    claimed: ClaimedRun,
    ending: Ending,
    *,
    summary: TraceSummary,
    authors: Authors,
) -> bool:
    """Write the end in the caller's transaction; False if another worker has claimed the run."""
    now, run = rein.clock.now(), claimed.run
    fingerprint = fingerprint_of(authors, rein.prompts)
    claimed.recorded.write_collected(work)
    if not work.runs.finish(
        run.id,
        status=ending.status,
        error=ending.error,
        advice=ending.advice,
        fingerprint=fingerprint,
        owner=rein.owner,
        now=now,
    ):
        return False
    claimed.recorded.close(
        work,
        TraceEnd(
            status=_TRACE_STATUS[ending.status],
            at=now,
            summary=summary,
            fingerprint=fingerprint,
            error=ending.error,
            waited_us=run.waited_us,
        ),
        settings=rein.settings,
    )
    claimed.kind.end(work, claimed.recorded.identity, _ended(run, ending, now=now))
    return True


def _ended(run: Run, ending: Ending, *, now: datetime) -> EndedRun:
    waited = timedelta(microseconds=run.waited_us)
    return EndedRun(
        status=ending.status,
        error=ending.error,
        worked=now - (run.started_at or now) - waited,
        resumed=run.attempts > 1,
        at=now,
    )


@without_viewer(Access.SYSTEM, "a worker ends a run that its owner submitted")
def log_end(rein: Rein, run: Run, ending: Ending) -> None:
    """Wake the export delivery and log the end, once the end is committed."""
    rein.delivery.wake()
    worked_s = None
    if run.started_at is not None:
        worked_s = round(
            (rein.clock.now() - run.started_at).total_seconds() - run.waited_us / 1_000_000, 3
        )
    level = logging.WARNING if ending.status is RunStatus.FAILED else logging.INFO
    fields = {"status": ending.status, "duration_s": worked_s}
    _log.log(level, "run_ended", extra={"fields": log_fields(run) | fields})


def log_fields(run: Run) -> dict[str, object]:
    """Return the ids that a log line of a run carries."""
    return {"run_id": run.id, "goal_id": run.goal_id, "trace_id": run.trace_id}
