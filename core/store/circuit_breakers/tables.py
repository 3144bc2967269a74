"""The table of circuit breaker states, shared by all replicas."""

from sqlalchemy import Column, Integer, Table

from core.store.database.column_types import WIDE_INTEGER, SafeText, Utc
from core.store.database.metadata import metadata

model_breakers = Table(
    "model_breakers",
    metadata,
    Column("model", SafeText, primary_key=True),  # provider/name
    Column("revision", WIDE_INTEGER, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("last_failure_at", Utc),
    Column("rests_until", Utc),
    Column("rests", Integer, nullable=False),
    Column("probe_until", Utc),
    Column("reason", SafeText, nullable=False),
    Column("changed_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)
