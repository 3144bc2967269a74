"""The table of access tokens of the HTTP API, stored by their hash."""

from sqlalchemy import Column, Index, String, Table

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", SafeText, nullable=False),
    owned_by("user_id", "users.id"),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created_at", Utc, nullable=False),
    Column("last_used_at", Utc),
    Column("revoked_at", Utc),
    Column("scopes", String(200)),
    Column("expires_at", Utc),
    Index(None, "user_id"),
    Index(None, "name"),
)
