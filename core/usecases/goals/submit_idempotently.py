"""Submit a goal under an idempotency key, so that a repeated request has no second effect."""

from collections.abc import Mapping

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.goals.goal import Circumstances, accept_request
from core.store.runs.values import Priority
from core.usecases.access.allow import Access, allow
from core.usecases.goals.submit import Submitted, submit_goal

__all__ = ["Priority", "Submitted", "submit_goal_idempotently"]


@allow(Access.PERSON)
def submit_goal_idempotently(
    rein: Rein,
    *,
    viewer: Viewer,
    text: str,
    circumstances: Circumstances,
    key: str,
    insist: bool = False,
    priority: Priority = Priority.INTERACTIVE,
    reading: Mapping[str, str | None] | None = None,
) -> Submitted:
    """Store a goal and queue its run, or return what the same key started before.

    Raises InvalidInput naming the field, GoalDeclined as submit_goal does, and Conflict if the key
    was used for another goal.
    """
    request = accept_request(text, circumstances, today=rein.clock.today(viewer.time_zone))
    submitted = submit_goal(
        rein,
        viewer=viewer,
        text=text,
        circumstances=circumstances,
        key=key,
        insist=insist,
        priority=priority,
        reading=reading,
    )
    with rein.database.begin() as work:
        stored = work.goals.find(submitted.goal_id)
    if stored is not None and (stored.text, stored.circumstances) != (
        request.text,
        request.circumstances,
    ):
        raise Conflict(
            "This key was used for another goal.", advice="Make a new key for each goal."
        )
    return submitted
