"""The table of idempotency keys of the HTTP API."""

from sqlalchemy import Column, Index, String, Table, Text

from core.store.database.column_types import Utc
from core.store.database.metadata import metadata, owned_by

request_keys = Table(
    "request_keys",
    metadata,
    # SHA-256 of the token and the key that it was sent with.
    Column("digest", String(64), primary_key=True),
    owned_by("user_id", "users.id"),
    # SHA-256 of the request.
    Column("request", String(64), nullable=False),
    Column("created_at", Utc, nullable=False),
    # Encrypted with the token and the key; NULL until the request is answered.
    Column("answer", Text),
    Index(None, "user_id"),
    Index(None, "created_at"),
)
