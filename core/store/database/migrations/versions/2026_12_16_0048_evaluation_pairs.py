"""Compare both texts of an item, in both orders; and name the model that proposed a prompt."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("prompt_texts", sa.Column("proposed_by", sa.String(length=128), nullable=True))
    op.add_column(
        "evaluation_runs",
        sa.Column("pairwise", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "evaluation_pairs",
        sa.Column("evaluation_run_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("variant", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("baseline_first", sa.Text(), nullable=True),
        sa.Column("variant_first", sa.Text(), nullable=True),
        sa.Column("cost_usd", sa.Double(), nullable=True),
        sa.Column("unpriced", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_run_id"],
            ["evaluation_runs.id"],
            name=op.f("fk_evaluation_pairs_evaluation_run_id_evaluation_runs"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["dataset_items.id"],
            name=op.f("fk_evaluation_pairs_item_id_dataset_items"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "evaluation_run_id", "item_id", "variant", name=op.f("pk_evaluation_pairs")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_evaluation_pairs_item_id"), "evaluation_pairs", ["item_id"])
    op.create_index(
        op.f("ix_evaluation_pairs_run_id"), "evaluation_pairs", ["run_id"], unique=True
    )


def downgrade() -> None:
    op.drop_table("evaluation_pairs")
    op.drop_column("evaluation_runs", "pairwise")
    op.drop_column("prompt_texts", "proposed_by")
