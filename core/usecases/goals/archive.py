"""Archive, restore and delete goals."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.store.runs.values import RunStatus
from core.usecases.access.allow import Access, allow
from core.usecases.exports.queue_exports import deleting_receivers
from core.usecases.goals.ownership import require_own_goal
from core.usecases.retention.overwrite import overwrite


@allow(Access.OWNER)
def archive_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Archive a goal; nothing is deleted."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        work.goals.archive(goal_id, now=rein.clock.now())


@allow(Access.OWNER)
def restore_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Restore an archived goal."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        work.goals.restore(goal_id)


@allow(Access.OWNER)
def delete_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Delete a goal with its plan, ratings and traces, and overwrite their words in SQLite's files.

    Raises Conflict while its run works. If the files are busy, the retention job overwrites later.
    """
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        run = work.runs.find_latest(goal_id)
        if run is not None and run.status is RunStatus.RUNNING:
            raise Conflict(
                "This goal is being worked on.", advice="Cancel it first, then delete it."
            )
        work.goals.delete(goal_id, deleting_receivers(rein))
    overwrite(rein)
