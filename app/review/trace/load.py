"""Read what the page of a trace shows."""

from dataclasses import asdict
from datetime import datetime

from app import auth, services
from app.review.trace import present
from app.ui.trace.export_lines import ExportLine
from core.usecases.calls import list_in_doubt_calls as in_doubt
from core.usecases.calls.list_in_doubt_calls import InDoubtCall
from core.usecases.exports.list_exports import list_trace_exports
from core.usecases.traces import get_trace as traces
from core.usecases.traces.get_trace import Payload, TraceDetail, TraceRow


def find_trace(trace_id: str) -> TraceDetail | None:
    """Return a trace, or None."""
    return traces.find_trace(services.rein(), viewer=auth.current_viewer(), trace_id=trace_id)


def find_payload(trace_id: str, span_id: str) -> Payload | None:
    """Return the full texts of a span."""
    return traces.find_payload(
        services.rein(), viewer=auth.current_viewer(), trace_id=trace_id, span_id=span_id
    )


def list_in_doubt(trace_id: str) -> tuple[InDoubtCall, ...]:
    """Return the calls of a trace that may have been paid for without a reply."""
    return in_doubt.list_in_doubt_calls(
        services.rein(), viewer=auth.current_viewer(), trace_id=trace_id
    )


def find_export(row: TraceRow, *, now: datetime) -> tuple[ExportLine, ...]:
    """Return the state of a trace at each export destination."""
    rein = services.rein()
    return present.lines_of(
        row,
        list_trace_exports(rein, viewer=auth.current_viewer(), trace_id=row.trace_id),
        now=now,
        set_up=rein.settings.sinks,
        retention_days=rein.settings.sent_retention_days,
    )


def export_trace(detail: TraceDetail) -> dict[str, object]:
    """Return a trace with the full texts of its spans, as plain values."""
    rows = []
    for span in detail.spans:
        full = find_payload(span.trace_id, span.span_id)
        row = asdict(span) | {"attributes": dict(span.attributes)}
        del row["input_preview"], row["output_preview"]
        rows.append(
            row | {"input": full.input if full else None, "output": full.output if full else None}
        )
    return asdict(detail.row) | {"spans": rows}
