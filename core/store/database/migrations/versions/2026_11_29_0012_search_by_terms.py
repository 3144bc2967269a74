"""Store the terms that a search finds a trace by, and index these instead of the words."""

import sqlalchemy as sa
from alembic import op

from core.store.traces.search_terms import terms_to_store

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BATCH = 5_000
TERMS, WORDS = "search_terms", "search_text"
TOKENIZERS = {
    # Terms are parted by spaces alone, whatever characters they hold.
    TERMS: "unicode61 remove_diacritics 0 categories ''L* M* N* P* S* C*''",
    WORDS: "unicode61 remove_diacritics 2",
}
POSTGRES_VECTORS = {
    TERMS: "array_to_tsvector(string_to_array(search_terms, ' '))",
    WORDS: "to_tsvector('simple', search_text)",
}


def upgrade() -> None:
    _drop_index()
    op.add_column("traces", sa.Column(TERMS, sa.Text(), server_default="", nullable=False))
    _store_terms()
    _create_index(TERMS)


def downgrade() -> None:
    _drop_index()
    op.drop_column("traces", TERMS)
    _create_index(WORDS)


def _store_terms() -> None:
    connection = op.get_bind()
    traces = sa.table("traces", sa.column("number"), sa.column(WORDS), sa.column(TERMS))
    update = (
        traces.update()
        .where(traces.c.number == sa.bindparam("of"))
        .values({TERMS: sa.bindparam("terms")})
    )
    query = sa.select(traces.c.number, traces.c[WORDS]).order_by(traces.c.number).limit(BATCH)
    last: int | None = None
    while rows := connection.execute(
        query if last is None else query.where(traces.c.number > last)
    ).all():
        connection.execute(
            update, [{"of": number, "terms": terms_to_store(words)} for number, words in rows]
        )
        last = rows[-1].number


def _drop_index() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX trace_search")
        return
    for trigger in ("added", "removed", "changed"):
        op.execute(f"DROP TRIGGER trace_search_{trigger}")
    op.execute("DROP TABLE trace_search")


def _create_index(column: str) -> None:
    """Create the text index over a column, and on SQLite the triggers that keep it in step."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX trace_search ON traces USING gin ({POSTGRES_VECTORS[column]})")
        return
    op.execute(
        f"CREATE VIRTUAL TABLE trace_search USING fts5({column}, content='traces', "
        f"content_rowid='number', tokenize='{TOKENIZERS[column]}')"
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
        op.execute(f"CREATE TRIGGER trace_search_{when} ON traces BEGIN {then} END")
    op.execute("INSERT INTO trace_search(trace_search) VALUES ('rebuild')")
