"""The table of share links."""

from sqlalchemy import Column, Index, Integer, String, Table

from core.store.database.column_types import Utc
from core.store.database.metadata import metadata, owned_by

plan_shares = Table(
    "plan_shares",
    metadata,
    # One link a goal, so that a new one replaces the old one.
    owned_by("goal_id", "goals.id", primary_key=True),
    owned_by("user_id", "users.id"),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("last_opened_at", Utc),
    Index(None, "user_id"),
    sqlite_with_rowid=False,
)
"""Links to plans, by the hash of their secret. A revoked one is deleted."""
