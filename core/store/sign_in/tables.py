"""Tables of what people sign in with. Secrets are stored by their hash only."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

credentials = Table(
    "credentials",
    metadata,
    owned_by("user_id", "users.id", primary_key=True),
    # The e-mail address that the person signs in with, in lower case.
    Column("login", SafeText, nullable=False, unique=True),
    # NULL until the person has chosen a password.
    Column("password_hash", String(256)),
    Column("changed_at", Utc),
    Column("disabled_at", Utc),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    owned_by("user_id", "users.id"),
    Column("created_at", Utc, nullable=False),
    Column("used_at", Utc, nullable=False),
    # The browser as it names itself, cut.
    Column("agent", SafeText, nullable=False),
    Index(None, "user_id"),
)

one_time_links = Table(
    "one_time_links",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("purpose", String(16), nullable=False),
    owned_by("user_id", "users.id"),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("used_at", Utc),
    Index(None, "user_id"),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("window_start", Utc, primary_key=True),
    Column("failures", Integer, nullable=False),
    Index(None, "window_start"),
)

# Who a provider of identities says an account is: by issuer and subject, never by an address alone.
identities = Table(
    "identities",
    metadata,
    Column("issuer", String(512), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("user_id", ID, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("created_at", Utc, nullable=False),
)

# Addresses of sign-ups that wait for confirmation by the link in a mail.
sign_ups = Table(
    "sign_ups",
    metadata,
    Column("login", SafeText, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("expires_at", Utc, nullable=False),
    Index(None, "expires_at"),
)
