"""Submit and restore goals as the person who is signed in."""

import hashlib

from app import auth, services
from app.coach.shared.draft import Draft
from core.usecases.goals import archive
from core.usecases.goals.submit import submit_goal


def submission_key(draft: Draft) -> str:
    """Return the idempotency key of a draft.

    The same draft with the same text has the same key, so a double click starts one run. Changed
    text has another key, so it is never mistaken for the first submission.
    """
    content = f"{draft.text}\n{draft.circumstances!r}\n{draft.reading!r}".encode(
        errors="surrogatepass"
    )
    return f"{draft.id}:{hashlib.sha256(content).hexdigest()[:24]}"


def submit(draft: Draft) -> str:
    """Submit a goal and return its id.

    Raises InvalidInput naming the field, GoalDeclined for a text that is not planned.
    """
    submitted = submit_goal(
        services.rein(),
        viewer=auth.current_viewer(),
        text=draft.text,
        circumstances=draft.circumstances,
        key=submission_key(draft),
        interactive=draft.asks,
        insist=draft.insist,
        rewrite=draft.rewrite,
        reading=draft.reading,
    )
    return submitted.goal_id


def restore(goal_id: str) -> None:
    """Bring an archived goal back."""
    archive.restore_goal(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)
