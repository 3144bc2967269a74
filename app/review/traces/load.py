"""Read what the Traces page shows."""

from datetime import date, timedelta

from app import auth, services
from app.review.shared.paging import collect
from core.quality.intervals import SCORES
from core.tracing.span_record import SpanStatus
from core.usecases.traces import list_traces as traces
from core.usecases.traces.list_traces import MAX_PAGE, Page, TraceFilter, TraceRow
from core.usecases.utc_days import start_of_day

MAX_COUNTED = 10_000


def trace_filter(
    *,
    status: SpanStatus | None,
    scores: tuple[float, float],
    dates: tuple[date | None, date | None],
    search: str,
    name: str | None,
    model: str | None,
    sample: bool,
) -> TraceFilter:
    """Return the filter of the list. The whole range of scores includes unscored traces."""
    (low, high), (first, last) = scores, dates
    return TraceFilter(
        status=status,
        min_score=low if low > 0 else None,
        max_score=high if high < SCORES.high else None,
        since=start_of_day(first) if first else None,
        until=start_of_day(last + timedelta(days=1)) if last else None,
        search=search.strip(),
        name=name,
        model=model,
        sample=sample,
    )


def find_traces(filters: TraceFilter, *, limit: int, cursor: str | None) -> Page[TraceRow]:
    """Return one page of traces."""
    return traces.list_traces(
        services.rein(),
        viewer=auth.current_viewer(),
        filters=filters,
        limit=limit,
        cursor=cursor,
    )


def count(filters: TraceFilter) -> int:
    """Return how many traces match, at most MAX_COUNTED."""
    return traces.count_traces(
        services.rein(), viewer=auth.current_viewer(), filters=filters, at_most=MAX_COUNTED
    )


def export_traces(filters: TraceFilter) -> list[TraceRow]:
    """Return the newest traces that match."""
    return collect(lambda cursor: find_traces(filters, limit=MAX_PAGE, cursor=cursor))
