"""Claims a queued run for this process, with its kind, its state and its open trace."""

import logging
from collections.abc import Mapping
from datetime import timedelta

from core.bootstrap import Rein
from core.runs.goal_run import GOAL, GOAL_REWRITE
from core.runs.kind import identity_of
from core.runs.kinds import queued_kinds
from core.store.runs.values import Run, RunStatus
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer
from core.usecases.runs.claimed_run import ClaimedRun
from core.usecases.runs.end import log_fields
from core.usecases.runs.recorded_work import RecordedWork

POSTPONED_S = 10.0
"""Seconds until a run that may not start yet is looked at again, if nothing calls it before."""

_log = logging.getLogger(__name__)


@without_viewer(Access.SYSTEM, "a worker claims a run that its owner submitted")
def claim_run(rein: Rein, run_id: str) -> ClaimedRun | None:
    """Claim a run, load what it starts from and open its trace; None if it cannot be claimed."""
    now, settings = rein.clock.now(), rein.settings
    kinds = queued_kinds(rein.run_kinds)
    work_s = {name: kind.deadline_s or settings.run_deadline_s for name, kind in kinds.items()}
    with rein.database.begin() as work:
        if not _may_start(rein, work, run_id):
            return None
        run = work.runs.claim(
            run_id, owner=rein.owner, now=now, lease_s=settings.lease_s, work_s=work_s
        )
        if run is None:
            return None
        kind, account = kinds[run.kind], work.accounts.find(run.user_id)
        state = kind.load_state(work, run)
        recorded = RecordedWork(
            identity_of(run),
            trace_name=kind.trace_name,
            text=kind.trace_text(state),
            started_at=now,
        )
        recorded.open(work)
        versions = _versions_for(rein, work, run)
    _log_claim(rein, run)
    tier = account.tier if account is not None else settings.tier
    return ClaimedRun(
        run=run, kind=kind, state=state, tier=tier, recorded=recorded, versions=versions
    )


def _may_start(rein: Rein, work: UnitOfWork, run_id: str) -> bool:
    """Return whether a run may be claimed by what its kind says; one that may not is postponed.

    After the database was away, what another process had begun waits until that process had time
    to renew its lease and to write the reply that it holds.
    """
    found = work.runs.get(run_id)
    if found is None:
        return True
    if found.status is not RunStatus.QUEUED:  # what was begun goes on, the claim decides
        return not rein.database.was_unavailable(within_s=rein.settings.lease_s / 2)
    kind = queued_kinds(rein.run_kinds).get(found.kind)
    if kind is None or kind.may_start(work, found):
        return True
    work.runs.postpone(run_id, until=rein.clock.now() + timedelta(seconds=POSTPONED_S))
    return False


def _versions_for(rein: Rein, work: UnitOfWork, run: Run) -> Mapping[str, int]:
    """Return the prompt versions that running trials give the person of a goal's run."""
    if run.sample or run.kind not in {GOAL.name, GOAL_REWRITE.name}:
        return {}
    return work.trials.assign(user_id=run.user_id, trace_id=run.trace_id, now=rein.clock.now())


def _log_claim(rein: Rein, run: Run) -> None:
    """Log who works the run, and how long it had waited for that."""
    fields = log_fields(run) | {"attempt": run.attempts, "owner": rein.owner}
    if run.attempts > 1:  # it was retried, its questions were answered, or its worker stopped
        _log.info("run_claimed_again", extra={"fields": fields})
        return
    waited_s = round((rein.clock.now() - run.submitted_at).total_seconds(), 3)
    _log.info("run_started", extra={"fields": fields | {"waited_s": waited_s}})
