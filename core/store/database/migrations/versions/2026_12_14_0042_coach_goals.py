"""Store who coaches whom on which goal."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "goal_coaches",
        sa.Column("id", ID, nullable=False),
        sa.Column("goal_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("accepted_at", WHEN, nullable=True),
        sa.Column("expires_at", WHEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_goal_coaches_goal_id_goals", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_goal_coaches_user_id_users", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["users.id"], name="fk_goal_coaches_coach_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_goal_coaches"),
        sa.UniqueConstraint("digest", name="uq_goal_coaches_digest"),
    )
    for column in ("goal_id", "user_id", "coach_id"):
        op.create_index(f"ix_goal_coaches_{column}", "goal_coaches", [column])


def downgrade() -> None:
    op.drop_table("goal_coaches")
