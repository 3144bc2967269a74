"""The table of grants: a reviewer reads texts in full until a moment, for a reason."""

from sqlalchemy import Column, Index, Table

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

reading_grants = Table(
    "reading_grants",
    metadata,
    Column("id", ID, primary_key=True),
    # The reviewer.
    owned_by("user_id", "users.id"),
    # The admin who decided; an id alone, for the grant outlives their account.
    Column("created_by", ID, nullable=False),
    Column("reason", SafeText, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("revoked_at", Utc),
    Index(None, "user_id", "expires_at"),
)
