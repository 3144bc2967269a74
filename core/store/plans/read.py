"""Reading plans together with the goals they were compiled for."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from core.goals.codec import CLARIFIED_GOAL_CODEC
from core.goals.goal import ClarifiedGoal
from core.plans.plan import Plan
from core.ports import Purpose
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.goals.tables import goals
from core.store.plans.rows import load_plan
from core.store.plans.tables import plans
from core.store.plans.task_states import find_task_states, list_task_states
from core.store.runs.tables import stage_results

__all__ = [
    "PlanOfGoal",
    "PlanVersion",
    "find_task_states",
    "list_last_versions",
    "list_newest_plans",
    "list_task_states",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOfGoal:
    """The current plan of a goal."""

    goal_id: str
    goal: ClarifiedGoal
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """A version of a goal's plan, and the goal as it was clarified for it."""

    run_id: str | None
    plan: Plan
    goal: ClarifiedGoal | None


def list_last_versions(database: Database, goal_id: str) -> tuple[PlanVersion, ...]:
    """Return the last two versions of a goal's plan, newest first."""
    query = select(plans).where(plans.c.goal_id == goal_id).order_by(plans.c.id.desc()).limit(2)
    with database.read() as connection:
        return tuple(
            PlanVersion(
                run_id=row["run_id"],
                plan=load_plan(connection, row).plan,
                goal=_goal_of_run(connection, row["run_id"]),
            )
            for row in fetch_all(connection, query)
        )


def _goal_of_run(connection: Connection, run_id: str | None) -> ClarifiedGoal | None:
    """Return the goal that a run clarified: the output of its first stage."""
    query = select(stage_results.c.output).where(
        stage_results.c.run_id == run_id, stage_results.c.stage == Purpose.PREPROCESS
    )
    output = connection.execute(query).scalar()
    return None if output is None else CLARIFIED_GOAL_CODEC.load_text(output)


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
                goal=CLARIFIED_GOAL_CODEC.load(row["clarified"]),
                plan=load_plan(connection, row).plan,
            )
            for row in fetch_all(connection, query)
        )
