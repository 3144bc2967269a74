"""Completing a task of a plan, or undoing it."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.usecases.goals.ownership import require_own_goal


def complete_task(rein: Rein, *, viewer: Viewer, goal_id: str, task_id: str, done: bool) -> None:
    """Mark a task as done or not done. Raises NotFound if the goal or the task does not exist."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        if done:
            work.tasks.complete(goal_id, task_id, user_id=viewer.user.id, now=rein.clock.now())
        else:
            work.tasks.reopen(goal_id, task_id)
