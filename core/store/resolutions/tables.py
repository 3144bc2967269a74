"""The table of resolutions, with every version of each."""

from sqlalchemy import Column, Index, Table

from core.store.database.column_types import ID, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

resolutions = Table(
    "resolutions",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("goal_id", "goals.id"),
    Column("run_id", ID),
    Column("trace_id", ID, nullable=False),
    Column("title", SafeText, nullable=False),
    Column("body", Json, nullable=False),
    Column("created_at", Utc, nullable=False),
    Index(None, "goal_id", "id"),
)
