"""Store the conversation about a goal: messages, what is remembered, ratings of answers."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "chat_messages",
        sa.Column("id", ID, nullable=False),
        sa.Column("goal_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("text", "citations", "edits", "scores", "author", "note")
        ),
        sa.Column("run_id", ID, nullable=True),
        sa.Column("trace_id", ID, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        _of_a_goal("chat_messages"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_messages")),
    )
    op.create_index(op.f("ix_chat_messages_goal_id_id"), "chat_messages", ["goal_id", "id"])
    op.create_table(
        "chat_memories",
        sa.Column("id", ID, nullable=False),
        sa.Column("goal_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("from_message", ID, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        _of_a_goal("chat_memories"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_memories")),
    )
    op.create_index(op.f("ix_chat_memories_goal_id_id"), "chat_memories", ["goal_id", "id"])
    _create_ratings()


def _create_ratings() -> None:
    op.create_table(
        "chat_ratings",
        sa.Column("message_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        *(
            sa.Column(name, sa.Boolean(), nullable=True)
            for name in ("helpfulness", "relevance", "motivation", "actionability")
        ),
        sa.Column("rated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["chat_messages.id"],
            name=op.f("fk_chat_ratings_message_id_chat_messages"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_chat_ratings")),
        sqlite_with_rowid=False,
    )


def _of_a_goal(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["goal_id"], ["goals.id"], name=op.f(f"fk_{table}_goal_id_goals"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in ("chat_ratings", "chat_memories", "chat_messages"):
        op.drop_table(table)
