"""The table of periodic jobs."""

from sqlalchemy import Column, Integer, String, Table, text

from core.store.database.column_types import SafeText, Utc
from core.store.database.metadata import metadata

periodic_jobs = Table(
    "periodic_jobs",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("due_at", Utc, nullable=False),
    Column("owner", SafeText),
    Column("lease_until", Utc),
    Column("started_at", Utc),
    Column("finished_at", Utc),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("result", SafeText, nullable=False, server_default=""),
    Column("error", SafeText),
    sqlite_with_rowid=False,
)
