"""Cancel the run of a goal: what is finished stays, what is under way stops at its next checkpoint."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.usecases.goals.ownership import require_own_run


def cancel_run(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Ask the run to stop. A run that has ended already is left as it is."""
    with rein.database.begin() as work:
        run = require_own_run(work, goal_id, viewer=viewer)
        work.runs.request_cancel(run.id, now=rein.clock.now())
