"""What the trace pages show."""

from dataclasses import asdict
from datetime import date, timedelta

from app.queries.paging import collect
from app.queries.review import start_of
from core.bootstrap import Rein
from core.ids import is_id
from core.quality.intervals import SCORES
from core.store.database.pagination import MAX_PAGE, Page
from core.store.traces import read as traces
from core.tracing.span_record import SpanStatus

COUNT_AT_MOST = 10_000


def trace_filter(
    *,
    status: SpanStatus | None,
    scores: tuple[float, float],
    dates: tuple[date | None, date | None],
    search: str,
    name: str | None,
    model: str | None,
    sample: bool,
) -> traces.TraceFilter:
    """Return what a trace list shows; the whole range of scores also has the unscored traces."""
    (low, high), (first, last) = scores, dates
    return traces.TraceFilter(
        status=status,
        min_score=low if low > 0 else None,
        max_score=high if high < SCORES.high else None,
        since=start_of(first) if first else None,
        until=start_of(last + timedelta(days=1)) if last else None,
        search=search.strip(),
        name=name,
        model=model,
        sample=sample,
    )


def find_traces(
    rein: Rein, wanted: traces.TraceFilter, *, limit: int, cursor: str | None
) -> Page[traces.TraceRow]:
    """Return one page of traces."""
    return traces.list_traces(rein.database, wanted, limit=limit, cursor=cursor)


def count(rein: Rein, wanted: traces.TraceFilter) -> int:
    """Return how many traces match, counting no further than COUNT_AT_MOST."""
    return traces.count_traces(rein.database, wanted, at_most=COUNT_AT_MOST)


def export_traces(rein: Rein, wanted: traces.TraceFilter) -> list[traces.TraceRow]:
    """Return the newest traces that match, EXPORTED_AT_MOST of them."""
    return collect(lambda cursor: find_traces(rein, wanted, limit=MAX_PAGE, cursor=cursor))


def find_trace(rein: Rein, trace_id: str) -> traces.TraceDetail | None:
    """Return a trace, or None where there is none."""
    return traces.find_trace(rein.database, trace_id) if is_id(trace_id) else None


def find_payload(rein: Rein, trace_id: str, span_id: str) -> traces.Payload | None:
    """Return the full texts of a span."""
    return traces.find_payload(rein.database, trace_id, span_id)


def export_trace(rein: Rein, detail: traces.TraceDetail) -> dict[str, object]:
    """Return a whole trace with the full texts of its spans, as plain values."""
    rows = []
    for span in detail.spans:
        full = find_payload(rein, span.trace_id, span.span_id)
        row = asdict(span) | {"attributes": dict(span.attributes)}
        del row["input_preview"], row["output_preview"]
        rows.append(
            row | {"input": full.input if full else None, "output": full.output if full else None}
        )
    return asdict(detail.row) | {"spans": rows}
