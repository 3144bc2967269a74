"""Find follow-up goals: the other goals of a text, and the full-length goal."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.offline.reading.multiple_goals import MultipleGoals
from core.offline.writing.full_length_goal import FullLengthGoal
from core.usecases.access.allow import Access, allow
from core.usecases.goals.get_goal import GoalView

__all__ = ["FullLengthGoal", "MultipleGoals", "find_full_length_goal", "find_other_goals"]


@allow(Access.OWNER)
def find_other_goals(rein: Rein, *, viewer: Viewer, view: GoalView) -> MultipleGoals | None:
    """Return the goals of a text that contains several; None if the goal is not the viewer's."""
    if view.user_id != viewer.id:
        return None
    return rein.coach.find_multiple_goals(view.request)


@allow(Access.OWNER)
def find_full_length_goal(rein: Rein, *, viewer: Viewer, view: GoalView) -> FullLengthGoal | None:
    """Return the longer goal for a target that does not fit its time.

    Returns None if the target fits, or if the goal is not the viewer's.
    """
    if view.user_id != viewer.id:
        return None
    return rein.coach.full_length_goal(view.request)
