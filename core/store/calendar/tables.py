"""Tables of calendars: what was sent of each event, the private addresses, the preferences."""

from sqlalchemy import Column, Index, Integer, String, Table, Time

from core.store.database.column_types import ID, Json, Utc
from core.store.database.metadata import metadata, owned_by

calendar_events = Table(
    "calendar_events",
    metadata,
    owned_by("goal_id", "goals.id", primary_key=True),
    Column("uid", ID, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("event", Json, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("cancelled_at", Utc),
    sqlite_with_rowid=False,
)
"""The last revision of each event that a calendar was given."""


calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    owned_by("user_id", "users.id", primary_key=True),
    # The goal's id, or "all". It is part of the key, so that a new address replaces the old one.
    Column("scope", String(36), primary_key=True),
    owned_by("goal_id", "goals.id", nullable=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created_at", Utc, nullable=False),
    Column("last_read_at", Utc),
    Index(None, "goal_id"),
    sqlite_with_rowid=False,
)
"""Private addresses of calendars, by their hash. A revoked one is deleted."""


calendar_preferences = Table(
    "calendar_preferences",
    metadata,
    owned_by("user_id", "users.id", primary_key=True),
    Column("at", Time),
    Column("alarm_minutes", Integer),
    sqlite_with_rowid=False,
)
"""When a person's calendar reminds them; without a row tasks last all day."""
