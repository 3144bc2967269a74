"""Delete a check-in, and take that back."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.progress.check_in import CheckIn, CheckInKind
from core.usecases.access.allow import Access, allow
from core.usecases.check_ins.number import remove_number, save_number
from core.usecases.check_ins.ownership import require_own_check_in
from core.usecases.goals.ownership import require_own_goal


@allow(Access.OWNER)
def delete_check_in(rein: Rein, *, viewer: Viewer, check_in_id: str) -> CheckIn:
    """Delete a check-in and return it, so that it can be restored. Raises NotFound.

    Without its final check-in a goal goes on. The trace of the answer stays until the goal is
    deleted.
    """
    with rein.database.begin() as work:
        found = require_own_check_in(work, check_in_id, viewer=viewer)
        work.check_ins.delete(found.id)
        remove_number(work, found)
        if found.kind is CheckInKind.FINAL:
            work.goals.go_on(found.goal_id)
    return found


@allow(Access.OWNER)
def restore_check_in(rein: Rein, *, viewer: Viewer, check_in: CheckIn) -> None:
    """Restore a check-in that was deleted. Raises NotFound, or Conflict if it is there."""
    with rein.database.begin() as work:
        require_own_goal(work, check_in.goal_id, viewer=viewer)
        final = check_in.kind is CheckInKind.FINAL
        ended = not final or work.goals.finish(check_in.goal_id, now=check_in.created_at)
        if not ended or not work.check_ins.add(check_in):
            raise Conflict("This check-in is there already.", advice="Reload the page.")
        save_number(work, check_in)
