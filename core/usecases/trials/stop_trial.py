"""Stop a running trial: everybody gets the champion again."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput
from core.experiments.decision import Outcome
from core.goals.goal import clean_text
from core.store.trials.read import count_trial
from core.store.trials.values import Ending
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.exports.queue_exports import queue_trial
from core.usecases.trials.findings import estimate
from core.usecases.trials.require_trial import require_real_trial
from core.usecases.trials.start_trial import details_of


@allow(Access.ADMIN, changes=AuditAction.TRIAL_ENDED, whose="trial_id")
def stop_trial(rein: Rein, *, viewer: Viewer, trial_id: str, reason: str) -> None:
    """End a trial without a winner.

    Raises NotAllowed below admin, InvalidInput without a reason, NotFound, and Conflict if it is
    over.
    """
    written = clean_text(reason).strip()
    if not written:
        raise InvalidInput("Say why the trial is stopped.", field="reason")
    now = rein.clock.now()
    with rein.database.begin() as work:
        trial = require_real_trial(work, trial_id)
        ending = Ending(
            outcome=Outcome.STOPPED,
            decision=written,
            by=viewer.id,
            at=now,
            estimate=estimate(trial, count_trial(work.connection, trial, now=now)),
        )
        if not work.trials.end(trial_id, ending):
            raise Conflict("This trial is over.", advice="Nothing was changed.")
        queue_trial(work, rein.settings, trial_id=trial_id, now=now)
        work.audit.describe(details_of(trial))
