"""Write the search terms of traces: of their first words when they open, of all texts later."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, select

from core.store.database.rows import Row, fetch_all
from core.store.database.upsert import replace_rows
from core.store.traces.search_terms import terms_to_store
from core.store.traces.searched_texts import searched_texts
from core.store.traces.tables import trace_terms, traces
from core.tracing.span_record import SpanStatus

SAMPLE_TERM = "\ue000sample"
"""Term of every trace of the sample, which is rare among a year of real ones. Its first character
is for private use, and the terms of a text have it alone at most."""


def write_first_terms(connection: Connection, rows: Sequence[Row]) -> None:
    """Write the terms of the words that traces open with. `rows` are rows of traces."""
    replace_rows(
        connection, trace_terms, [_row(row, row["search_text"], complete=False) for row in rows]
    )


def complete_terms(connection: Connection, *where: ColumnElement[bool], limit: int) -> int:
    """Write the terms of all texts of the traces that match, at most `limit`; return how many."""
    query = select(
        traces.c.number, traces.c.id, traces.c.run_id, traces.c.search_text, traces.c.sample
    )
    rows = fetch_all(connection, query.where(*where).order_by(traces.c.number.desc()).limit(limit))
    if rows:
        texts = searched_texts(connection, rows)
        written = [_row(row, texts[row["id"]], complete=True) for row in rows]
        replace_rows(connection, trace_terms, written)
    return len(rows)


def complete_terms_of(connection: Connection, trace_id: str) -> None:
    """Write the terms of all texts of one trace."""
    complete_terms(connection, traces.c.id == trace_id, limit=1)


def complete_next_terms(connection: Connection, *, limit: int) -> int:
    """Do so for the newest ended traces of which only the first words are found."""
    waiting = (
        select(trace_terms.c.number)
        .join(traces, traces.c.number == trace_terms.c.number)
        .where(trace_terms.c.complete.is_(False), traces.c.status != SpanStatus.RUNNING)
        .order_by(trace_terms.c.number.desc())
        .limit(limit)
    )
    numbers = list(connection.execute(waiting).scalars())
    return complete_terms(connection, traces.c.number.in_(numbers), limit=limit)


def _row(trace: Row, text: str, *, complete: bool) -> Row:
    terms = terms_to_store(text)
    if trace["sample"]:
        terms = f"{terms} {SAMPLE_TERM}".strip()
    return {"number": trace["number"], "terms": terms, "complete": complete}
