"""What keeps the machine running: work that comes back by the clock, and what somebody should look at."""

from sqlalchemy import Column, Index, Integer, String, Table, text

from core.storage.column_types import Utc, Words
from core.storage.tables.base import metadata

periodic_jobs = Table(
    "periodic_jobs",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("due_at", Utc, nullable=False),
    Column("owner", Words),
    Column("lease_until", Utc),
    Column("started_at", Utc),
    Column("finished_at", Utc),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("result", Words, nullable=False, server_default=""),
    Column("error", Words),
    sqlite_with_rowid=False,
)

alerts = Table(
    "alerts",
    metadata,
    Column("key", Words, primary_key=True),  # what it is about, so that the same thing is said once
    Column("kind", String(32), nullable=False),
    Column("level", String(16), nullable=False),
    Column("message", Words, nullable=False),
    Column("advice", Words, nullable=False),
    Column("times", Integer, nullable=False, server_default=text("1")),
    Column("raised_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False),
    Column("seen_at", Utc),
    Column("resolved_at", Utc),
    Index(None, "resolved_at", "raised_at"),
)
