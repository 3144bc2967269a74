"""Remember the settings of the last start, so that a change of one is in the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "started_settings",
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_started_settings")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("started_settings")
