"""Removing a measured number, or putting it back."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.progress.measurements import Measurement
from core.store.measurements.read import list_measurements
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal


@allow(Access.OWNER)
def remove_measurement(
    rein: Rein, *, viewer: Viewer, goal_id: str, measurement_id: str
) -> Measurement:
    """Remove a number of the viewer's goal, and return it so that it can be put back."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        found = [
            measured
            for measured in list_measurements(work.connection, goal_id)
            if measured.id == measurement_id
        ]
        if not found or not work.measurements.remove(goal_id, measurement_id):
            raise NotFound("This number is no longer there.", advice="Reload the page.")
    return found[0]


@allow(Access.OWNER)
def restore_measurement(rein: Rein, *, viewer: Viewer, goal_id: str, measured: Measurement) -> None:
    """Put back a number that was removed."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        work.measurements.add(goal_id, measured, user_id=viewer.id)
