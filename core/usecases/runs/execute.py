"""Works one queued run of any kind: claims it, runs its stages with checkpoints, ends its trace."""

import logging
from collections import ChainMap
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from core.bootstrap import Rein
from core.errors import ReinError, StorageDamaged, StorageUnavailable
from core.goals.clarification import NeedsAnswers
from core.jobs.lease import RENEWALS_PER_LEASE, Lease, hold_lease
from core.llm.routing.first_models import ROUTES, parse_first_models
from core.prompts.library import PromptLibrary
from core.runs.pipeline import PipelineResult, RunCancelled, run_pipeline
from core.runs.stage import StageContext
from core.store.runs.values import Run, RunStatus
from core.usecases.access.allow import Access, without_viewer
from core.usecases.runs.checkpoints import StoredCheckpoints
from core.usecases.runs.claim import claim_run
from core.usecases.runs.claimed_run import ClaimedRun
from core.usecases.runs.end import Ending, end_run, fail_exhausted, log_end

RETRY_DELAY_S = 5.0
"""Seconds until a run can be claimed again after its worker failed to write to the database."""

OVERDUE_S = 15.0
"""Seconds after its deadline at which a run with a hanging stage is ended."""

_log = logging.getLogger(__name__)


@without_viewer(Access.SYSTEM, "a worker works on a run that its owner submitted")
def execute_run(rein: Rein, run_id: str) -> bool:
    """Work a run to its end. Returns False if it could not be claimed.

    Raises StorageUnavailable if the database went away; the run is claimed again a little later.
    If the database is damaged, it fails after some attempts.
    """
    with rein.runs_under_way.enter(rein.owner, run_id) as lease:
        if lease is None:
            return False
        claimed = claim_run(rein, run_id)
        if claimed is None:
            return False
        if claimed.run.claims_without_progress > rein.settings.max_attempts:
            _fail_poison(rein, claimed)
        else:
            _work_with_lease(rein, claimed, lease)
        return True


def _work_with_lease(rein: Rein, claimed: ClaimedRun, lease: Lease) -> None:
    time_left = _countdown(rein, claimed)
    every_s = rein.settings.lease_s / RENEWALS_PER_LEASE
    with (
        claimed.recorded.collect(),
        hold_lease(lambda: _renew(rein, claimed, time_left), every_s=every_s, lease=lease),
    ):
        try:
            _work(rein, claimed, lease, time_left)
        except StorageDamaged:
            raise  # it counts against the run, which would be tried for ever
        except StorageUnavailable:
            _release(rein, claimed.run)
            raise


def _prompts_for(rein: Rein, claimed: ClaimedRun) -> PromptLibrary:
    """Return the prompts with the live versions, and those of trials for this person alone."""
    known = {name: v for name, v in claimed.versions.items() if (name, v) in rein.prompts.texts}
    return replace(rein.prompts, live=ChainMap(known, dict(rein.prompts.live)))


def _fail_poison(rein: Rein, claimed: ClaimedRun) -> None:
    """Fail a run that stopped its worker too often without finishing a stage."""
    times = rein.settings.max_attempts
    ending = Ending(
        status=RunStatus.FAILED,
        error=f"This {claimed.kind.noun} stopped its worker {times} "
        f"{'time' if times == 1 else 'times'} without finishing a step.",
        advice="Nothing finished is lost. Try again, or tell whoever runs Rein; "
        "the trace shows where it stopped.",
    )
    with rein.database.begin() as work:
        fail_exhausted(work, rein, claimed, ending)
    log_end(rein, claimed.run, ending)


def _countdown(rein: Rein, claimed: ClaimedRun) -> Callable[[], float]:
    """Return a function that returns the seconds the run has left, by the monotonic clock."""
    left_s = claimed.kind.deadline_s or rein.settings.run_deadline_s
    if claimed.run.deadline_at is not None:
        left_s = (claimed.run.deadline_at - rein.clock.now()).total_seconds()
    until = rein.clock.monotonic() + left_s
    return lambda: until - rein.clock.monotonic()


