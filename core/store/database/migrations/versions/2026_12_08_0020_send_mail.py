"""Store who gets mail at which address, and the one mail of each day."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
MOMENT = sa.DateTime(timezone=True)
DIGEST = sa.String(length=64)


def upgrade() -> None:
    op.create_table(
        "mail_subscriptions",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("daily", sa.Boolean(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("key", DIGEST, nullable=False),
        sa.Column("unsubscribe_digest", DIGEST, nullable=False),
        sa.Column("confirm_digest", DIGEST, nullable=True),
        sa.Column("confirm_until", MOMENT, nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("unsubscribed_at", MOMENT, nullable=True),
        sa.Column("refusals", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("paused_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        _of_a_person("mail_subscriptions"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_mail_subscriptions")),
        sa.UniqueConstraint(
            "unsubscribe_digest", name=op.f("uq_mail_subscriptions_unsubscribe_digest")
        ),
        sa.UniqueConstraint("confirm_digest", name=op.f("uq_mail_subscriptions_confirm_digest")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mail_deliveries",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=False),
        sa.Column("retry_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        _of_a_person("mail_deliveries"),
        sa.PrimaryKeyConstraint("user_id", "day", name=op.f("pk_mail_deliveries")),
        sqlite_with_rowid=False,
    )


def _of_a_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id_users"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in ("mail_deliveries", "mail_subscriptions"):
        op.drop_table(table)
