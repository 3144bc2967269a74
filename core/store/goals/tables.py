"""The table of goals."""

from sqlalchemy import Boolean, Column, Date, Index, String, Table

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
    # Copied to the facts about the goal: see `traits`.
    Column("kind", String(16), nullable=False, server_default="unknown"),
    Column("language", String(8), nullable=False, server_default=""),
    Column("trace_id", ID),
    Column("sample", Boolean, nullable=False),
    Column("created_at", Utc, nullable=False),
    # The day it was written in its owner's time zone; NULL in goals of earlier versions.
    Column("written_on", Date),
    Column("archived_at", Utc),
    # When its owner looked back and finished it.
    Column("finished_at", Utc),
    Index(None, "user_id", "sample", "created_at", "id"),
    Index(None, "sample", "id"),
)
