"""Read what the Today page shows: a fixed number of selects, however many goals there are."""

from app import auth, services
from core.usecases.plans import get_today as plans
from core.usecases.plans.get_today import TaskToday, Today
from core.usecases.revisions.propose_revisions import count_missed_weeks


def get_today() -> Today:
    """Return the person's day."""
    return plans.get_today(services.rein(), viewer=auth.current_viewer())


def lives_a_plan() -> bool:
    """Return True if the person has a goal with a plan."""
    return plans.lives_a_plan(services.rein(), viewer=auth.current_viewer())


def reserve_left(goal_id: str) -> int:
    """Return the reserve days a goal of the person's has left."""
    return next((goal.reserve_left for goal in get_today().goals if goal.goal_id == goal_id), 0)


def find_behind(today: Today) -> TaskToday | None:
    """Return the first way back into a goal, if the goal's page offers ways to go on, or None.

    A person who missed weeks has a way back, so at all other times this reads nothing.
    """
    back = next((one for one in today.tasks if one.comeback), None)
    if back is None or back.week == 1:
        return None
    missed = count_missed_weeks(services.rein(), viewer=auth.current_viewer(), goal_id=back.goal_id)
    return back if missed else None
