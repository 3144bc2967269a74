"""The days on which a filter can match, from the rollups: where nothing is, nothing is read.

A version that was released after a model was given up has no trace with it. Without this, the list
would look at every trace of the version to find that out.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from core.store.rollups.tables import TRACES
from core.store.slices.conditions import rollup_table, slice_conditions
from core.store.traces.list_rows import TraceFilter
from core.store.traces.rows import min_number_at
from core.tracing.span_record import SpanStatus

_NOTHING = (1, 0)


def matching_numbers_range(connection: Connection, wanted: TraceFilter) -> tuple[int, int] | None:
    """Return the first number and the one after the last that can match; None for any.

    Only ended traces are in the rollups. A running one has no model and no version yet, so it
    cannot match where one of them is wanted.
    """
    within = wanted.within
    if (within.model, within.prompt_version, within.offline) == (None, None, None):
        return None
    first, last = connection.execute(_days(wanted)).one()
    if first is None or last is None:
        return _NOTHING
    begins = datetime.combine(first, time(), UTC)
    ends = datetime.combine(last + timedelta(days=1), time(), UTC)
    return min_number_at(begins), min_number_at(ends)


def _days(wanted: TraceFilter) -> Select[Any]:
    table = rollup_table(TRACES, wanted.within).c
    same = {table.sample: wanted.sample, table.name: wanted.name}
    conditions = [column == value for column, value in same.items() if value is not None]
    conditions += slice_conditions(wanted.within, table.__getitem__)
    if wanted.status is SpanStatus.ERROR:
        conditions.append(table.errors > 0)
    elif wanted.status is SpanStatus.CANCELLED:
        conditions.append(table.cancelled > 0)
    return select(func.min(table.day), func.max(table.day)).where(*conditions, table.n > 0)
