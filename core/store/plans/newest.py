"""The newest plan of each goal, which is the current one."""

from sqlalchemy import ColumnElement, Select, func, select

from core.store.goals.tables import goals
from core.store.plans.tables import plans


def newest_plans(*of_goals: ColumnElement[bool]) -> Select[tuple[str]]:
    """Return the query for the ids of the newest plans of the goals that fit the conditions."""
    return (
        select(func.max(plans.c.id))
        .join(goals, goals.c.id == plans.c.goal_id)
        .where(*of_goals)
        .group_by(plans.c.goal_id)
    )
