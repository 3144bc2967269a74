"""Read what the Today page shows."""

from app import auth, services
from core.usecases.plans import get_today as plans
from core.usecases.plans.get_today import GoalToday, Today
from core.usecases.revisions.propose_revisions import find_missed_count


def get_today() -> Today:
    """Return the person's day."""
    return plans.get_today(services.rein(), viewer=auth.current_viewer())


def lives_a_plan() -> bool:
    """Return True if the person has a goal with a plan."""
    return plans.lives_a_plan(services.rein(), viewer=auth.current_viewer())


def reserve_left(goal_id: str) -> int:
    """Return the reserve days a goal of the person's has left."""
    return next((goal.reserve_left for goal in get_today().goals if goal.goal_id == goal_id), 0)


def find_behind(today: Today) -> GoalToday | None:
    """Return the first goal whose page offers ways to go on after missed weeks, or None."""
    rein, viewer = services.rein(), auth.current_viewer()
    begun = (goal for goal in today.goals if goal.week is not None and goal.week.number > 1)
    return next(
        (one for one in begun if find_missed_count(rein, viewer=viewer, goal_id=one.goal_id)), None
    )
