"""Let an evaluation run decide whether a version may meet people."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "evaluation_runs",
        sa.Column("replay", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "replays", sa.Column("evaluation_run_id", sa.String(length=36), nullable=True)
    )
    op.create_index(op.f("ix_replays_evaluation_run_id"), "replays", ["evaluation_run_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_replays_evaluation_run_id"), table_name="replays")
    op.drop_column("replays", "evaluation_run_id")
    op.drop_column("evaluation_runs", "replay")
