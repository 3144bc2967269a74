"""Find the trial that a request names."""

from core.errors import Conflict, NotFound
from core.ids import is_id
from core.store.trials.read import find_trial
from core.store.trials.values import Trial
from core.store.unit_of_work import UnitOfWork


def require_trial(work: UnitOfWork, trial_id: str) -> Trial:
    """Return a trial. Raises NotFound, also for a text that is no id."""
    found = find_trial(work.connection, trial_id) if is_id(trial_id) else None
    if found is None:
        raise NotFound("There is no such trial.")
    return found


def require_real_trial(work: UnitOfWork, trial_id: str) -> Trial:
    """Return a trial to change. Raises NotFound, and Conflict if it is part of the sample."""
    found = require_trial(work, trial_id)
    if found.sample:
        raise Conflict(
            "This trial is part of the sample, so it releases nothing.",
            advice="Start one of your own on the page Trials.",
        )
    return found
