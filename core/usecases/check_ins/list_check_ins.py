"""List the check-ins of a goal, and find the open check-ins of many goals."""

from collections.abc import Iterable, Mapping

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.ids import is_id
from core.progress.check_in import CheckIn
from core.progress.check_in_week import OpenCheckIn
from core.store.check_ins import read
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal

MOST_LISTED = 200
"""A year has 52 weeks, and a check-in can be made at any time."""


@allow(Access.OWNER)
def list_check_ins(
    rein: Rein, *, viewer: Viewer, goal_id: str, limit: int = MOST_LISTED
) -> tuple[CheckIn, ...]:
    """Return the check-ins of a goal of the viewer's, newest first. Raises NotFound."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
    return read.list_check_ins(rein.database, goal_id, limit=limit)


@allow(Access.PERSON)
def find_open_check_in(
    rein: Rein, *, viewer: Viewer, goal_ids: Iterable[str]
) -> Mapping[str, OpenCheckIn]:
    """Return the open check-in of each of the viewer's goals that has one, by goal."""
    return read.find_open_check_ins(
        rein.database,
        [goal_id for goal_id in goal_ids if is_id(goal_id)],
        user_id=viewer.id,
        today=rein.clock.today(viewer.time_zone),
    )
