"""Try a failed or cancelled run again, from the stage where it stopped."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.usecases.goals.ownership import require_own_run


def retry_run(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Queue the run again. Finished stages are kept and not paid for twice; a run under way is left alone."""
    with rein.database.begin() as work:
        run = require_own_run(work, goal_id, viewer=viewer)
        work.runs.requeue(run.id)
    rein.jobs.wake(run.id, priority=run.priority)
