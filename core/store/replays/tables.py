"""Tables of replays."""

from sqlalchemy import Column, Double, Index, Integer, String, Table

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

replays = Table(
    "replays",
    metadata,
    Column("id", ID, primary_key=True),
    Column("prompt", String(64), nullable=False),
    Column("champion", Integer, nullable=False),
    Column("candidate", Integer, nullable=False),
    Column("aim", String(64), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("n", Integer, nullable=False),
    Column("gain", Double, nullable=False),
    Column("low", Double, nullable=False),
    Column("high", Double, nullable=False),
    Column("by_itself", Double),
    Column("score_n", Integer),
    Column("score_gain", Double),
    Column("score_low", Double),
    Column("score_high", Double),
    Column("seed", Integer, nullable=False),
    # The id of an account without a reference: the history outlives the account.
    Column("made_by", SafeText, nullable=False),
    Column("made_at", Utc, nullable=False),
    # No foreign key: a verdict outlives the cases it was found with.
    Column("evaluation_run_id", ID),
    Index(None, "evaluation_run_id"),
    Index(None, "prompt", "candidate", "champion", "made_at"),
)

replay_goals = Table(
    "replay_goals",
    metadata,
    owned_by("replay_id", "replays.id", primary_key=True),
    owned_by("trace_id", "traces.id", primary_key=True),
    Column("minutes_before", Double),
    Column("minutes_champion", Double, nullable=False),
    Column("minutes_candidate", Double, nullable=False),
    Column("score_champion", Double),
    Column("score_candidate", Double),
    Index(None, "trace_id"),
    sqlite_with_rowid=False,
)
