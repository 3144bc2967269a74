"""Index the words of comments, walk ratings by their stars, and store answers to ratings."""

import sqlalchemy as sa
from alembic import op

from core.store.database.column_types import Utc
from core.store.ratings.words import word_rows

revision = "0025"
down_revision = "0028"
branch_labels = None
depends_on = None

BATCH = 5_000
ID = sa.String(length=36)
MOMENT = sa.DateTime(timezone=True)
STARS = "ix_ratings_sample_half_stars_created_at_trace_id_user_id"
TOKENIZER = "unicode61 remove_diacritics 0 categories ''L* M* N* P* S* C*''"
"""As that of traces: terms are parted by spaces alone, whatever characters they hold."""


def upgrade() -> None:
    op.create_index(
        op.f(STARS), "ratings", ["sample", "half_stars", "created_at", "trace_id", "user_id"]
    )
    _create_words()
    _create_replies()
    _store_words()


def downgrade() -> None:
    op.drop_table("rating_replies")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX rating_search")
    else:
        op.execute("DROP TABLE rating_search")
    op.drop_table("rating_words")
    op.drop_index(op.f(STARS), table_name="ratings")


def _of_rating(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["trace_id", "user_id"],
        ["ratings.trace_id", "ratings.user_id"],
        name=op.f(f"fk_{table}_trace_id_ratings"),
        ondelete="CASCADE",
    )


def _create_words() -> None:
    """Create the terms of comments with their text index, and the triggers that fill it."""
    op.create_table(
        "rating_words",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("trace_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("search_terms", sa.Text(), nullable=False),
        _of_rating("rating_words"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rating_words")),
        sa.UniqueConstraint("trace_id", "user_id", name=op.f("uq_rating_words_trace_id_user_id")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE INDEX rating_search ON rating_words USING gin "
            "(array_to_tsvector(string_to_array(search_terms, ' ')))"
        )
        return
    op.execute(
        "CREATE VIRTUAL TABLE rating_search USING fts5(search_terms, content='rating_words', "
        f"content_rowid='number', tokenize='{TOKENIZER}')"
    )
    add = "INSERT INTO rating_search(rowid, search_terms) VALUES (new.number, new.search_terms);"
    remove = (
        "INSERT INTO rating_search(rating_search, rowid, search_terms) "
        "VALUES ('delete', old.number, old.search_terms);"
    )
    for when, then in {
        "added AFTER INSERT": add,
        "removed AFTER DELETE": remove,
        "changed AFTER UPDATE": remove + add,
    }.items():
        op.execute(f"CREATE TRIGGER rating_search_{when} ON rating_words BEGIN {then} END")


def _create_replies() -> None:
    op.create_table(
        "rating_replies",
        sa.Column("id", ID, nullable=False),
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("trace_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("theme", "note", "version")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["users.id"],
            name=op.f("fk_rating_replies_author_id_users"),
            ondelete="SET NULL",
        ),
        _of_rating("rating_replies"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_replies")),
    )
    for names in (["batch_id"], ["author_id"], ["trace_id", "user_id"]):
        op.create_index(op.f(f"ix_rating_replies_{'_'.join(names)}"), "rating_replies", names)


def _store_words() -> None:
    connection = op.get_bind()
    key = ("created_at", "trace_id", "user_id")
    ratings = sa.table(
        "ratings",
        sa.column("created_at", Utc),
        *(sa.column(name) for name in ("trace_id", "user_id", "comment", "withdrawn_at")),
    )
    names = ("number", *key[1:], "search_terms")
    words = sa.table("rating_words", *(sa.column(name) for name in names))
    place = tuple(ratings.c[name] for name in key)
    query = (
        sa.select(*place, ratings.c.comment)
        .where(ratings.c.comment != "", ratings.c.withdrawn_at.is_(None))
        .order_by(*place)
        .limit(BATCH)
    )
    last: tuple[object, ...] | None = None
    used: set[int] = set()
    while rows := connection.execute(
        query if last is None else query.where(sa.tuple_(*place) > last)
    ).all():
        connection.execute(words.insert(), word_rows(rows, used))
        last = tuple(rows[-1][:3])
