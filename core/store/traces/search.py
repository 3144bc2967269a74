"""Word search over traces: FTS5 on SQLite, a GIN index on PostgreSQL.

Both indexes hold the terms of `search_terms`, which need no further analysis. A term is quoted, so
that nothing a person types is query syntax.
"""

from typing import Any

from sqlalchemy import ColumnElement, cast, column, func, literal_column, table
from sqlalchemy.dialects.postgresql import TSQUERY

from core.store.traces.search_terms import terms_to_find
from core.store.traces.tables import traces

_MAX_TERMS = 12

trace_search = table("trace_search", column("rowid"), column("trace_search"))
"""SQLite's text index. Its row numbers are the numbers of traces, so it can be read newest
first."""


def split_words(text: str) -> tuple[str, ...]:
    """Return the terms of a search text; empty if it has none."""
    return terms_to_find(text)[:_MAX_TERMS]


def without_index(name: str) -> ColumnElement[Any]:
    """Return a column of `traces` that SQLite does not look up by an index.

    Without table statistics SQLite takes any equality for selective and would start there, querying
    the text index once per trace: minutes instead of milliseconds. This makes it start at the
    words.
    """
    column_: ColumnElement[Any] = literal_column(f"+traces.{name}", traces.c[name].type)
    return column_


def matches_on_sqlite(words: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition that every word is a prefix of a term in a row of `trace_search`."""
    quoted = (word.replace('"', '""') for word in words)
    return trace_search.c.trace_search.op("MATCH", is_comparison=True)(
        " ".join(f'"{word}"*' for word in quoted)
    )


def matches_on_postgres(words: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition that every word is a prefix of a term in a row of `traces`."""
    quoted = (word.replace("\\", "\\\\").replace("'", "''") for word in words)
    query = cast(" & ".join(f"'{word}':*" for word in quoted), TSQUERY)
    # Spelled as in the index, which PostgreSQL would not use otherwise.
    space: ColumnElement[str] = literal_column("' '")
    terms = func.array_to_tsvector(func.string_to_array(traces.c.search_terms, space))
    return terms.op("@@", is_comparison=True)(query)
