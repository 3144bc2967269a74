"""Release or roll back the candidate of a trial in the transaction of its caller."""

from dataclasses import replace

from core.bootstrap import Rein
from core.ids import new_id
from core.prompts.releases import SHIPPED_BY, PromptRelease, ReleaseStatus
from core.store.audit.values import AuditAction
from core.store.prompts.store import PromptReleaseStore
from core.store.trials.values import Trial
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer
from core.usecases.trials.start_trial import entry


@without_viewer(Access.PART, "changes a version for a person or a rule that was checked")
def change_release(
    rein: Rein, work: UnitOfWork, trial: Trial, status: ReleaseStatus, *, by: str, reason: str
) -> None:
    """Change the status of the candidate; the caller writes the line of the audit log."""
    now = rein.clock.now()
    release = PromptRelease(
        id=new_id(),
        name=trial.prompt,
        version=trial.candidate,
        hash=rein.prompts.texts[trial.prompt, trial.candidate].hash,
        status=status,
        changed_at=now,
        changed_by=by,
        reason=reason,
    )
    PromptReleaseStore(work.connection).add([release])


@without_viewer(Access.PART, "the line of a rule's own release or rollback")
def record_release(
    rein: Rein, work: UnitOfWork, trial: Trial, action: AuditAction, *, because: str
) -> None:
    """Write the line of a release or rollback that no person made."""
    line = entry(action, trial, by=SHIPPED_BY, at=rein.clock.now())
    details = {**line.details, "because": because}
    work.audit.record(replace(line, subject=trial.label, details=details))
