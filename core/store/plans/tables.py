"""Tables of plans: weeks, tasks with what became of them, and milestones.

Parts that people work on (tasks, milestones) are rows; parts that are only read are JSON.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    false,
)

from core.store.database.column_types import ID, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

plans = Table(
    "plans",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("goal_id", "goals.id"),
    Column("run_id", ID),
    Column("trace_id", ID, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("hours_per_week", Double, nullable=False),
    Column("check_in_weeks", Json, nullable=False),
    Column("resources", Json, nullable=False),
    Column("contingencies", Json, nullable=False),
    Column("repairs", Json, nullable=False),
    Column("created_at", Utc, nullable=False),
    Index(None, "goal_id", "id"),
)


plan_weeks = Table(
    "plan_weeks",
    metadata,
    owned_by("plan_id", "plans.id", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("starts_on", Date, nullable=False),
    Column("phase", SafeText, nullable=False),
    Column("focus", SafeText, nullable=False),
    Column("if_then", SafeText, nullable=False),
    Column("load", Double),
    Column("reserve_days", Integer, nullable=False),
    Column("paused", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)


plan_tasks = Table(
    "plan_tasks",
    metadata,
    Column("plan_id", ID, primary_key=True),
    Column("week", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("task_id", SafeText, nullable=False),
    Column("title", SafeText, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("day", String(3)),
    ForeignKeyConstraint(
        ["plan_id", "week"], ["plan_weeks.plan_id", "plan_weeks.number"], ondelete="CASCADE"
    ),
    sqlite_with_rowid=False,
)


task_completions = Table(
    "task_completions",
    metadata,
    owned_by("goal_id", "goals.id", primary_key=True),
    Column("task_id", SafeText, primary_key=True),
    Column("done_at", Utc, nullable=False),
    Column("user_id", ID),
    sqlite_with_rowid=False,
)
"""Completed tasks. They belong to the goal, so that they survive a new version of its plan."""


task_skips = Table(
    "task_skips",
    metadata,
    owned_by("goal_id", "goals.id", primary_key=True),
    Column("task_id", SafeText, primary_key=True),
    Column("reason", String(16), nullable=False),
    Column("note", SafeText, nullable=False),
    Column("skipped_at", Utc, nullable=False),
    Column("user_id", ID),
    sqlite_with_rowid=False,
)
"""Tasks that the person left out, and why."""


task_days = Table(
    "task_days",
    metadata,
    owned_by("goal_id", "goals.id", primary_key=True),
    Column("task_id", SafeText, primary_key=True),
    Column("day", Date, nullable=False),
    Column("moved_at", Utc, nullable=False),
    Column("user_id", ID),
    sqlite_with_rowid=False,
)
"""Tasks that the person moved to another date."""


plan_milestones = Table(
    "plan_milestones",
    metadata,
    Column("plan_id", ID, primary_key=True),
    Column("week", Integer, primary_key=True, autoincrement=False),
    Column("title", SafeText, nullable=False),
    Column("metric", SafeText, nullable=False),
    Column("target", Double, nullable=False),
    Column("unit", SafeText, nullable=False),
    Column("due_on", Date, nullable=False),
    ForeignKeyConstraint(
        ["plan_id", "week"], ["plan_weeks.plan_id", "plan_weeks.number"], ondelete="CASCADE"
    ),
    sqlite_with_rowid=False,
)
