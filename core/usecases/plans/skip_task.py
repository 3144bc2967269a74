"""Leave a task of a plan out, with a reason, and take it back."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput
from core.progress.task_state import SkipReason
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal

MAX_NOTE = 300


@allow(Access.OWNER)
def skip_task(
    rein: Rein,
    *,
    viewer: Viewer,
    goal_id: str,
    task_id: str,
    reason: SkipReason,
    note: str = "",
) -> None:
    """Record that a task is left out. Raises InvalidInput for a long note, and NotFound."""
    if len(note) > MAX_NOTE:
        raise InvalidInput(
            f"A note has at most {MAX_NOTE} characters.", field="note", advice="Make it shorter."
        )
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        work.tasks.skip(
            goal_id,
            task_id,
            reason=reason,
            note=note.strip(),
            user_id=viewer.user.id,
            now=rein.clock.now(),
        )


@allow(Access.OWNER)
def reopen_task(rein: Rein, *, viewer: Viewer, goal_id: str, task_id: str) -> None:
    """Make a task that was done or skipped open again. Raises NotFound."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        work.tasks.reopen(goal_id, task_id)
