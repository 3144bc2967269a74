"""What all replicas know about the models: how each stands, what the day's budgets hold, and the replies kept."""

from sqlalchemy import Boolean, Column, Date, Double, Index, Integer, LargeBinary, String, Table, false, text

from core.storage.column_types import WIDE_INTEGER, Utc, Words
from core.storage.tables.base import metadata, owned_by

model_breakers = Table(
    "model_breakers",
    metadata,
    Column("model", Words, primary_key=True),  # provider/name
    Column("revision", WIDE_INTEGER, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("last_failure_at", Utc),
    Column("rests_until", Utc),
    Column("rests", Integer, nullable=False),
    Column("probe_until", Utc),
    Column("reason", Words, nullable=False),
    Column("changed_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)

budget_days = Table(
    "budget_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("scope", String(32), primary_key=True),  # "all", or "tier:basic"
    # Whole billionths of a dollar, so that what is reserved and given back adds up to nothing at all.
    Column("spent_nano_usd", WIDE_INTEGER, nullable=False, server_default=text("0")),
    Column("reserved_nano_usd", WIDE_INTEGER, nullable=False, server_default=text("0")),
    Column("refused", Integer, nullable=False, server_default=text("0")),
    Column("warned", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)

# A kept reply goes with the goal and the person it was written for, because it repeats their words.
response_cache = Table(
    "response_cache",
    metadata,
    Column("key", String(64), primary_key=True),
    owned_by("user_id", "users.id", nullable=True),
    owned_by("goal_id", "goals.id", nullable=True),
    Column("provider", Words, nullable=False),
    Column("model", Words, nullable=False),
    Column("prompt_name", Words, nullable=False),
    Column("prompt_version", Integer, nullable=False),
    Column("answered_by", Words, nullable=False),
    Column("finish_reason", Words, nullable=False),
    Column("reply", LargeBinary, nullable=False),
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
