"""Add datasets with versions and items, and labels with their history."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0029"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
HASH = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "datasets",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("created_by", ID, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], "fk_datasets_created_by_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_datasets"),
        sa.UniqueConstraint("sample", "name", name="uq_datasets_sample_name"),
    )
    op.create_index("ix_datasets_created_by", "datasets", ["created_by"])
    _add_versions()
    _add_items()
    _add_labels()
    _add_history()


def _add_versions() -> None:
    op.create_table(
        "dataset_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("dataset_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content_hash", HASH, nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("left_hash", HASH, nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("created_by", ID, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["datasets.id"],
            "fk_dataset_versions_dataset_id_datasets",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["users.id"],
            "fk_dataset_versions_created_by_users",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dataset_versions"),
        sa.UniqueConstraint("dataset_id", "number", name="uq_dataset_versions_dataset_id_number"),
    )
    op.create_index("ix_dataset_versions_created_by", "dataset_versions", ["created_by"])


def _add_items() -> None:
    op.create_table(
        "dataset_items",
        sa.Column("id", ID, nullable=False),
        sa.Column("dataset_id", ID, nullable=False),
        sa.Column("goal_id", ID, nullable=True),
        sa.Column("trace_id", ID, nullable=True),
        sa.Column("item_hash", HASH, nullable=False),
        sa.Column("subject", HASH, nullable=False),
        sa.Column("split", sa.String(length=10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("overall", sa.Double(), nullable=True),
        sa.Column("stars", sa.Double(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["datasets.id"],
            "fk_dataset_items_dataset_id_datasets",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], "fk_dataset_items_goal_id_goals", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dataset_items"),
        sa.UniqueConstraint(
            "dataset_id", "item_hash", name="uq_dataset_items_dataset_id_item_hash"
        ),
    )
    op.create_index("ix_dataset_items_goal_id", "dataset_items", ["goal_id"])
    op.create_index("ix_dataset_items_subject", "dataset_items", ["subject"])
    op.create_table(
        "dataset_version_items",
        sa.Column("version_id", ID, nullable=False),
        sa.Column("item_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["dataset_versions.id"],
            "fk_dataset_version_items_version_id_dataset_versions",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["dataset_items.id"],
            "fk_dataset_version_items_item_id_dataset_items",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "item_id", name="pk_dataset_version_items"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_dataset_version_items_item_id", "dataset_version_items", ["item_id"])


def _add_labels() -> None:
    op.create_table(
        "labels",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject", HASH, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("goal_id", ID, nullable=True),
        sa.Column("trace_id", ID, nullable=True),
        sa.Column("dataset_id", ID, nullable=True),
        sa.Column("overall", sa.Integer(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("came_by", sa.String(length=16), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.CheckConstraint("overall BETWEEN 0 AND 10", name="ck_labels_overall_0_to_10"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], "fk_labels_user_id_users", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], "fk_labels_goal_id_goals", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], "fk_labels_dataset_id_datasets", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_labels"),
        sa.UniqueConstraint("subject", "user_id", name="uq_labels_subject_user_id"),
    )
    for name in ("user_id", "goal_id", "trace_id", "dataset_id"):
        op.create_index(f"ix_labels_{name}", "labels", [name])
    op.create_index("ix_labels_sample_created_at_id", "labels", ["sample", "created_at", "id"])


def _add_history() -> None:
    op.create_table(
        "label_history",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("label_id", ID, nullable=False),
        sa.Column("overall", sa.Integer(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["label_id"], ["labels.id"], "fk_label_history_label_id_labels", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_label_history"),
    )
    op.create_index("ix_label_history_label_id_id", "label_history", ["label_id", "id"])
    op.create_table(
        "label_skips",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("skipped_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], "fk_label_skips_user_id_users", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["dataset_items.id"],
            "fk_label_skips_item_id_dataset_items",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "item_id", name="pk_label_skips"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_label_skips_item_id", "label_skips", ["item_id"])


def downgrade() -> None:
    for table in (
        "label_skips",
        "label_history",
        "labels",
        "dataset_version_items",
        "dataset_items",
        "dataset_versions",
        "datasets",
    ):
        op.drop_table(table)
