"""Archive, restore and delete goals."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.store.runs.values import RunStatus
from core.usecases.goals.ownership import require_own_goal


def archive_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Archive a goal; nothing is deleted."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        work.goals.archive(goal_id, now=rein.clock.now())


def restore_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Restore an archived goal."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        work.goals.restore(goal_id)


def delete_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Delete a goal with its plan, ratings and traces. Raises Conflict while its run works."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        run = work.runs.find_latest(goal_id)
        if run is not None and run.status is RunStatus.RUNNING:
            raise Conflict(
                "This goal is being worked on.", advice="Cancel it first, then delete it."
            )
        work.goals.delete(goal_id)
