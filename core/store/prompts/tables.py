"""The table of prompt releases."""

from sqlalchemy import Column, Integer, String, Table

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata

prompt_releases = Table(
    "prompt_releases",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("changed_by", SafeText, nullable=False),
    Column("reason", SafeText, nullable=False),
)
