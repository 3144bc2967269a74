"""Mark alerts of the sample, so that they stay apart from real ones."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("alerts", "alert_events"):
        op.add_column(
            table, sa.Column("sample", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_index("ix_alert_events_sample_id", "alert_events", ["sample", "id"])


def downgrade() -> None:
    op.execute("DELETE FROM alert_events WHERE sample")
    op.execute("DELETE FROM alerts WHERE sample")
    op.drop_index("ix_alert_events_sample_id", table_name="alert_events")
    for table in ("alerts", "alert_events"):
        op.drop_column(table, "sample")
