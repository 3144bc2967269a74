"""Replay a version on past goals before it meets people, and watch one that is released again."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "trials", sa.Column("watched_since", sa.DateTime(timezone=True), nullable=True)
    )
    op.execute("UPDATE trials SET watched_since = ended_at WHERE watch <> 'none'")
    op.create_table(
        "replays",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("prompt", sa.String(length=64), nullable=False),
        sa.Column("champion", sa.Integer(), nullable=False),
        sa.Column("candidate", sa.Integer(), nullable=False),
        sa.Column("aim", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("gain", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("by_itself", sa.Double(), nullable=True),
        sa.Column("score_n", sa.Integer(), nullable=True),
        sa.Column("score_gain", sa.Double(), nullable=True),
        sa.Column("score_low", sa.Double(), nullable=True),
        sa.Column("score_high", sa.Double(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replays")),
    )
    op.create_index(
        op.f("ix_replays_prompt_candidate_champion_made_at"),
        "replays",
        ["prompt", "candidate", "champion", "made_at"],
    )
    _create_goals()


def _create_goals() -> None:
    op.create_table(
        "replay_goals",
        sa.Column("replay_id", sa.String(length=36), nullable=False),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("minutes_before", sa.Double(), nullable=True),
        sa.Column("minutes_champion", sa.Double(), nullable=False),
        sa.Column("minutes_candidate", sa.Double(), nullable=False),
        sa.Column("score_champion", sa.Double(), nullable=True),
        sa.Column("score_candidate", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["replay_id"],
            ["replays.id"],
            name=op.f("fk_replay_goals_replay_id_replays"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trace_id"],
            ["traces.id"],
            name=op.f("fk_replay_goals_trace_id_traces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("replay_id", "trace_id", name=op.f("pk_replay_goals")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_replay_goals_trace_id"), "replay_goals", ["trace_id"])


def downgrade() -> None:
    for table in ("replay_goals", "replays"):
        op.drop_table(table)
    op.drop_column("trials", "watched_since")
