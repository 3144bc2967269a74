"""Read the answers to a person's ratings."""

from app import auth, services
from core.usecases.ratings.reply import Reply, list_own_replies, mark_replies_seen


def rating_replies(goal_id: str) -> tuple[Reply, ...]:
    """Return the answers to the person's ratings, newest first, and record that they were shown."""
    rein, viewer = services.rein(), auth.current_viewer()
    found = list_own_replies(rein, viewer=viewer, goal_id=goal_id)
    if any(reply.seen_at is None for reply in found):
        mark_replies_seen(rein, viewer=viewer, goal_id=goal_id)
    return found
