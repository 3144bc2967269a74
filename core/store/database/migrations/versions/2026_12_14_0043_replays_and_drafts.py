"""Replays by an evaluation run, and the texts of prompts that people write."""

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
    op.create_table(
        "prompt_texts",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "version", name=op.f("pk_prompt_texts")),
    )



def downgrade() -> None:
    op.drop_table("prompt_texts")
    op.drop_index(op.f("ix_replays_evaluation_run_id"), table_name="replays")
    op.drop_column("replays", "evaluation_run_id")
    op.drop_column("evaluation_runs", "replay")
