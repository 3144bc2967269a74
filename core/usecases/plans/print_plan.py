"""Print the plan of a goal."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.printing.sheet import PrintedGoal
from core.quota import Use
from core.store.plans.read import find_task_states
from core.usecases.access.allow import Access, allow
from core.usecases.goals.get_goal import find_goal
from core.usecases.quotas.spend_quota import spend_quota_alone

MEDIA_TYPE = "application/pdf"


@allow(Access.OWNER)
def print_plan(rein: Rein, *, viewer: Viewer, goal_id: str) -> bytes:
    """Return the plan of a goal of the viewer's, or of the sample, as a PDF.

    Raises NotFound, LimitReached, and Conflict before the goal has a plan.
    """
    view = find_goal(rein, viewer=viewer, goal_id=goal_id)
    if view is None:
        raise NotFound(
            "There is no such goal.", advice="It may have been deleted, or its id is incomplete."
        )
    if view.plan is None:
        raise Conflict("This goal has no plan yet.", advice="Print it once it has one.")
    spend_quota_alone(rein, Use.EXPORTS, viewer=viewer)
    with rein.database.read() as connection:
        states = find_task_states(connection, goal_id)
    # The compiler of PDFs is 81 MB large and loaded for the first one.
    from core.printing.pdf import write_pdf  # noqa: PLC0415

    return write_pdf(
        PrintedGoal(
            plan=view.plan,
            states=states,
            resolution=view.resolution,
            printed_on=rein.clock.today(viewer.time_zone),
        )
    )
