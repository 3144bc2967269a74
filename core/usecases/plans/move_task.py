"""Move a task of a plan to another day, or back."""

from datetime import date, timedelta

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput, NotFound
from core.plans.plan import Plan
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal

MOST_DAYS = 14
"""How far ahead a task can be moved; more than that is a change of the plan."""


@allow(Access.OWNER)
def move_task(rein: Rein, *, viewer: Viewer, goal_id: str, task_id: str, day: date | None) -> None:
    """Make a task due on `day`; None makes it due as planned.

    Raises InvalidInput for a day before today, after the plan or too far away, and NotFound.
    """
    today = rein.clock.today(viewer.time_zone)
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        if day is None:
            work.tasks.move_back(goal_id, task_id)
            return
        plan = work.plans.find_current(goal_id)
        if plan is None:
            raise NotFound("This goal has no plan yet.", advice="Wait until it is written.")
        _require_near(day, plan, today=today)
        work.tasks.move(goal_id, task_id, day=day, user_id=viewer.user.id, now=rein.clock.now())


def _require_near(day: date, plan: Plan, *, today: date) -> None:
    last = min(today + timedelta(days=MOST_DAYS), max(plan.ends_on, today))
    if today <= day <= last:
        return
    raise InvalidInput(
        "A task can be moved to today or one of the next days of its plan.",
        field="day",
        advice=f"Choose a day from {today.isoformat()} to {last.isoformat()}.",
    )
