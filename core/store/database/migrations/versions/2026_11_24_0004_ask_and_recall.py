"""Store clarifying questions, the time a run waits for answers, and request hashes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "runs", sa.Column("asks", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column(
        "runs",
        sa.Column(
            "waited_us",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default="0",
            nullable=False,
        ),
    )
    op.add_column("llm_calls", sa.Column("question", sa.String(length=64), nullable=True))
    op.drop_index(op.f("ix_llm_calls_run_id"), table_name="llm_calls")
    op.create_index(op.f("ix_llm_calls_run_id_question"), "llm_calls", ["run_id", "question"])
    op.create_table(
        "clarifications",
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("question_id", sa.String(length=64), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.id"], name=op.f("fk_clarifications_run_id_runs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "question_id", name=op.f("pk_clarifications")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("clarifications")
    op.drop_index(op.f("ix_llm_calls_run_id_question"), table_name="llm_calls")
    op.create_index(op.f("ix_llm_calls_run_id"), "llm_calls", ["run_id"])
    op.drop_column("llm_calls", "question")
    op.drop_column("runs", "waited_us")
    op.drop_column("runs", "asks")
