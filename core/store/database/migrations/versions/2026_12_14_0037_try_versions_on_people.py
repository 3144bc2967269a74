"""Try prompt versions on people."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

RUNNING = sa.text("outcome = 'running'")


def upgrade() -> None:
    _create_trials()
    op.create_table(
        "trial_people",
        sa.Column("trial_id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("arm", sa.String(length=16), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["trial_id"],
            ["trials.id"],
            name=op.f("fk_trial_people_trial_id_trials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_trial_people_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "user_id", name=op.f("pk_trial_people")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_trial_people_user_id"), "trial_people", ["user_id"])
    op.create_table(
        "trial_results",
        sa.Column("trial_id", sa.String(length=36), nullable=False),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["trace_id"],
            ["traces.id"],
            name=op.f("fk_trial_results_trace_id_traces"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "user_id"],
            ["trial_people.trial_id", "trial_people.user_id"],
            name=op.f("fk_trial_results_trial_id_trial_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "trace_id", name=op.f("pk_trial_results")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_trial_results_trace_id"), "trial_results", ["trace_id"])
    op.create_index(
        op.f("ix_trial_results_trial_id_user_id"), "trial_results", ["trial_id", "user_id"]
    )


def _create_trials() -> None:
    op.create_table(
        "trials",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("prompt", sa.String(length=64), nullable=False),
        sa.Column("champion", sa.Integer(), nullable=False),
        sa.Column("candidate", sa.Integer(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("estimate", sa.Text(), nullable=True),
        sa.Column("watch", sa.String(length=16), nullable=False),
        sa.Column("watch_note", sa.Text(), nullable=False),
        sa.Column("watch_ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("share > 0 AND share < 1", name=op.f("ck_trials_share")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trials")),
    )
    op.create_index(op.f("ix_trials_started_at"), "trials", ["started_at"])
    op.create_index(
        "ux_trials_running",
        "trials",
        ["prompt"],
        unique=True,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def downgrade() -> None:
    for table in ("trial_results", "trial_people", "trials"):
        op.drop_table(table)
