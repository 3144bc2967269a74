"""The table of accounts."""

from sqlalchemy import Boolean, Column, String, Table

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata

users = Table(
    "users",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", SafeText, nullable=False),
    Column("role", String(16), nullable=False),
    Column("tier", String(16), nullable=False),
    Column("sample", Boolean, nullable=False),
    # IANA name; NULL is the zone of the machine.
    Column("time_zone", String(64)),
    Column("created_at", Utc, nullable=False),
)
