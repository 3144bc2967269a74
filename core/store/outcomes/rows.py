"""Rows of outcomes: what is fixed when a plan is made, and what is counted of the acts since."""

from datetime import datetime

from sqlalchemy import Connection, select

from core.accounts.time_zones import find_time_zone
from core.ports import Purpose
from core.progress.first_weeks import (
    FirstWeeks,
    final_on,
    first_week_tasks,
    first_weeks_of,
    reaches_week_2,
)
from core.progress.outcome import LivedPlan, Outcome
from core.store.accounts.tables import users
from core.store.database.rows import Row
from core.store.goals.tables import goals
from core.store.goals.traits import TRAITS
from core.store.outcomes.tables import AMOUNTS, SKIPS
from core.store.plans.rows import load_plan
from core.store.runs.tables import stage_results

RESOLUTION_STAGE, PLAN_STAGE = Purpose.GENERATE, Purpose.PLAN
_MOMENTS = ("made_at", "edit_until", "week_1_until", "return_from", "return_until")
_COUNTED = (
    "week_1_counts",
    "week_1_planned",
    "week_1_done",
    "return_counts",
    "returned",
    "edited",
    *AMOUNTS,
)


def new_row(connection: Connection, plan: Row) -> Row:
    """Return the row of a plan that a run made, before anything was done with it."""
    goal = connection.execute(
        select(goals, users.c.time_zone, users.c.tier)
        .join(users, users.c.id == goals.c.user_id)
        .where(goals.c.id == plan["goal_id"])
    ).one()
    compiled = load_plan(connection, plan).plan
    zone = find_time_zone(goal.time_zone)
    weeks = first_weeks_of(compiled.starts_on, plan["created_at"], zone=zone)
    return {
        "plan_id": plan["id"],
        "goal_id": plan["goal_id"],
        "user_id": goal.user_id,
        "run_id": plan["run_id"],
        "trace_id": plan["trace_id"],
        "sample": goal.sample,
        "fingerprint": None,
        **{name: getattr(goal, name) for name in TRAITS},
        "first_day": weeks.first_day,
        **{name: getattr(weeks, name) for name in _MOMENTS},
        "edit_final_on": final_on(weeks.edit_until),
        "week_1_final_on": final_on(weeks.week_1_until),
        "return_final_on": final_on(weeks.return_until),
        "week_1_tasks": list(first_week_tasks(compiled, first_day=weeks.first_day)),
        "reaches_week_2": reaches_week_2(compiled, first_day=weeks.first_day),
        "replaced_at": None,
        **_authors(connection, plan["run_id"]),
    }


def _authors(connection: Connection, run_id: str) -> Row:
    """Return the models and prompts that wrote a run's resolution and plan."""
    query = select(stage_results.c.stage, stage_results.c.model, stage_results.c.prompt).where(
        stage_results.c.run_id == run_id,
        stage_results.c.stage.in_([RESOLUTION_STAGE, PLAN_STAGE]),
    )
    found = {
        stage: (model or "", prompt or "") for stage, model, prompt in connection.execute(query)
    }
    model, prompt = found.get(RESOLUTION_STAGE, ("", ""))
    plan_model, plan_prompt = found.get(PLAN_STAGE, ("", ""))
    return {
        "model": model,
        "prompt_version": prompt,
        "plan_model": plan_model,
        "plan_prompt": plan_prompt,
    }


def to_lived_plan(row: Row, *, replaced_at: datetime | None) -> LivedPlan:
    """Return a row as the plan that acts are counted for."""
    return LivedPlan(
        weeks=FirstWeeks(first_day=row["first_day"], **{name: row[name] for name in _MOMENTS}),
        tasks=tuple(row["week_1_tasks"]),
        reaches_week_2=row["reaches_week_2"],
        replaced_at=replaced_at,
    )


def counted_columns(outcome: Outcome) -> Row:
    """Return what was counted, as columns."""
    skips = {name: outcome.skips.get(reason, 0) for reason, name in SKIPS.items()}
    return {name: getattr(outcome, name) for name in _COUNTED} | skips
