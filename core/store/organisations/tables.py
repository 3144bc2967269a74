"""The tables of organisations and their members."""

from sqlalchemy import Boolean, Column, Index, String, Table, false

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

organisations = Table(
    "organisations",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", SafeText, nullable=False),
    Column("created_at", Utc, nullable=False),
    # SHA-256 of the secret of the link that lets others in; NULL if there is none.
    Column("digest", String(64), unique=True),
    Column("link_expires_at", Utc),
)

organisation_members = Table(
    "organisation_members",
    metadata,
    owned_by("organisation_id", "organisations.id", primary_key=True),
    owned_by("user_id", "users.id", primary_key=True),
    Column("joined_at", Utc, nullable=False),
    # Of one member at most. If the account of this member was erased, the longest member leads.
    Column("leads", Boolean, nullable=False, server_default=false()),
    Index(None, "user_id"),
)
