"""Tables of revisions: who changed a plan, how and why, and when a goal was paused."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, text

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

plan_revisions = Table(
    "plan_revisions",
    metadata,
    owned_by("id", "plans.id", primary_key=True),
    owned_by("goal_id", "goals.id"),
    Column("previous_id", ID, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("summary", SafeText, nullable=False),
    Column("settled_on", Date),
    Column("reserve_used", Integer, nullable=False, server_default=text("0")),
    Column("user_id", ID),
    Column("created_at", Utc, nullable=False),
    Column("trace_id", ID, nullable=False),
    Index(None, "goal_id", "id"),
)
"""The versions of plans that a revision made; the id is the one of the new plan."""

goal_pauses = Table(
    "goal_pauses",
    metadata,
    owned_by("id", "plans.id", primary_key=True),
    owned_by("goal_id", "goals.id"),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("resumed_at", Utc),
    Index(None, "goal_id", "id"),
)
"""Pauses of goals; the id is the one of the plan in which the dates moved."""
