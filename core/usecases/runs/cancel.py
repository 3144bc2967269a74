"""Cancel the run of a goal; finished stages stay, and it stops at the next checkpoint."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_run


@allow(Access.OWNER)
def cancel_run(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Cancel the newest run of a goal; one that has ended is not changed."""
    with rein.database.begin() as work:
        run = require_own_run(work, goal_id, viewer=viewer)
        work.runs.request_cancel(run.id, now=rein.clock.now())
