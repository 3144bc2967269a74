"""Seal the days of rollups whose records are about to be removed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from core.store.database.rows import Row
from core.store.database.upsert import insert
from core.store.ratings.tables import ratings
from core.store.retention.tables import sealed_days
from core.store.rollups.tables import ROLLUPS
from core.store.scores.tables import evaluation_items, evaluations
from core.store.traces.tables import traces

_PLACES = {
    traces: (traces.c.day, traces.c.id),
    evaluations: (evaluations.c.day, evaluations.c.trace_id),
    evaluation_items: (evaluations.c.day, evaluations.c.trace_id),
    ratings: (ratings.c.day, ratings.c.trace_id),
}
"""By the facts that go with a trace: the day on which each is counted, and its trace."""


def seal_days_of(connection: Connection, trace_ids: Sequence[str], *, now: datetime) -> None:
    """Mark the days of each rollup on which these traces, their scores or ratings were counted."""
    rows: list[Row] = []
    for rollup in ROLLUPS:
        if (place := _PLACES.get(rollup.fact)) is None:
            continue
        day, trace_id = place
        days = select(day).where(trace_id.in_(trace_ids)).distinct()
        rows += [
            {"rollup": rollup.name, "day": found, "sealed_at": now}
            for found in connection.execute(days).scalars()
        ]
    if rows:
        connection.execute(insert(connection, sealed_days).on_conflict_do_nothing(), rows)
