"""Mark answers a scorer could not know, and keep the sums of each rubric apart."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from core.store.database.column_types import WIDE_INTEGER as WIDE

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FIRST_RUBRIC = "1"
"""Every score that is stored before this migration was given with rubric 1."""
FRACTIONS = frozenset({"total", "squares"})
KEYS = ("day", "sample", "dimension", "prompt_version", "model", "judge")
SUMS = ("n", "total", "squares", "unscored", "saturated", *(f"b{i}" for i in range(11)))


def upgrade() -> None:
    op.add_column(
        "evaluation_items",
        sa.Column("known", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.add_column(
        "evaluation_items", sa.Column("asked", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "evaluation_items", sa.Column("note", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "evaluation_items",
        sa.Column("confidence", sa.Double(), server_default="1", nullable=False),
    )
    _recreate(keys=(*KEYS, "rubric"))


def downgrade() -> None:
    _recreate(keys=KEYS)
    for column in ("confidence", "note", "asked", "known"):
        op.drop_column("evaluation_items", column)


def _recreate(*, keys: tuple[str, ...]) -> None:
    """Replace the rollup by one with other keys; its sums go along.

    A primary key cannot be changed in place on SQLite, and its name must be free for the new table.
    """
    op.rename_table("rollup_scores", "rollup_scores_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE rollup_scores_before "
            "RENAME CONSTRAINT pk_rollup_scores TO pk_rollup_scores_before"
        )
    op.create_table(
        "rollup_scores",
        *(sa.Column(key, _key_type(key), nullable=False) for key in keys),
        *(
            sa.Column(
                name,
                sa.Double() if name in FRACTIONS else WIDE,
                server_default=sa.text("0"),
                nullable=False,
            )
            for name in SUMS
        ),
        sa.PrimaryKeyConstraint(*keys, name=op.f("pk_rollup_scores")),
        sqlite_with_rowid=False,
    )
    same = ", ".join((*KEYS, *SUMS))
    if "rubric" in keys:
        op.execute(
            f"INSERT INTO rollup_scores ({same}, rubric) "  # noqa: S608 - constants of this file
            f"SELECT {same}, '{FIRST_RUBRIC}' FROM rollup_scores_before"
        )
    else:
        sums = ", ".join(f"SUM({name})" for name in SUMS)
        by = ", ".join(KEYS)
        op.execute(
            f"INSERT INTO rollup_scores ({same}) "  # noqa: S608 - constants of this file
            f"SELECT {by}, {sums} FROM rollup_scores_before GROUP BY {by}"
        )
    op.drop_table("rollup_scores_before")


def _key_type(key: str) -> sa.types.TypeEngine[Any]:
    if key == "day":
        return sa.Date()
    if key == "sample":
        return sa.Boolean()
    return sa.String(length=16) if key in {"dimension", "rubric"} else sa.Text()
