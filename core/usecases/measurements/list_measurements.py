"""List the numbers that the person measured for a goal."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.progress.measurements import Measurement
from core.store.database.pagination import MAX_PAGE, Page
from core.store.measurements.read import list_newest_measurements
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal

__all__ = ["MAX_PAGE", "Measurement", "Page", "list_measurements"]


@allow(Access.OWNER)
def list_measurements(
    rein: Rein, *, viewer: Viewer, goal_id: str, limit: int = 100, cursor: str | None = None
) -> Page[Measurement]:
    """Return a page of numbers, by day, newest first. Raises NotFound, and InvalidInput."""
    with rein.database.read() as connection:
        require_own_goal(UnitOfWork(connection), goal_id, viewer=viewer)
        return list_newest_measurements(connection, goal_id, limit=limit, cursor=cursor)
