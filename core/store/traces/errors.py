"""Why traces of a list failed, or which of their steps did."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from core.store.database.rows import fetch_all
from core.store.traces.tables import spans


def find_errors(connection: Connection, trace_ids: Collection[str]) -> dict[str, str]:
    """Return what the first failed span of each trace says: the root, else the earliest."""
    if not trace_ids:
        return {}
    query = (
        select(spans.c.trace_id, spans.c.error)
        .where(spans.c.trace_id.in_(sorted(trace_ids)), spans.c.error.is_not(None))
        .order_by(spans.c.parent_id.is_not(None), spans.c.started_at, spans.c.span_id)
    )
    found: dict[str, str] = {}
    for row in fetch_all(connection, query):
        found.setdefault(row["trace_id"], row["error"])
    return found
