"""Tables of alerts: the state of each condition, and everything that happened to it."""

from sqlalchemy import Boolean, Column, Double, Index, Integer, String, Table, false, text

from core.store.database.column_types import WIDE_INTEGER, SafeText, Utc
from core.store.database.metadata import metadata

alerts = Table(
    "alerts",
    metadata,
    Column("key", SafeText, primary_key=True),  # identifies the condition
    Column("kind", String(32), nullable=False),
    Column("level", String(16), nullable=False),
    Column("message", SafeText, nullable=False),
    Column("advice", SafeText, nullable=False),
    Column("times", Integer, nullable=False, server_default=text("1")),
    Column("raised_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False),
    Column("seen_at", Utc),
    Column("resolved_at", Utc),
    # What the person who marked it as seen wrote.
    Column("note", SafeText, nullable=False, server_default=""),
    Column("seen_by", SafeText),
    # The page with the records behind it; "" if there is none.
    Column("address", SafeText, nullable=False, server_default=""),
    Column("sample", Boolean, nullable=False, server_default=false()),
    Index(None, "resolved_at", "raised_at"),
)

alert_events = Table(
    "alert_events",
    metadata,
    Column("id", WIDE_INTEGER, primary_key=True, autoincrement=True),
    Column("key", SafeText, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("level", String(16), nullable=False),
    Column("event", String(16), nullable=False),
    Column("message", SafeText, nullable=False),
    Column("advice", SafeText, nullable=False),
    Column("address", SafeText, nullable=False),
    Column("note", SafeText, nullable=False),
    # The id of an account, without a reference; NULL if Rein did it.
    Column("actor", SafeText),
    # The figure when it happened; NULL for alerts that are about no figure.
    Column("value", Double),
    Column("bound", Double),
    Column("threshold", Double),
    Column("n", WIDE_INTEGER),
    Column("at", Utc, nullable=False),
    # Whether it was written to the log and queued for the receivers of alerts, or needs neither.
    Column("announced", Boolean, nullable=False),
    Column("sample", Boolean, nullable=False, server_default=false()),
    Index(None, "announced", "id"),
    Index(None, "key", "id"),
    Index(None, "at", "id"),
    Index(None, "sample", "id"),
)
