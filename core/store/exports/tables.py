"""Tables of the outbox, the export sinks and the ids traces have there."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
)

from core.store.database.column_types import ID, WIDE_INTEGER, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

outbox = Table(
    "outbox",
    metadata,
    Column("id", WIDE_INTEGER, primary_key=True, autoincrement=True),
    Column("sink", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("trace_id", ID, nullable=False),
    Column("body", Json, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", Utc, nullable=False),
    Column("reason", SafeText),
    Column("created_at", Utc, nullable=False),
    Index(None, "state", "sink", "next_attempt_at"),
    Index(None, "trace_id"),
)


sinks = Table(
    "sinks",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("reason", SafeText, nullable=False),
    # A pause has a start and an end, so that a clock that was set back is detected.
    Column("waits_since", Utc),
    Column("waits_until", Utc),
    Column("layout", String(16), nullable=False),
)


exported_traces = Table(
    "exported_traces",
    metadata,
    Column("sink", String(32), primary_key=True),
    owned_by("trace_id", "traces.id", primary_key=True),
    Column("exported_id", ID, nullable=False),
    sqlite_with_rowid=False,
)
