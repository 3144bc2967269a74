"""Mark the trials of the sample, which never hold up a real one."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_RUNNING = sa.text("outcome = 'running'")


def upgrade() -> None:
    op.add_column(
        "trials", sa.Column("sample", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    _index(["prompt", "sample"])


def downgrade() -> None:
    op.execute("DELETE FROM trials WHERE sample")
    _index(["prompt"])
    op.drop_column("trials", "sample")


def _index(columns: list[str]) -> None:
    op.drop_index("ux_trials_running", table_name="trials")
    op.create_index(
        "ux_trials_running",
        "trials",
        columns,
        unique=True,
        sqlite_where=_RUNNING,
        postgresql_where=_RUNNING,
    )
