"""Store with each evaluation the digest of the text it judged."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "evaluations",
        sa.Column("text_digest", sa.String(length=64), server_default="", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("evaluations", "text_digest")
