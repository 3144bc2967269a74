"""Check that a check-in belongs to the viewer."""

from core.accounts.viewer import Viewer
from core.errors import NotFound
from core.ids import is_id
from core.progress.check_in import CheckIn
from core.store.unit_of_work import UnitOfWork
from core.usecases.goals.ownership import require_own_goal


def require_own_check_in(work: UnitOfWork, check_in_id: str, *, viewer: Viewer) -> CheckIn:
    """Return a check-in of a goal the viewer may change. Raises NotFound if there is none."""
    found = work.check_ins.find(check_in_id) if is_id(check_in_id) else None
    missing = NotFound("There is no such check-in.", advice="It may have been deleted.")
    if found is None:
        raise missing
    try:
        require_own_goal(work, found.goal_id, viewer=viewer)
    except NotFound:
        raise missing from None
    return found
