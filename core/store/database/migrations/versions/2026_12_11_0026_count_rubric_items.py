"""Count answers to rubric items by day, and store how long each judged text is."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FAILED = sa.text("known AND NOT yes")
KEYS = (
    ("day", sa.Date()),
    ("sample", sa.Boolean()),
    ("item", sa.String(length=64)),
    ("dimension", sa.String(length=16)),
    ("prompt_version", sa.Text()),
    ("model", sa.Text()),
    ("judge", sa.Text()),
    ("rubric", sa.String(length=16)),
)
MEASURES = ("n", "known", "no")
COUNT = """
INSERT INTO rollup_items
    (day, sample, item, dimension, prompt_version, model, judge, rubric, n, known, no)
SELECT e.day, e.sample, i.item, i.dimension, e.prompt_version, e.writer_model, e.judge_model,
    e.rubric_version, count(*), sum(CASE WHEN i.known THEN 1 ELSE 0 END),
    sum(CASE WHEN i.known AND NOT i.yes THEN 1 ELSE 0 END)
FROM evaluation_items AS i JOIN evaluations AS e ON e.id = i.evaluation_id
GROUP BY e.day, e.sample, i.item, i.dimension, e.prompt_version, e.writer_model, e.judge_model,
    e.rubric_version
"""


def upgrade() -> None:
    op.add_column("evaluations", sa.Column("text_words", sa.Integer(), nullable=True))
    op.create_table(
        "rollup_items",
        *(sa.Column(name, type_, nullable=False) for name, type_ in KEYS),
        *(
            sa.Column(name, WIDE, server_default=sa.text("0"), nullable=False)
            for name in MEASURES
        ),
        sa.PrimaryKeyConstraint(*(name for name, _ in KEYS), name=op.f("pk_rollup_items")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_evaluation_items_no",
        "evaluation_items",
        ["item", "evaluation_id"],
        sqlite_where=FAILED,
        postgresql_where=FAILED,
    )
    op.execute(COUNT)


def downgrade() -> None:
    op.drop_index("ix_evaluation_items_no", table_name="evaluation_items")
    op.drop_table("rollup_items")
    op.drop_column("evaluations", "text_words")
