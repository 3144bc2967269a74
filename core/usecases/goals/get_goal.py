"""One goal of a person's own, with everything written for it so far."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.ids import is_id
from core.store.goals.read import GoalView, find_goal
from core.store.traces.read import TraceRow, find_trace


def get_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> tuple[GoalView, TraceRow | None]:
    """Return a goal and its trace. Raises NotFound alike for a goal of somebody else and for none at all."""
    view = find_goal(rein.database, goal_id, user_id=viewer.id) if is_id(goal_id) else None
    if view is None:
        raise NotFound(
            "There is no such goal.", advice="It may have been deleted, or its id is incomplete."
        )
    detail = find_trace(rein.database, view.trace_id) if view.trace_id is not None else None
    return view, detail.row if detail is not None else None
