"""Store who changed a plan, how and why, and when a goal was paused."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "plan_weeks", sa.Column("paused", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "plan_revisions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("goal_id", sa.String(length=36), nullable=False),
        sa.Column("previous_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("reserve_used", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        *_keys("plan_revisions"),
    )
    op.create_table(
        "goal_pauses",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("goal_id", sa.String(length=36), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True),
        *_keys("goal_pauses"),
    )
    for table in ("plan_revisions", "goal_pauses"):
        op.create_index(op.f(f"ix_{table}_goal_id_id"), table, ["goal_id", "id"], unique=False)


def downgrade() -> None:
    for table in ("goal_pauses", "plan_revisions"):
        op.drop_index(op.f(f"ix_{table}_goal_id_id"), table_name=table)
        op.drop_table(table)
    op.drop_column("plan_weeks", "paused")


def _keys(name: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["id"], ["plans.id"], name=op.f(f"fk_{name}_id_plans"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f(f"fk_{name}_goal_id_goals"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
