"""Store the time zone of accounts and the day a goal was written."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("time_zone", sa.String(length=64), nullable=True))
    op.add_column("goals", sa.Column("written_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("goals", "written_on")
    op.drop_column("users", "time_zone")
