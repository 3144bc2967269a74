"""The table of the settings of the last start, one row for servers and one for workers."""

from sqlalchemy import Column, String, Table

from core.store.database.column_types import Json, Utc
from core.store.database.metadata import metadata

started_settings = Table(
    "started_settings",
    metadata,
    Column("role", String(16), primary_key=True),
    # By the name of the variable; of a secret its hash.
    Column("settings", Json, nullable=False),
    Column("started_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)
