"""Word search over traces: FTS5 on SQLite, a GIN index on PostgreSQL.

What a person types is taken apart into words first, so that quotes, stars and brackets are never query syntax.
"""

import re
from typing import Any

from sqlalchemy import ColumnElement, column, func, literal_column, table

from core.store.traces.tables import traces

_WORD = re.compile(r"[^\W_]+")
_MAX_WORDS = 12

trace_search = table("trace_search", column("rowid"), column("trace_search"))
"""SQLite's index. Its row numbers are the traces' numbers, so it can be walked newest first by itself."""


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of what was typed; empty where it holds none."""
    return tuple(_WORD.findall(text))[:_MAX_WORDS]


def without_index(name: str) -> ColumnElement[Any]:
    """Return a column of `traces` that SQLite looks up by no index of its own.

    Without table statistics it takes any equality for rare and would begin there, asking the text index once a trace:
    minutes instead of milliseconds. So a search begins at the words and looks at the traces it finds.
    """
    column_: ColumnElement[Any] = literal_column(f"+traces.{name}", traces.c[name].type)
    return column_


def matches_on_sqlite(words: tuple[str, ...]) -> ColumnElement[bool]:
    """Say, of a row of `trace_search`, that every word begins one of its words."""
    return trace_search.c.trace_search.op("MATCH", is_comparison=True)(
        " ".join(f'"{word}"*' for word in words)
    )


def matches_on_postgres(words: tuple[str, ...]) -> ColumnElement[bool]:
    """Say, of a row of `traces`, that every word begins one of its words."""
    simple: ColumnElement[str] = literal_column(
        "'simple'"
    )  # spelled as in the index, which is not used otherwise
    query = func.to_tsquery(simple, " & ".join(f"'{word}':*" for word in words))
    return func.to_tsvector(simple, traces.c.search_text).op("@@", is_comparison=True)(query)
