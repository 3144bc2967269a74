"""Word search over traces: FTS5 on SQLite, a GIN index on PostgreSQL.

A search text is split into words first, so that quotes, stars and brackets are never query syntax.
"""

import re
from typing import Any

from sqlalchemy import ColumnElement, column, func, literal_column, table

from core.store.traces.tables import traces

_WORD = re.compile(r"[^\W_]+")
_MAX_WORDS = 12

trace_search = table("trace_search", column("rowid"), column("trace_search"))
"""SQLite's text index. Its row numbers are the numbers of traces, so it can be read newest
first."""


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a search text; empty if it has none."""
    return tuple(_WORD.findall(text))[:_MAX_WORDS]


def without_index(name: str) -> ColumnElement[Any]:
    """Return a column of `traces` that SQLite does not look up by an index.

    Without table statistics SQLite takes any equality for selective and would start there, querying
    the text index once per trace: minutes instead of milliseconds. This makes it start at the
    words.
    """
    column_: ColumnElement[Any] = literal_column(f"+traces.{name}", traces.c[name].type)
    return column_


def matches_on_sqlite(words: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition that every word is a prefix of a word in a row of `trace_search`."""
    return trace_search.c.trace_search.op("MATCH", is_comparison=True)(
        " ".join(f'"{word}"*' for word in words)
    )


def matches_on_postgres(words: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition that every word is a prefix of a word in a row of `traces`."""
    # Spelled as in the index, which PostgreSQL would not use otherwise.
    simple: ColumnElement[str] = literal_column("'simple'")
    query = func.to_tsquery(simple, " & ".join(f"'{word}':*" for word in words))
    return func.to_tsvector(simple, traces.c.search_text).op("@@", is_comparison=True)(query)
