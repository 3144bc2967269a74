"""What a person has to do today and this week, over all their goals."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.progress.task_state import SkipReason, TaskState
from core.progress.today import GoalToday, TaskToday, Today, plan_today
from core.store.check_ins.read import find_open_check_ins
from core.store.plans.today import has_plan, list_active_goals
from core.usecases.access.allow import Access, allow

__all__ = [
    "GoalToday",
    "SkipReason",
    "TaskState",
    "TaskToday",
    "Today",
    "get_today",
    "lives_a_plan",
]


@allow(Access.PERSON)
def get_today(rein: Rein, *, viewer: Viewer) -> Today:
    """Return the viewer's day, counted in their time zone."""
    today = rein.clock.today(viewer.time_zone)
    active = list_active_goals(
        rein.database, user_id=viewer.id, now=rein.clock.now(), time_zone=viewer.time_zone
    )
    open_ = find_open_check_ins(
        rein.database, [goal.goal_id for goal in active], user_id=viewer.id, today=today
    )
    return plan_today(active, today=today, open_check_ins=open_.keys(), time_zone=viewer.time_zone)


@allow(Access.PERSON)
def lives_a_plan(rein: Rein, *, viewer: Viewer) -> bool:
    """Return True if the viewer has a goal with a plan, so that Today has something to show."""
    with rein.database.read() as connection:
        return has_plan(connection, viewer.id)
