"""Read and change the link of a goal's plan."""

from app import auth, services
from app.site import site
from core.usecases.shares import share_links
from core.usecases.shares.share_links import ShareLink


def find_link(goal_id: str) -> ShareLink | None:
    """Return the link to the plan of a goal, or None."""
    return share_links.find_share(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)


def add_link(goal_id: str, days: int) -> str:
    """Create a link and return its address; it replaces the one before."""
    made = share_links.add_share(
        services.rein(), viewer=auth.current_viewer(), goal_id=goal_id, days=days
    )
    return f"{site()}{made.path}"


def revoke_link(goal_id: str) -> None:
    """Revoke the link. Raises NotFound if there is none."""
    share_links.revoke_share(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)
