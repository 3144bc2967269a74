"""Keep what happened to alerts, the changes of targets, and the days whose records were removed."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("alerts", sa.Column("note", sa.Text(), server_default="", nullable=False))
    op.add_column("alerts", sa.Column("seen_by", sa.Text(), nullable=True))
    op.add_column("alerts", sa.Column("address", sa.Text(), server_default="", nullable=False))
    _create_events()
    op.create_table(
        "target_changes",
        sa.Column("id", WIDE, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("old_threshold", sa.Double(), nullable=True),
        sa.Column("new_threshold", sa.Double(), nullable=True),
        sa.Column("old_window_days", sa.Integer(), nullable=True),
        sa.Column("new_window_days", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_changes")),
    )
    op.create_index(op.f("ix_target_changes_name_id"), "target_changes", ["name", "id"])
    op.create_table(
        "sealed_days",
        sa.Column("rollup", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("rollup", "day", name=op.f("pk_sealed_days")),
        sqlite_with_rowid=False,
    )


def _create_events() -> None:
    op.create_table(
        "alert_events",
        sa.Column("id", WIDE, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("bound", sa.Double(), nullable=True),
        sa.Column("threshold", sa.Double(), nullable=True),
        sa.Column("n", WIDE, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_events")),
    )
    for columns in (["announced", "id"], ["key", "id"], ["at", "id"]):
        op.create_index(op.f(f"ix_alert_events_{'_'.join(columns)}"), "alert_events", columns)


def downgrade() -> None:
    for table in ("sealed_days", "target_changes", "alert_events"):
        op.drop_table(table)
    for column in ("address", "seen_by", "note"):
        op.drop_column("alerts", column)
