"""Tables of durable runs and their stage results."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
)

from core.store.database.column_types import ID, WIDE_INTEGER, CompressedText, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

runs = Table(
    "runs",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("goal_id", "goals.id", nullable=True),
    owned_by("user_id", "users.id"),
    Column("kind", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("key", SafeText, nullable=False),
    Column("owner", SafeText),
    Column("lease_until", Utc),
    Column("attempts", Integer, nullable=False),
    Column("trace_id", ID, nullable=False),
    Column("root_span_id", String(16), nullable=False),
    Column("cancel_requested_at", Utc),
    Column("submitted_at", Utc, nullable=False),
    Column("started_at", Utc),
    Column("finished_at", Utc),
    Column("error", SafeText),
    Column("error_advice", SafeText),
    Column("sample", Boolean, nullable=False),
    Column("asks", Boolean, nullable=False, server_default=false()),
    Column("waited_us", WIDE_INTEGER, nullable=False, server_default="0"),
    # 0 is interactive; larger numbers come later.
    Column("priority", Integer, nullable=False, server_default="0"),
    # Since the last finished stage.
    Column("claims", Integer, nullable=False, server_default="0"),
    Column("deadline_at", Utc),
    Column("input", CompressedText),
    Column("fingerprint", String(16)),
    UniqueConstraint("user_id", "key"),
    Index(None, "goal_id", "id"),
    Index(None, "status", "lease_until"),
    Index(None, "user_id", "started_at"),
)


stage_results = Table(
    "stage_results",
    metadata,
    owned_by("run_id", "runs.id", primary_key=True),
    Column("stage", String(32), primary_key=True),
    Column("status", String(16), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("output", CompressedText),
    Column("model", SafeText),
    Column("provider", SafeText),
    Column("because", SafeText),
    Column("prompt", SafeText),
    Column("started_at", Utc, nullable=False),
    Column("finished_at", Utc),
    Column("error", SafeText),
)
