"""Promote the candidate of a trial by hand, roll it back, or take such a step back."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.experiments.decision import Outcome
from core.prompts.releases import SHIPPED_BY, ReleaseStatus
from core.store.prompts.read import find_live_version
from core.store.trials.open_trials import lock_prompt
from core.store.trials.read import count_trial
from core.store.trials.values import Ending, Trial, Watch
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.exports.queue_exports import queue_trial
from core.usecases.trials.findings import estimate
from core.usecases.trials.reason import require_reason
from core.usecases.trials.release_candidate import change_release
from core.usecases.trials.require_trial import require_real_trial


@allow(Access.ADMIN, changes=AuditAction.PROMPT_RELEASED, whose="trial_id")
def promote_candidate(rein: Rein, *, viewer: Viewer, trial_id: str, reason: str) -> None:
    """End a running trial and release its candidate, whatever the rule says; it is watched since.

    Raises NotAllowed below admin, InvalidInput without a reason, NotFound, and Conflict if the
    trial is over or the live version is no longer its champion.
    """
    written, now = _written(reason), rein.clock.now()
    with rein.database.begin() as work:
        trial = _locked(work, trial_id)
        _require(
            holds=find_live_version(work.connection, trial.prompt, known=rein.prompts.texts)
            == trial.champion
        )
        ending = Ending(
            outcome=Outcome.PROMOTED,
            decision=written,
            by=viewer.id,
            at=now,
            estimate=estimate(trial, count_trial(work.connection, trial, now=now)),
        )
        _require(holds=work.trials.end(trial_id, ending))
        queue_trial(work, rein.settings, trial_id=trial_id, now=now)
        _describe(work, trial)
        change_release(rein, work, trial, ReleaseStatus.RELEASED, by=viewer.id, reason=written)
    rein.prompt_versions.expire()


@allow(Access.ADMIN, changes=AuditAction.PROMPT_ROLLED_BACK, whose="trial_id")
def roll_back_candidate(rein: Rein, *, viewer: Viewer, trial_id: str, reason: str) -> None:
    """Roll a promoted candidate back: everybody gets the version before it.

    Raises NotAllowed below admin, InvalidInput without a reason, NotFound, and Conflict if the
    candidate was not promoted, or is no longer live.
    """
    written, now = _written(reason), rein.clock.now()
    with rein.database.begin() as work:
        trial = _locked(work, trial_id)
        _require(
            holds=find_live_version(work.connection, trial.prompt, known=rein.prompts.texts)
            == trial.candidate
        )
        _require(holds=work.trials.end_watch(trial_id, Watch.ROLLED_BACK, note=written, now=now))
        change_release(rein, work, trial, ReleaseStatus.ROLLED_BACK, by=viewer.id, reason=written)
        _describe(work, trial)
    rein.prompt_versions.expire()


@allow(Access.ADMIN, changes=AuditAction.TRIAL_CONTINUED, whose="trial_id")
def take_back_ending(rein: Rein, *, viewer: Viewer, trial_id: str) -> None:
    """Take the last step of a trial back: a stop, a promotion by hand, or any rollback.

    A stopped trial goes on, and one whose candidate was promoted by hand; a candidate that was
    rolled back is released and watched again. Raises NotAllowed below admin, NotFound, and Conflict
    if there is no such step, or if versions or trials of the prompt changed since.
    """
    now = rein.clock.now()
    with rein.database.begin() as work:
        trial = _locked(work, trial_id)
        running = lock_prompt(work.connection, trial.prompt)
        live = find_live_version(work.connection, trial.prompt, known=rein.prompts.texts)
        by_hand = trial.ended_by != SHIPPED_BY
        if trial.watch is Watch.ROLLED_BACK:
            _require(holds=running is None and live == trial.champion)
            work.trials.watch_again(trial_id, now=now)
            change_release(
                rein, work, trial, ReleaseStatus.RELEASED, by=viewer.id, reason=_TAKEN_BACK
            )
        elif trial.outcome is Outcome.PROMOTED and by_hand:
            _require(holds=running is None and live == trial.candidate)
            _require(holds=trial.watch is Watch.WATCHED)
            change_release(rein, work, trial, ReleaseStatus.DRAFT, by=viewer.id, reason=_TAKEN_BACK)
            work.trials.reopen(trial_id)
        else:
            _require(holds=trial.outcome is Outcome.STOPPED and by_hand)
            _require(holds=running is None and live == trial.champion)
            work.trials.reopen(trial_id)
        _describe(work, trial)
    rein.prompt_versions.expire()


def _describe(work: UnitOfWork, trial: Trial) -> None:
    """Complete the line of the audit log that the use-case declares."""
    details = {"prompt": trial.prompt, "version": str(trial.candidate), "trial": trial.id}
    work.audit.describe(details, subject=trial.label)


_TAKEN_BACK = "The step before was taken back."


def _locked(work: UnitOfWork, trial_id: str) -> Trial:
    """Return a trial; until the commit no other process changes versions of its prompt."""
    found = require_real_trial(work, trial_id)
    lock_prompt(work.connection, found.prompt)
    return require_real_trial(work, trial_id)


def _require(*, holds: bool) -> None:
    if not holds:
        raise Conflict(
            "The trial is no longer as it was when you looked at it.",
            advice="Nothing was changed. Load the page again.",
        )


def _written(reason: str) -> str:
    return require_reason(reason, missing="This needs a reason.", what="why you do it")
