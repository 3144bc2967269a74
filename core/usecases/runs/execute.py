"""Work one run: claim it, walk the pipeline, end its trace. Every step is committed before the next begins."""

import logging
from collections.abc import Callable
from datetime import timedelta

from core.bootstrap import Rein
from core.errors import NotFound, ReinError, StorageUnavailable
from core.goals.clarification import MAX_ROUNDS
from core.goals.goal import GoalRequest
from core.jobs.lease import RENEWALS_PER_LEASE, Lease, keep_lease
from core.runs.needs_answers import NeedsAnswers
from core.runs.pipeline import PipelineResult, RunCancelled, run_pipeline
from core.runs.stage import Known, Tools
from core.runs.stages import STAGES
from core.store.goals.values import GoalRecord
from core.store.runs.values import Run, RunStatus
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import COLLECTOR, open_trace
from core.usecases.goals.submit import REWRITE_RUN
from core.usecases.runs.checkpoints import StoredCheckpoints
from core.usecases.runs.end import Ending, announce, end_run, give_up, names_of
from core.usecases.runs.stage_values import opening

REST_S = 5.0
"""How long a run rests whose worker could not write to the database; somebody takes it up again by itself."""

OVERDUE_S = 15.0
"""How long after its deadline a run is given up in which a step does not come back at all."""

_log = logging.getLogger(__name__)


def execute_run(rein: Rein, run_id: str) -> bool:
    """Work a run to its end. Returns False where it was not free to claim.

    Raises StorageUnavailable where the database went away: the run rests a little and is then taken up again.
    """
    run, exhausted = _claim(rein, run_id)
    if run is None:
        return False
    if exhausted is not None:
        announce(rein, run, exhausted)
        return True
    _note_claimed(rein, run)
    time_left = _countdown(rein, run)
    every_s = rein.settings.lease_s / RENEWALS_PER_LEASE
    with (
        open_trace(run.trace_id, run.root_span_id),
        keep_lease(lambda: _renew(rein, run, time_left), every_s=every_s) as lease,
    ):
        try:
            _walk(rein, run, lease, time_left)
        except StorageUnavailable:
            _put_back(rein, run)
            raise
    return True


def _claim(rein: Rein, run_id: str) -> tuple[Run | None, Ending | None]:
    """Return the run that is this process's now; with its end, where it was taken up too often without getting on."""
    now, settings = rein.clock.now(), rein.settings
    with rein.database.begin() as work:
        run = work.runs.claim(
            run_id,
            owner=rein.owner,
            now=now,
            lease_s=settings.lease_s,
            work_s=settings.run_deadline_s,
        )
        if run is None:
            return None, None
        work.traces.open(opening(run, goal_text=_goal(work, run).text, started_at=now))
        if run.claims <= settings.max_attempts:
            return run, None
        exhausted = _exhausted(settings.max_attempts)
        give_up(work, rein, run, exhausted)
        return run, exhausted


def _note_claimed(rein: Rein, run: Run) -> None:
    """Say in the log who works the run, and since when it had been waiting for that."""
    fields = names_of(run) | {"attempt": run.attempts, "owner": rein.owner}
    if run.attempts > 1:  # a person asked again, answered, or its worker stopped
        _log.info("run_taken_up_again", extra={"fields": fields})
        return
    waited_s = round((rein.clock.now() - run.submitted_at).total_seconds(), 3)
    _log.info("run_started", extra={"fields": fields | {"waited_s": waited_s}})


def _exhausted(times: int) -> Ending:
    return Ending(
        status=RunStatus.FAILED,
        error=f"This goal stopped its worker {times} {'time' if times == 1 else 'times'} without finishing a step.",
        advice="Nothing finished is lost. Try again, or tell whoever runs Rein; the trace shows where it stopped.",
    )


def _countdown(rein: Rein, run: Run) -> Callable[[], float]:
    """Return what tells the seconds the run has left; it counts by a clock that nobody sets."""
    whole_s = rein.settings.run_deadline_s
    left_s = (
        (run.deadline_at - rein.clock.now()).total_seconds()
        if run.deadline_at is not None
        else whole_s
    )
    until = rein.clock.monotonic() + left_s
    return lambda: until - rein.clock.monotonic()


