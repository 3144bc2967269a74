"""The table of consents: the present decision of each person."""

from sqlalchemy import Column, String, Table

from core.store.database.column_types import Json, Utc
from core.store.database.metadata import metadata, owned_by

model_consents = Table(
    "model_consents",
    metadata,
    owned_by("user_id", "users.id", primary_key=True),
    Column("choice", String(16), nullable=False),
    # The hosts that the person was shown.
    Column("hosts", Json, nullable=False),
    Column("decided_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)
"""Without a row the person was not asked yet; earlier decisions are in the audit log."""
