"""How each place outside stands, and the traces that have another id there."""

from sqlalchemy import Boolean, Column, Integer, String, Table

from core.storage.column_types import ID, Utc, Words
from core.storage.tables.base import metadata, owned_by

sinks = Table(
    "sinks",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("reason", Words, nullable=False),
    # A pause begins and ends at a moment, so that a clock that was set back is noticed instead of waited for.
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
