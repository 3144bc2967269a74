"""Read what the Goals page shows.

Nothing is cached: workers change these rows every second, and each read takes a few indexed rows.
"""

from app import auth, services
from core.usecases.goals import list_goals as goals
from core.usecases.goals.list_goals import GoalCard, Page

CARDS_PER_PAGE = 12


def list_cards(*, archived: bool, cursor: str | None) -> Page[GoalCard]:
    """Return a page of the person's goals, newest first.

    Raises InvalidInput for an invalid cursor.
    """
    return goals.list_goals(
        services.rein(),
        viewer=auth.current_viewer(),
        archived=archived,
        limit=CARDS_PER_PAGE,
        cursor=cursor,
    )


def find_example() -> GoalCard | None:
    """Return the best goal of the sample, or None if no sample is loaded."""
    return goals.find_example_goal(services.rein(), viewer=auth.current_viewer())