def _renew(rein: Rein, claimed: ClaimedRun, time_left: Callable[[], float]) -> bool:
    """Renew the lease; or fail the run, if a stage has not returned long after the deadline."""
    now = rein.clock.now()
    with rein.database.begin() as work:
        if time_left() > -OVERDUE_S:
            return work.runs.renew(
                claimed.run.id, owner=rein.owner, now=now, lease_s=rein.settings.lease_s
            )
        overdue = Ending(
            status=RunStatus.FAILED,
            error=f"A step of this {claimed.kind.noun} did not come back before its time was over.",
            advice="What is finished is saved. Try again; if it happens again, "
            "the trace shows which step it is.",
        )
        fail_exhausted(work, rein, claimed, overdue)
    log_end(rein, claimed.run, overdue)
    return False


def _release(rein: Rein, run: Run) -> None:
    until = rein.clock.now() + timedelta(seconds=RETRY_DELAY_S)
    try:
        with rein.database.begin() as work:
            work.runs.release_without_penalty(run.id, owner=rein.owner, until=until)
    except StorageUnavailable:
        return  # still away; the lease expires by itself


def _work(rein: Rein, claimed: ClaimedRun, lease: Lease, time_left: Callable[[], float]) -> None:
    run, kind, state = claimed.run, claimed.kind, claimed.state
    checkpoints = StoredCheckpoints(rein, run, lease, kind=kind, recorded=claimed.recorded)
    prompts = _prompts_for(rein, claimed)
    routes, label = prompts.read_settings(ROUTES)
    context = StageContext(
        models=rein.models,
        prompts=prompts,
        first_models=parse_first_models(routes, label=label),
        coach=rein.coach,
        run_id=run.id,
        call_deadline_s=rein.settings.call_deadline_s,
        user_id=run.user_id,
        goal_id=run.goal_id,
        tier=claimed.tier,
        noun=kind.noun,
        time_left=time_left,
        author_of=checkpoints.authors.get,
        resumed=run.attempts > 1,
        bypass_cache=kind.bypass_cache,
        show_partial=partial(rein.partial_answers.put, run.id),
    )
    context = kind.prepare(state, context, rein.models)
    try:
        state = kind.take_settings(state, context.prompts)
        result = run_pipeline(state, context, checkpoints, kind.stages)
        state, ending = result.state, _ending(run, result)
    except NeedsAnswers as open_questions:
        if kind.may_ask:
            _wait_for_answers(rein, claimed, open_questions)
            return
        ending = _unanswerable(open_questions)
    except RunCancelled:
        ending = Ending(status=RunStatus.CANCELLED)
    finally:
        rein.partial_answers.drop(run.id)
    if not lease.lost:
        authors = checkpoints.authors
        end_run(rein, claimed, ending, summary=kind.summarize(state, authors), authors=authors)


def _wait_for_answers(rein: Rein, claimed: ClaimedRun, asked: NeedsAnswers) -> None:
    """Store the questions and release the run until they are answered; its trace stays open."""
    now, run = rein.clock.now(), claimed.run
    with rein.database.begin() as work:
        claimed.recorded.write_collected(work)
        work.clarifications.add(run.id, asked.questions, now=now)
        work.runs.wait_for_answers(run.id, owner=rein.owner, now=now)
    fields = {"run_id": run.id, "questions": len(asked.questions)}
    _log.info("run_waits_for_answers", extra={"fields": fields})


def _unanswerable(asked: NeedsAnswers) -> Ending:
    questions = " ".join(question.text for question in asked.questions)
    return Ending(
        status=RunStatus.FAILED,
        error=f"A step asked what cannot be answered here: {questions}",
        advice="Put the answer into the request and submit it again.",
    )


def _ending(run: Run, result: PipelineResult[Any]) -> Ending:
    """Return how a run ends: done, or failed with the error of the first stage that failed."""
    if not result.failures:
        return Ending(status=RunStatus.DONE)
    stage, error = next(iter(result.failures.items()))
    if isinstance(error, ReinError):
        message, advice = error.message, error.advice
    else:
        fields = {"run_id": run.id, "stage": stage}
        _log.error("stage_crashed", exc_info=error, extra={"fields": fields})
        message = f"Rein itself failed while working on this step ({type(error).__name__})."
        advice = "Nothing finished is lost. Try again; if it happens again, the trace shows where."
    return Ending(status=RunStatus.FAILED, error=message, advice=advice)
