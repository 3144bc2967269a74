"""The table of alerts."""

from sqlalchemy import Column, Index, Integer, String, Table, text

from core.store.database.column_types import SafeText, Utc
from core.store.database.metadata import metadata

alerts = Table(
    "alerts",
    metadata,
    Column("key", SafeText, primary_key=True),  # identifies the condition
    Column("kind", String(32), nullable=False),
    Column("level", String(16), nullable=False),
    Column("message", SafeText, nullable=False),
    Column("advice", SafeText, nullable=False),
    Column("times", Integer, nullable=False, server_default=text("1")),
    Column("raised_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False),
    Column("seen_at", Utc),
    Column("resolved_at", Utc),
    Index(None, "resolved_at", "raised_at"),
)
