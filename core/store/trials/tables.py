"""Tables of trials, the people in them, and the results that were made for these people."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    false,
    literal_column,
)

from core.store.database.column_types import ID, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

_RUNNING = "outcome = 'running'"

trials = Table(
    "trials",
    metadata,
    Column("id", ID, primary_key=True),
    Column("prompt", String(64), nullable=False),
    Column("champion", Integer, nullable=False),
    Column("candidate", Integer, nullable=False),
    Column(
        "share", Double, CheckConstraint("share > 0 AND share < 1", name="share"), nullable=False
    ),
    # Places people in arms, on every replica and after a restart in the same way.
    Column("key", String(64), nullable=False),
    # Frozen at the start: what is measured, the guesses, and the rule that ends the trial.
    Column("scale", Json, nullable=False),
    Column("rule", Json, nullable=False),
    Column("reason", SafeText, nullable=False),
    # Ids of accounts without a reference: the history outlives the account.
    Column("started_by", SafeText, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("decision", SafeText, nullable=False),
    Column("ended_by", SafeText),
    Column("ended_at", Utc),
    Column("estimate", Json),
    Column("watch", String(16), nullable=False),
    Column("watched_since", Utc),
    Column("watch_note", SafeText, nullable=False),
    Column("watch_ended_at", Utc),
    # True if its people and ratings are made up; its versions are never released.
    Column("sample", Boolean, server_default=false(), nullable=False),
    Index(None, "started_at"),
)

Index(
    "ux_trials_running",
    trials.c.prompt,
    trials.c.sample,
    unique=True,
    sqlite_where=literal_column(_RUNNING),
    postgresql_where=literal_column(_RUNNING),
)
"""One trial of a prompt at a time."""

trial_people = Table(
    "trial_people",
    metadata,
    owned_by("trial_id", "trials.id", primary_key=True),
    owned_by("user_id", "users.id", primary_key=True),
    Column("arm", String(16), nullable=False),
    # The candidate's share when the person was placed.
    Column("share", Double, nullable=False),
    Column("assigned_at", Utc, nullable=False),
    Index(None, "user_id"),
    sqlite_with_rowid=False,
)

trial_results = Table(
    "trial_results",
    metadata,
    Column("trial_id", ID, primary_key=True),
    owned_by("trace_id", "traces.id", primary_key=True),
    Column("user_id", ID, nullable=False),
    # When the person was first shown the result.
    Column("shown_at", Utc),
    ForeignKeyConstraint(
        ["trial_id", "user_id"],
        ["trial_people.trial_id", "trial_people.user_id"],
        ondelete="CASCADE",
    ),
    Index(None, "trace_id"),
    Index(None, "trial_id", "user_id"),
    sqlite_with_rowid=False,
)
