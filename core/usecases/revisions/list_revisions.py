"""Read the versions of a goal's plan, and its pause."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.store.revisions import read
from core.store.revisions.read import PlanVersionRow
from core.store.revisions.values import Pause
from core.usecases.access.allow import Access, allow
from core.usecases.goals.get_goal import find_goal

__all__ = ["Pause", "PlanVersionRow", "find_pause", "list_revisions"]


@allow(Access.OWNER)
def list_revisions(rein: Rein, *, viewer: Viewer, goal_id: str) -> tuple[PlanVersionRow, ...]:
    """Return the versions of the plan, newest first: by whom, when and why. Raises NotFound."""
    if find_goal(rein, viewer=viewer, goal_id=goal_id) is None:
        raise NotFound(
            "There is no such goal.", advice="It may have been deleted, or its id is incomplete."
        )
    return read.list_plan_versions(rein.database, goal_id)


@allow(Access.OWNER)
def find_pause(rein: Rein, *, viewer: Viewer, goal_id: str) -> Pause | None:
    """Return the pause of a goal that is not over today, or None."""
    if find_goal(rein, viewer=viewer, goal_id=goal_id) is None:
        return None
    today = rein.clock.today(viewer.time_zone)
    return read.find_pause(rein.database, goal_id, on=today)
