"""How a goal of the viewer's stands today."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.progress.summary import Progress, Record, summarize
from core.store.measurements.read import list_measurements
from core.store.plans.read import find_task_states
from core.store.plans.rows import find_current_plan
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal

__all__ = ["Progress", "find_progress", "get_progress"]


@allow(Access.OWNER)
def get_progress(rein: Rein, *, viewer: Viewer, goal_id: str) -> Progress:
    """Return the progress of a goal. Raises NotFound, and Conflict before it has a plan."""
    found = find_progress(rein, viewer=viewer, goal_id=goal_id)
    if found is None:
        raise Conflict(
            "This goal has no plan yet.", advice="Its progress begins with the plan's first week."
        )
    return found


@allow(Access.OWNER)
def find_progress(rein: Rein, *, viewer: Viewer, goal_id: str) -> Progress | None:
    """Return the progress of a goal, or None before it has a plan. Raises NotFound."""
    with rein.database.read() as connection:
        goal = require_own_goal(UnitOfWork(connection), goal_id, viewer=viewer)
        stored = find_current_plan(connection, goal_id)
        if stored is None:
            return None
        record = Record(
            goal_id=goal_id,
            goal=goal.clarified,
            plan=stored.plan,
            states=find_task_states(connection, goal_id),
            measurements=list_measurements(connection, goal_id),
        )
    zone = viewer.time_zone
    return summarize(record, today=rein.clock.today(zone), zone=zone)
