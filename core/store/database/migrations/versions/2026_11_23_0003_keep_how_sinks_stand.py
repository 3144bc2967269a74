"""Keep how each place outside stands, and the ids that traces have there."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sinks",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("waits_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waits_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("layout", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sinks")),
    )
    op.create_table(
        "exported_traces",
        sa.Column("sink", sa.String(length=32), nullable=False),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("exported_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["trace_id"], ["traces.id"], name=op.f("fk_exported_traces_trace_id_traces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sink", "trace_id", name=op.f("pk_exported_traces")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("exported_traces")
    op.drop_table("sinks")
