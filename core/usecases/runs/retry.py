"""Retry a failed or cancelled run from the stage where it stopped."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_run
from core.usecases.quotas.spend_quota import require_room_in_queue


@allow(Access.OWNER)
def retry_run(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Queue the run again; finished stages are not run again. A run under way is not changed.

    Raises NotFound and LimitReached.
    """
    with rein.database.begin() as work:
        run = require_own_run(work, goal_id, viewer=viewer)
        require_room_in_queue(rein, work, viewer=viewer)
        work.runs.requeue(run.id)
    rein.jobs.wake(run.id, priority=run.priority)
