"""The table of coaches: whom a person invited to a goal, and who came."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from core.store.database.column_types import ID, Utc
from core.store.database.metadata import metadata, owned_by

goal_coaches = Table(
    "goal_coaches",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("goal_id", "goals.id"),
    # The owner of the goal.
    owned_by("user_id", "users.id"),
    # NULL until the invitation is accepted.
    Column("coach_id", ID, ForeignKey("users.id", ondelete="CASCADE")),
    # SHA-256 of the secret of the invitation.
    Column("digest", String(64), nullable=False, unique=True),
    Column("created_at", Utc, nullable=False),
    Column("accepted_at", Utc),
    Column("expires_at", Utc, nullable=False),
    # The organisation through which the coach was chosen; its rows end with the membership.
    Column("organisation_id", ID),
    Index(None, "goal_id"),
    Index(None, "user_id"),
    Index(None, "coach_id"),
)
