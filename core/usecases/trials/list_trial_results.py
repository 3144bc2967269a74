"""The rated results of a trial, for those who look into them."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.ids import is_id
from core.store.trials.rated_results import list_rated_results
from core.store.trials.values import RatedResult
from core.usecases.access.allow import Access, allow

__all__ = ["MAX_RESULTS", "RatedResult", "list_trial_results"]

MAX_RESULTS = 100


@allow(Access.REVIEWER)
def list_trial_results(
    rein: Rein, *, viewer: Viewer, trial_id: str, limit: int = MAX_RESULTS
) -> tuple[RatedResult, ...]:
    """Return the newest rated results of other people.

    The viewer's own are left out: who knows their arm rates otherwise. Raises NotAllowed below
    reviewer.
    """
    if not is_id(trial_id):
        return ()
    with rein.database.read() as connection:
        return list_rated_results(
            connection, trial_id, but=viewer.id, limit=min(limit, MAX_RESULTS)
        )
