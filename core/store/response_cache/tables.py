"""The table of cached model replies."""

from sqlalchemy import Column, Double, Index, Integer, LargeBinary, String, Table, text

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

# A response is deleted with its goal and user, because it contains their words.
response_cache = Table(
    "response_cache",
    metadata,
    Column("key", String(64), primary_key=True),
    owned_by("user_id", "users.id", nullable=True),
    owned_by("goal_id", "goals.id", nullable=True),
    Column("provider", SafeText, nullable=False),
    Column("model", SafeText, nullable=False),
    Column("prompt_name", SafeText, nullable=False),
    Column("prompt_version", Integer, nullable=False),
    Column("answered_by", SafeText, nullable=False),
    Column("finish_reason", SafeText, nullable=False),
    # The ledger row that stores the reply. Without one the reply is stored here.
    Column("call_id", ID),
    Column("reply", LargeBinary),
    Column("size_bytes", Integer, nullable=False),
    Column("cost_usd", Double),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("used_at", Utc, nullable=False),
    Column("hits", Integer, nullable=False, server_default=text("0")),
    Index(None, "used_at"),
    Index(None, "user_id"),
    Index(None, "goal_id"),
)
