"""Word search over comments, by the same rules as over traces."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, cast, column, false, func, literal_column, table
from sqlalchemy.dialects.postgresql import TSQUERY

from core.store.ratings.tables import rating_words, ratings
from core.store.traces.search import split_words

rating_search = table("rating_search", column("rowid"), column("rating_search"))
"""SQLite's text index. Its row numbers are those of `rating_words`."""


def matching(
    search: str, dialect: str
) -> tuple[FromClause, ColumnElement[Any], list[ColumnElement[bool]]]:
    """Return ratings joined to their words, the number that sorts them, and the conditions.

    Every word of the search is the beginning of a word of the comment. A search without a word
    finds nothing.
    """
    words = split_words(search)
    same = (rating_words.c.trace_id == ratings.c.trace_id) & (
        rating_words.c.user_id == ratings.c.user_id
    )
    if not words:
        return rating_words.join(ratings, same), rating_words.c.number, [false()]
    if dialect == "sqlite":
        source = rating_search.join(
            rating_words, rating_words.c.number == rating_search.c.rowid
        ).join(ratings, same)
        quoted = (word.replace('"', '""') for word in words)
        found = rating_search.c.rating_search.op("MATCH", is_comparison=True)(
            " ".join(f'"{word}"*' for word in quoted)
        )
        return source, rating_search.c.rowid, [found]
    quoted = (word.replace("\\", "\\\\").replace("'", "''") for word in words)
    query = cast(" & ".join(f"'{word}':*" for word in quoted), TSQUERY)
    # Spelled as in the index, which PostgreSQL would not use otherwise.
    space: ColumnElement[str] = literal_column("' '")
    terms = func.array_to_tsvector(func.string_to_array(rating_words.c.search_terms, space))
    found = terms.op("@@", is_comparison=True)(query)
    return rating_words.join(ratings, same), rating_words.c.number, [found]
