"""Store which tasks a person skipped, and why, and which they moved to another day."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create(
        "task_skips",
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("skipped_at", sa.DateTime(timezone=True), nullable=False),
    )
    _create(
        "task_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("task_days")
    op.drop_table("task_skips")


def _create(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("goal_id", sa.String(length=36), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        *columns,
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f(f"fk_{name}_goal_id_goals"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", "task_id", name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )
