"""Tables of mail: the address and the wishes of a person, and the one mail of each day."""

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, text

from core.store.database.column_types import SafeText, Utc
from core.store.database.metadata import metadata, owned_by

mail_subscriptions = Table(
    "mail_subscriptions",
    metadata,
    owned_by("user_id", "users.id", primary_key=True),
    Column("address", SafeText, nullable=False),
    Column("daily", Boolean, nullable=False),
    Column("weekly", Boolean, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("weekday", Integer, nullable=False),
    # Random key from which the secret of the unsubscribe address and ids of messages are derived.
    Column("key", String(64), nullable=False),
    Column("unsubscribe_digest", String(64), nullable=False, unique=True),
    Column("confirm_digest", String(64), unique=True),
    Column("confirm_until", Utc),
    # Confirmation mails asked for on the day of the last one, so that their number can be limited.
    Column("requested_on", Date, nullable=False),
    Column("requests", Integer, nullable=False),
    Column("confirmed_at", Utc),
    Column("unsubscribed_at", Utc),
    # Refusals in a row; after a few of them nothing is sent until the person asks again.
    Column("refusals", Integer, nullable=False, server_default=text("0")),
    Column("paused_at", Utc),
    Column("reason", SafeText, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)
"""A person's address for reminders. Without a row there is none."""


mail_deliveries = Table(
    "mail_deliveries",
    metadata,
    # One mail a day at most: the key makes a second one impossible, whoever tries.
    owned_by("user_id", "users.id", primary_key=True),
    Column("day", Date, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_at", Utc, nullable=False),
    Column("retry_at", Utc),
    Column("sent_at", Utc),
    Column("reason", SafeText, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)
"""What became of a person's mail of one day of their calendar."""
