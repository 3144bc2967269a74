"""Search traces by replies and comments, sort them by stars, cost and time, and save views.

The terms move to a table of their own. Those of older traces are of their first words until the
terms of their replies are added, a batch at a time (`rein rebuild`, or the periodic job).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TOKENIZER = "unicode61 remove_diacritics 0 categories ''L* M* N* P* S* C*''"
VECTORS = {
    "terms": "terms",
    "search_terms": "array_to_tsvector(string_to_array(search_terms, ' '))",
}
AS_TEXT = "array_to_string(tsvector_to_array(terms), ' ')"
AS_VECTOR = "array_to_tsvector(string_to_array({}, ' '))"
SAMPLE_TERM = "\ue000sample"
WITH_ERRORS = "errors > 0 OR status = 'error'"


def upgrade() -> None:
    _drop_text_index()
    _create_terms()
    _move_terms_out()
    op.drop_column("traces", "search_terms")
    _create_text_index("trace_terms", "terms", more=", detail=none, prefix=1")
    if _on_sqlite():
        op.execute("CREATE VIRTUAL TABLE trace_search_words USING fts5vocab(trace_search, instance)")
    _add_stars()
    _create_order_indexes()
    _create_views()


def downgrade() -> None:
    op.drop_table("saved_views")
    for name in ("lowest_score", "lowest_stars", "with_errors"):
        op.drop_index(f"ix_traces_{name}", table_name="traces")
    for name in ("cost_usd", "duration_us"):
        op.drop_index(f"ix_traces_sample_{name}_number", table_name="traces")
    op.create_index("ix_traces_sample_overall_number", "traces", ["sample", "overall", "number"])
    op.drop_column("traces", "half_stars")
    if _on_sqlite():
        op.execute("DROP TABLE trace_search_words")
    _drop_text_index()
    op.add_column("traces", sa.Column("search_terms", sa.Text(), server_default="", nullable=False))
    terms = "terms" if _on_sqlite() else AS_TEXT
    op.execute(
        f"UPDATE traces SET search_terms = coalesce((SELECT {terms} "  # noqa: S608 - constants
        "FROM trace_terms WHERE trace_terms.number = traces.number), '')"
    )
    op.drop_table("trace_terms")
    _create_text_index("traces", "search_terms")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _create_terms() -> None:
    op.create_table(
        "trace_terms",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey(
                "traces.number", name="fk_trace_terms_number_traces", ondelete="CASCADE"
            ),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("terms", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.Column("complete", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_trace_terms"),
    )
    op.create_index("ix_trace_terms_complete_number", "trace_terms", ["complete", "number"])


def _move_terms_out() -> None:
    terms = "trim(search_terms || CASE WHEN sample THEN ' ' || CAST(:mark AS TEXT) ELSE '' END)"
    if not _on_sqlite():
        terms = AS_VECTOR.format(terms)
    move = f"INSERT INTO trace_terms (number, terms) SELECT number, {terms} FROM traces"  # noqa: S608
    op.get_bind().execute(sa.text(move), {"mark": SAMPLE_TERM})


def _drop_text_index() -> None:
    if not _on_sqlite():
        op.execute("DROP INDEX trace_search")
        return
    for trigger in ("added", "removed", "changed"):
        op.execute(f"DROP TRIGGER trace_search_{trigger}")
    op.execute("DROP TABLE trace_search")


def _create_text_index(table: str, column: str, *, more: str = "") -> None:
    """Create the text index over a column, and on SQLite the triggers that update it."""
    if not _on_sqlite():
        op.execute(f"CREATE INDEX trace_search ON {table} USING gin ({VECTORS[column]})")
        return
    op.execute(
        f"CREATE VIRTUAL TABLE trace_search USING fts5({column}, content='{table}', "
        f"content_rowid='number', tokenize='{TOKENIZER}'{more})"
    )
    # The constants of this file are the only text in these statements.
    add = (
        f"INSERT INTO trace_search(rowid, {column}) "  # noqa: S608
        f"VALUES (new.number, new.{column});"
    )
    remove = (
        f"INSERT INTO trace_search(trace_search, rowid, {column}) "  # noqa: S608
        f"VALUES ('delete', old.number, old.{column});"
    )
    triggers = {
        "added AFTER INSERT": add,
        "removed AFTER DELETE": remove,
        f"changed AFTER UPDATE OF {column}": remove + add,
    }
    for when, then in triggers.items():
        op.execute(f"CREATE TRIGGER trace_search_{when} ON {table} BEGIN {then} END")
    op.execute("INSERT INTO trace_search(trace_search) VALUES ('rebuild')")


def _add_stars() -> None:
    op.add_column("traces", sa.Column("half_stars", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE traces SET half_stars = (SELECT min(half_stars) FROM ratings WHERE "
        "ratings.trace_id = traces.id AND ratings.withdrawn_at IS NULL) "
        "WHERE id IN (SELECT trace_id FROM ratings)"
    )


def _create_order_indexes() -> None:
    op.drop_index("ix_traces_sample_overall_number", table_name="traces")
    for name in ("cost_usd", "duration_us"):
        op.create_index(f"ix_traces_sample_{name}_number", "traces", ["sample", name, "number"])
    for label, name in (("lowest_score", "overall"), ("lowest_stars", "half_stars")):
        op.create_index(f"ix_traces_{label}", "traces", ["sample", name, sa.text("number DESC")])
    op.create_index(
        "ix_traces_with_errors",
        "traces",
        ["sample", "number"],
        sqlite_where=sa.text(WITH_ERRORS),
        postgresql_where=sa.text(WITH_ERRORS),
    )


def _create_views() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column(
            "user_id",
            sa.String(36),
            sa.ForeignKey("users.id", name="fk_saved_views_user_id_users", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("page", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
    )
    op.create_index("ix_saved_views_page_user_id", "saved_views", ["page", "user_id"])
    op.create_index("ix_saved_views_page_shared", "saved_views", ["page", "shared"])
