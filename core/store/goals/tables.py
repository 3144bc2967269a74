"""The table of goals."""

from sqlalchemy import Boolean, Column, Index, String, Table

from core.store.database.column_types import ID, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

goals = Table(
    "goals",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("user_id", "users.id"),
    Column("text", SafeText, nullable=False),
    Column("circumstances", Json, nullable=False),
    Column("clarified", Json),
    Column("domain", String(64)),
    Column("trace_id", ID),
    Column("sample", Boolean, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("archived_at", Utc),
    Index(None, "user_id", "sample", "created_at", "id"),
    Index(None, "sample", "id"),
)
