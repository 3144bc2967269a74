"""Read what the Today page shows: one use-case with a fixed number of selects."""

from app import auth, services
from core.usecases.plans import get_today as plans
from core.usecases.plans.get_today import Today


def get_today() -> Today:
    """Return the person's day."""
    return plans.get_today(services.rein(), viewer=auth.current_viewer())


def lives_a_plan() -> bool:
    """Return True if the person has a goal with a plan."""
    return plans.lives_a_plan(services.rein(), viewer=auth.current_viewer())


def reserve_left(goal_id: str) -> int:
    """Return the reserve days a goal of the person's has left."""
    return next((goal.reserve_left for goal in get_today().goals if goal.goal_id == goal_id), 0)
