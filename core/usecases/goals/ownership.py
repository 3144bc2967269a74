"""Check that a goal belongs to the viewer, in every use-case that changes one."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.errors import NotFound
from core.ids import is_id
from core.store.goals.values import GoalRecord
from core.store.runs.values import Run
from core.store.unit_of_work import UnitOfWork


def require_own_goal(work: UnitOfWork, goal_id: str, *, viewer: Viewer) -> GoalRecord:
    """Return a goal the viewer may change. Raises NotFound if there is none.

    A goal of another person raises the same error as one that does not exist.
    """
    goal = work.goals.find(goal_id) if is_id(goal_id) else None
    if goal is None or not (goal.user_id == viewer.id or (goal.sample and viewer.may(Role.ADMIN))):
        raise NotFound(
            "There is no such goal.",
            advice="It may have been deleted, or the address is incomplete.",
        )
    return goal


def require_own_run(work: UnitOfWork, goal_id: str, *, viewer: Viewer) -> Run:
    """Return the latest run of a goal the viewer may change. Raises NotFound."""
    require_own_goal(work, goal_id, viewer=viewer)
    run = work.runs.find_latest(goal_id)
    if run is None:
        raise NotFound("This goal has no run.", advice="Write it again to start one.")
    return run
