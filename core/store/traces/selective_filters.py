"""Find a filter that few traces pass, so that a list starts from these on SQLite.

Without table statistics SQLite cannot know that a score below three is rare, and would read every
trace in the order of the list to find the few. Each filter is counted in its own index, no further
than it matters. PostgreSQL knows how its values are spread.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, func, select

from core.store.goals.traits import TRAITS
from core.store.traces.list_rows import TraceFilter
from core.store.traces.rows import min_number_at
from core.store.traces.tables import WITH_ERRORS, traces

MOST = 3_000
"""Traces that are read and sorted in a few milliseconds."""


def few_numbers(connection: Connection, wanted: TraceFilter) -> Select[tuple[int]] | None:
    """Return the select of the numbers that pass the first filter with few traces, or None."""
    for condition in _conditions(wanted):
        some = select(traces.c.number).where(traces.c.sample.is_(wanted.sample), condition)
        counted = select(func.count()).select_from(some.limit(MOST + 1).subquery())
        if connection.execute(counted).scalar_one() <= MOST:
            return some
    return None


def _conditions(wanted: TraceFilter) -> Iterator[ColumnElement[bool]]:
    """Yield the condition of each filter that has an index of its own."""
    ranges: tuple[tuple[Column[Any], float | None, float | None], ...] = (
        (traces.c.overall, wanted.min_score, wanted.max_score),
        (traces.c.half_stars, *wanted.half_stars),
        (
            traces.c.number,
            None if wanted.since is None else min_number_at(wanted.since),
            None if wanted.until is None else min_number_at(wanted.until) - 1,
        ),
    )
    for column, low, high in ranges:
        bounds: list[ColumnElement[bool]] = [] if low is None else [column >= low]
        bounds += [] if high is None else [column <= high]
        if bounds:
            yield and_(*bounds)
    if wanted.with_errors:
        yield WITH_ERRORS
    for column, value in (
        (traces.c.status, wanted.status),
        (traces.c.writer_model, wanted.within.model),
        (traces.c.prompt_version, wanted.within.prompt_version),
        (traces.c.fingerprint, wanted.fingerprint),
        (traces.c.name, wanted.name),
        *((traces.c[name], getattr(wanted.within, name)) for name in TRAITS),
    ):
        if value is not None:
            yield column == value
