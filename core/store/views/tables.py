"""The table of saved views: filters and order of a page under a name."""

from sqlalchemy import Boolean, Column, Index, String, Table, false

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("user_id", "users.id"),
    Column("page", String(32), nullable=False),
    Column("name", SafeText, nullable=False),
    # The query string of the page, without "?".
    Column("query", SafeText, nullable=False),
    # Other reviewers see it too.
    Column("shared", Boolean, nullable=False, server_default=false()),
    Column("created_at", Utc, nullable=False),
    Index(None, "page", "user_id"),
    Index(None, "page", "shared"),
)
