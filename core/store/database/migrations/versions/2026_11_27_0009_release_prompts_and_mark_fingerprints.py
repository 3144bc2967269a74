"""Keep prompt releases in a table, fingerprints on results, and a run's input."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MARKED = ("runs", "traces", "evaluations", "ratings")


def upgrade() -> None:
    op.create_table(
        "prompt_releases",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt_releases")),
    )
    op.add_column("runs", sa.Column("input", sa.Text(), nullable=True))
    for table in MARKED:
        op.add_column(table, sa.Column("fingerprint", sa.String(length=16), nullable=True))
    op.create_index(
        op.f("ix_traces_sample_fingerprint_number"),
        "traces",
        ["sample", "fingerprint", "number"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_traces_sample_fingerprint_number"), table_name="traces")
    for table in MARKED:
        op.drop_column(table, "fingerprint")
    op.drop_column("runs", "input")
    op.drop_table("prompt_releases")
