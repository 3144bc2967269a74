"""One goal with everything that is written for it so far."""

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
from core.store.trials.read import find_unseen_result
from core.usecases.access.allow import Access, allow

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


@allow(Access.OWNER)
def get_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> tuple[GoalView, TraceRow | None]:
    """Return the viewer's own goal and its trace. Raises NotFound if they have no such goal."""
    view = read_goal(rein.database, goal_id, user_id=viewer.id) if is_id(goal_id) else None
    if view is None:
        raise NotFound(
            "There is no such goal.", advice="It may have been deleted, or its id is incomplete."
        )
    _note_shown(rein, view)
    detail = read_trace(rein.database, view.trace_id) if view.trace_id is not None else None
    return view, detail.row if detail is not None else None


@allow(Access.OWNER)
def find_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> GoalView | None:
    """Return the viewer's own goal or one of the sample, or None."""
    if not is_id(goal_id):
        return None
    own = read_goal(rein.database, goal_id, user_id=viewer.id)
    if own is not None:
        _note_shown(rein, own)
        return own
    example = read_goal(rein.database, goal_id, user_id=None)
    return example if example is not None and example.sample else None


def _note_shown(rein: Rein, view: GoalView) -> None:
    """Record that the owner sees the result of a trial, once; it writes only while a trial runs."""
    if view.plan is None or view.trace_id is None:
        return
    with rein.database.read() as connection:
        unseen = find_unseen_result(connection, view.trace_id)
    if unseen:
        with rein.database.begin() as work:
            work.trials.show(view.trace_id, now=rein.clock.now())
