"""Reading plans together with the goals they were compiled for."""

from dataclasses import dataclass

from sqlalchemy import func, select

from core.goals.goal import ClarifiedGoal
from core.plans.plan import Plan
from core.store.database import codec
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.goals.tables import goals
from core.store.plans.rows import load_plan
from core.store.plans.tables import plans


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOfGoal:
    """The current plan of a goal."""

    goal_id: str
    goal: ClarifiedGoal
    plan: Plan


def list_newest_plans(database: Database, *, limit: int) -> tuple[PlanOfGoal, ...]:
    """Return the current plans of the goals that were planned last, newest first."""
    newest = select(func.max(plans.c.id)).group_by(plans.c.goal_id)
    query = (
        select(plans, goals.c.clarified)
        .join(goals, goals.c.id == plans.c.goal_id)
        .where(plans.c.id.in_(newest), goals.c.clarified.is_not(None))
        .order_by(plans.c.id.desc())
        .limit(limit)
    )
    with database.read() as connection:
        return tuple(
            PlanOfGoal(
                goal_id=row["goal_id"],
                goal=codec.clarified_goal.load(row["clarified"]),
                plan=load_plan(connection, row).plan,
            )
            for row in fetch_all(connection, query)
        )
