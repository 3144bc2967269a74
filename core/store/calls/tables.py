"""The ledger of paid model calls."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from core.store.database.column_types import ID, WIDE_INTEGER, SafeText, Utc
from core.store.database.metadata import metadata

# The ledger outlives the goal it was paid for (only the reply text is erased), so there is no
# foreign key.
llm_calls = Table(
    "llm_calls",
    metadata,
    Column("id", ID, primary_key=True),
    Column("status", String(16), nullable=False),
    Column("trace_id", ID),
    Column("run_id", ID),
    Column("stage", String(32)),
    Column("purpose", String(32), nullable=False),
    Column("provider", SafeText, nullable=False),
    Column("model", SafeText, nullable=False),
    Column("prompt_name", SafeText, nullable=False),
    Column("prompt_version", Integer, nullable=False),
    Column("prompt_hash", SafeText, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("question", String(64)),
    Column("started_at", Utc, nullable=False),
    Column("finished_at", Utc),
    Column("expires_at", Utc),
    Column("day", Date),
    Column("user_id", ID),
    Column("goal_id", ID),
    Column("tier", String(16), nullable=False, server_default="basic"),
    Column("reserved_nano_usd", WIDE_INTEGER, nullable=False, server_default="0"),
    Column("ceiling_tokens", WIDE_INTEGER, nullable=False, server_default="0"),
    Column("reply", LargeBinary),
    Column("answered_by", SafeText),
    Column("finish_reason", SafeText),
    Column("cache_hit", Boolean, nullable=False),
    Column("input_tokens", WIDE_INTEGER, nullable=False),
    Column("output_tokens", WIDE_INTEGER, nullable=False),
    Column("thinking_tokens", WIDE_INTEGER, nullable=False),
    Column("cached_tokens", WIDE_INTEGER, nullable=False),
    Column("tokens_estimated", Boolean, nullable=False),
    Column("cost_usd", Double),
    Column("price_version", SafeText),
    Column("fault", String(32)),
    Column("message", SafeText),
    Index(None, "status", "started_at"),
    Index(None, "run_id", "question"),
    Index(None, "trace_id"),
    Index(None, "started_at"),
    Index(None, "provider", "started_at"),
)