def _goal(work: UnitOfWork, run: Run) -> GoalRecord:
    goal = work.goals.find(run.goal_id) if run.goal_id is not None else None
    if goal is None:
        raise NotFound("The goal of this run was deleted.")
    return goal


def _renew(rein: Rein, run: Run, time_left: Callable[[], float]) -> bool:
    now = rein.clock.now()
    with rein.database.begin() as work:
        if time_left() > -OVERDUE_S:
            return work.runs.renew(run.id, owner=rein.owner, now=now, lease_s=rein.settings.lease_s)
        overdue = Ending(
            status=RunStatus.FAILED,
            error="A step of this goal did not come back before its time was over.",
            advice="What is finished is kept. Try again; if it happens again, the trace shows which step it is.",
        )
        give_up(work, rein, run, overdue)
    announce(rein, run, overdue)
    return False


def _put_back(rein: Rein, run: Run) -> None:
    until = rein.clock.now() + timedelta(seconds=REST_S)
    try:
        with rein.database.begin() as work:
            work.runs.put_back(run.id, owner=rein.owner, until=until)
    except StorageUnavailable:
        return  # still away; the lease runs out by itself


def _walk(rein: Rein, run: Run, lease: Lease, time_left: Callable[[], float]) -> None:
    with rein.database.begin() as work:
        goal = _goal(work, run)
        answers = work.clarifications.list_answers(run.id)
        rounds = work.clarifications.count_rounds(run.id)
        account = work.users.find(run.user_id)
    request = GoalRequest(
        text=goal.text,
        circumstances=goal.circumstances,
        today=goal.written_day,
        answers=answers,
    )
    checkpoints = StoredCheckpoints(rein, run, lease)
    tools = Tools(
        models=rein.models,
        shelf=rein.shelf,
        coach=rein.coach,
        run_id=run.id,
        call_deadline_s=rein.settings.call_deadline_s,
        user_id=run.user_id,
        goal_id=run.goal_id,
        tier=account.tier if account is not None else rein.settings.tier,
        time_left=time_left,
        author_of=checkpoints.authors.get,
        fresh=run.kind == REWRITE_RUN,
    )
    try:
        result = run_pipeline(
            Known(request=request, rounds_left=_rounds_left(run, rounds)),
            tools,
            checkpoints,
            STAGES,
        )
    except NeedsAnswers as open_questions:
        _ask(rein, run, open_questions)
        return
    except RunCancelled:
        if not lease.lost:
            end_run(rein, run, Ending(status=RunStatus.CANCELLED), authors=checkpoints.authors)
        return
    if not lease.lost:
        end_run(rein, run, _ending(run, result), authors=checkpoints.authors)


def _rounds_left(run: Run, rounds: int) -> int:
    return max(0, MAX_ROUNDS - rounds) if run.asks else 0


def _ask(rein: Rein, run: Run, asked: NeedsAnswers) -> None:
    """Keep the questions and put the run aside; its spans so far are written, its trace stays open."""
    now = rein.clock.now()
    spans = COLLECTOR.take(run.trace_id)
    with rein.database.begin() as work:
        work.traces.add_spans(spans)
        work.clarifications.add(run.id, asked.questions, now=now)
        work.runs.wait_for_answers(run.id, owner=rein.owner, now=now)
    _log.info(
        "run_waits_for_answers",
        extra={"fields": {"run_id": run.id, "questions": len(asked.questions)}},
    )


def _ending(run: Run, result: PipelineResult) -> Ending:
    """Return how a run ends that was walked to its end: well, or with the error of the first stage that failed."""
    overall = result.known.evaluation.overall if result.known.evaluation is not None else None
    if not result.failures:
        return Ending(status=RunStatus.DONE, overall=overall)
    stage, error = next(iter(result.failures.items()))
    if isinstance(error, ReinError):
        message, advice = error.message, error.advice
    else:
        _log.error(
            "stage_crashed", exc_info=error, extra={"fields": {"run_id": run.id, "stage": stage}}
        )
        message = f"Rein itself failed while working on this step ({type(error).__name__})."
        advice = "Nothing finished is lost. Try again; if it happens again, the trace shows where."
    return Ending(status=RunStatus.FAILED, overall=overall, error=message, advice=advice)
