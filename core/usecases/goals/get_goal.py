"""One goal with everything that is written for it so far."""

from core.accounts.user import SAMPLE_USER_ID
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.ids import is_id
from core.store.goals.read import GoalView, StageView
from core.store.goals.read import find_goal as read_goal
from core.store.runs.takeovers import Takeover
from core.store.runs.values import RunStatus, StageStatus
from core.store.traces.read import TraceRow
from core.store.traces.read import find_trace as read_trace

__all__ = [
    "GoalView",
    "RunStatus",
    "StageStatus",
    "StageView",
    "Takeover",
    "TraceRow",
    "find_goal",
    "get_goal",
]


def get_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> tuple[GoalView, TraceRow | None]:
    """Return the viewer's own goal and its trace. Raises NotFound if they have no such goal."""
    view = read_goal(rein.database, goal_id, user_id=viewer.id) if is_id(goal_id) else None
    if view is None:
        raise NotFound(
            "There is no such goal.", advice="It may have been deleted, or its id is incomplete."
        )
    detail = read_trace(rein.database, view.trace_id) if view.trace_id is not None else None
    return view, detail.row if detail is not None else None


def find_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> GoalView | None:
    """Return the viewer's own goal or one of the sample, or None."""
    if not is_id(goal_id):
        return None
    own = read_goal(rein.database, goal_id, user_id=viewer.id)
    if own is not None:
        return own
    example = read_goal(rein.database, goal_id, user_id=SAMPLE_USER_ID)
    return example if example is not None and example.sample else None
