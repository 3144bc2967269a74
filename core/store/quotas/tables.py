"""Table of uses: how often a person did what is limited, by the hour."""

from sqlalchemy import Column, Integer, String, Table

from core.store.database.column_types import Utc
from core.store.database.metadata import metadata, owned_by

quota_uses = Table(
    "quota_uses",
    metadata,
    owned_by("user_id", "users.id", primary_key=True),
    Column("use", String(16), primary_key=True),
    Column("hour", Utc, primary_key=True),
    Column("n", Integer, nullable=False),
)
