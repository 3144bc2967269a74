"""The table of measurements."""

from sqlalchemy import Column, Date, Double, Index, Table

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

measurements = Table(
    "measurements",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("goal_id", "goals.id"),
    Column("user_id", ID),
    Column("day", Date, nullable=False),
    Column("metric", SafeText, nullable=False),
    Column("value", Double, nullable=False),
    Column("unit", SafeText, nullable=False),
    Column("created_at", Utc, nullable=False),
    Index(None, "goal_id", "day", "id"),
)
"""Numbers that people measured. They belong to the goal and survive a new version of its plan."""
