"""Work the plan: tick a task, or take the tick back."""

from core.accounts.user import User
from core.bootstrap import Rein
from core.usecases.goals.ownership import goal_of


def tick_task(rein: Rein, *, user: User, goal_id: str, task_id: str, done: bool) -> None:
    """Mark a task as done or not done. Raises NotFound where the goal or the task is not there."""
    with rein.database.begin() as work:
        goal_of(work, goal_id, user=user)
        work.goals.tick_task(goal_id, task_id, done=done, now=rein.clock.now())
