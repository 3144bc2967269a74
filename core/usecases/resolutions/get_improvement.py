"""Read a person's changes to their resolution, and their effect on its scores."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.resolutions import read
from core.store.resolutions.read import Improvement
from core.usecases.access.allow import Access, allow
from core.usecases.goals.get_goal import find_goal

__all__ = ["Improvement", "find_improvement"]


@allow(Access.OWNER)
def find_improvement(rein: Rein, *, viewer: Viewer, goal_id: str) -> Improvement | None:
    """Return the changes, or None if the resolution is unchanged or the goal is not theirs."""
    if find_goal(rein, viewer=viewer, goal_id=goal_id) is None:
        return None
    return read.find_improvement(rein.database, goal_id)
