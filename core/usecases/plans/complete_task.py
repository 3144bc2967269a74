"""Completing a task of a plan, or undoing it."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.store.plans.task_states import find_goal_of_task
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal


@allow(Access.OWNER)
def complete_task(rein: Rein, *, viewer: Viewer, goal_id: str, task_id: str, done: bool) -> None:
    """Mark a task as done or not done. Raises NotFound if the goal or the task does not exist."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        if done:
            work.tasks.complete(goal_id, task_id, user_id=viewer.user.id, now=rein.clock.now())
        else:
            work.tasks.reopen(goal_id, task_id)


@allow(Access.OWNER)
def find_goal_with_task(rein: Rein, *, viewer: Viewer, task_id: str) -> str:
    """Return the id of the viewer's goal whose plan has a task. Raises NotFound."""
    with rein.database.read() as connection:
        goal_id = find_goal_of_task(connection, task_id, user_id=viewer.id)
    if goal_id is None:
        raise NotFound(
            "There is no such task in your plans.", advice="`rein today` lists the ids of tasks."
        )
    return goal_id
