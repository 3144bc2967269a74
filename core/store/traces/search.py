"""Word search over traces: FTS5 on SQLite, a GIN index on PostgreSQL.

Both indexes hold the terms of `search_terms`, which need no further analysis. A term is quoted, so
that nothing a person types is query syntax.
"""

from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    cast,
    column,
    func,
    literal,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from core.store.database.column_types import quote_lexeme
from core.store.traces.search_terms import terms_to_find
from core.store.traces.tables import trace_terms
from core.store.traces.terms import SAMPLE_TERM

_MAX_TERMS = 12
_MAX_FORMS = 100

trace_search = table("trace_search", column("rowid"), column("trace_search"))
"""SQLite's text index. Its row numbers are the numbers of traces, so it can be read newest
first."""

_FORMS = text(
    "WITH RECURSIVE forms(term) AS ("
    "SELECT (SELECT term FROM trace_search_words WHERE term >= :word LIMIT 1) "
    "UNION ALL "
    "SELECT (SELECT term FROM trace_search_words WHERE term >= forms.term || char(1) LIMIT 1) "
    "FROM forms WHERE substr(forms.term, 1, :length) = :word) "
    "SELECT term FROM forms WHERE substr(term, 1, :length) = :word LIMIT :most"
)
"""The stored terms that begin with a word. Each is one seek in the vocabulary of the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The condition that a search finds a trace."""

    condition: ColumnElement[bool]
    reads_terms: bool = False
    """The condition reads `trace_terms`, which has to be joined."""


def split_words(text: str) -> tuple[str, ...]:
    """Return the terms of a search text; empty if it has none."""
    return terms_to_find(text)[:_MAX_TERMS]


def match(connection: Connection, words: tuple[str, ...], *, sample: bool) -> Match:
    """Return the condition that each word begins a term of a trace."""
    if connection.dialect.name == "sqlite":
        return _match_on_sqlite(connection, words, sample=sample)
    return Match(condition=_matches_on_postgres(words, sample=sample), reads_terms=True)


def _match_on_sqlite(connection: Connection, words: tuple[str, ...], *, sample: bool) -> Match:
    """Return a condition on `trace_search` that is read newest first and stops when a page is full.

    FTS5 answers a prefix by merging the rows of all its terms first: seconds, for a word of most
    traces. So a prefix is spelled out as the terms it begins; a prefix of very many terms is found
    by its first character, which is indexed, and then checked.
    """
    parts, checks = [], []
    for word in words:
        forms = _forms(connection, word) or (word,)
        if len(forms) > _MAX_FORMS:
            parts.append(f"{_quote(word[0])}*")
            checks.append(begins_a_term(word))
        else:
            parts.append(f"({' OR '.join(map(_quote, forms))})")
    if sample:
        parts.append(_quote(SAMPLE_TERM))
    found = trace_search.c.trace_search.op("MATCH", is_comparison=True)(" AND ".join(parts))
    return Match(condition=and_(found, *checks), reads_terms=bool(checks))


def begins_a_term(word: str) -> ColumnElement[bool]:
    """Return the condition that a term of a row of `trace_terms` begins with a word, on SQLite."""
    return func.instr(literal(" ") + trace_terms.c.terms, f" {word}") > 0


def _forms(connection: Connection, word: str) -> tuple[str, ...]:
    """Return the stored terms that begin with a word, at most one more than _MAX_FORMS."""
    values = {"word": word, "length": len(word), "most": _MAX_FORMS + 1}
    return tuple(connection.execute(_FORMS, values).scalars())


def _quote(term: str) -> str:
    quoted = term.replace('"', '""')
    return f'"{quoted}"'


def _matches_on_postgres(words: tuple[str, ...], *, sample: bool) -> ColumnElement[bool]:
    quoted = [f"{quote_lexeme(word)}:*" for word in words]
    if sample:
        quoted.append(quote_lexeme(SAMPLE_TERM))
    query = cast(" & ".join(quoted), TSQUERY)
    return trace_terms.c.terms.op("@@", is_comparison=True)(query)
