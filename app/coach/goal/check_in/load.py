"""Read what the check-in section shows."""

from app import auth, services
from core.progress.check_in import CheckIn
from core.progress.check_in_week import OpenCheckIn
from core.usecases.check_ins import get_check_ins as check_ins
from core.usecases.check_ins.get_check_ins import CheckInsView
from core.usecases.check_ins.list_check_ins import find_open_check_in, list_check_ins
from core.usecases.goals.get_goal import GoalView


def find_open(goal_id: str) -> OpenCheckIn | None:
    """Return the open check-in of a goal: one select, for the label of the fold."""
    found = find_open_check_in(services.rein(), viewer=auth.current_viewer(), goal_ids=[goal_id])
    return found.get(goal_id)


def get_check_ins(goal_id: str) -> CheckInsView:
    """Return the check-ins of a goal. Raises a ReinError if they cannot be read."""
    return check_ins.get_check_ins(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)


def find_final(view: GoalView) -> CheckIn | None:
    """Return the check-in that finished a goal of the person's, or None if it goes on."""
    if view.goal_finished_at is None:
        return None
    found = list_check_ins(services.rein(), viewer=auth.current_viewer(), goal_id=view.goal_id)
    return next((each for each in found if each.retrospective is not None), None)
