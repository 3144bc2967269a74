"""Count what people do by the hour, so that it can be limited; find who was served last."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quota_uses",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("use", sa.String(length=16), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_quota_uses_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "use", "hour", name="pk_quota_uses"),
    )
    op.create_index("ix_runs_user_id_started_at", "runs", ["user_id", "started_at"])


def downgrade() -> None:
    op.drop_index("ix_runs_user_id_started_at", table_name="runs")
    op.drop_table("quota_uses")
