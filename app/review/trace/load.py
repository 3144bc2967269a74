"""Read what the page of a trace shows."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from app import auth, services
from app.review.shared.trace_view import TraceView
from app.review.trace import present
from app.ui.trace.export_lines import ExportLine
from core.usecases.access.reading import sees_masked
from core.usecases.calls import list_in_doubt_calls as in_doubt
from core.usecases.calls.list_in_doubt_calls import InDoubtCall
from core.usecases.exports.list_exports import list_trace_exports
from core.usecases.traces import get_trace as traces
from core.usecases.traces import list_traces as lists
from core.usecases.traces.get_judgement import Judgement, get_judgement
from core.usecases.traces.get_trace import Payload, TraceDetail
from core.usecases.traces.list_traces import Neighbours, TraceFilter, TraceRow

_SAME_GOAL = 9
"""Traces of one goal that are offered to compare with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One trace with what is known of it."""

    detail: TraceDetail
    judgement: Judgement
    payloads: Mapping[str, Payload]
    """The full texts of the spans, by span id."""


def find_side(trace_id: str) -> Side | None:
    """Return a trace, or None."""
    rein, viewer = services.rein(), auth.current_viewer()
    detail = traces.find_trace(rein, viewer=viewer, trace_id=trace_id)
    if detail is None:
        return None
    return Side(
        detail=detail,
        judgement=get_judgement(rein, viewer=viewer, trace_id=trace_id),
        payloads=traces.find_payloads(rein, viewer=viewer, trace_id=trace_id),
    )


def is_masked(row: TraceRow) -> bool:
    """Return whether the viewer sees the trace without personal data."""
    viewer = auth.current_viewer()
    return sees_masked(services.rein(), viewer) and not row.sample and row.user_id != viewer.id


def find_neighbours(row: TraceRow, query: str) -> Neighbours:
    """Return the traces beside one in the list that a query describes."""
    view = TraceView.read(query)
    return lists.find_neighbours(
        services.rein(),
        viewer=auth.current_viewer(),
        filters=view.filters(sample=row.sample),
        order=view.trace_order,
        trace_id=row.trace_id,
    )


def list_same_goal(row: TraceRow) -> tuple[TraceRow, ...]:
    """Return the newest other traces of a trace's goal."""
    if row.goal_id is None:
        return ()
    page = lists.list_traces(
        services.rein(),
        viewer=auth.current_viewer(),
        filters=TraceFilter(goal_id=row.goal_id, sample=row.sample),
        limit=_SAME_GOAL,
    )
    return tuple(other for other in page.rows if other.trace_id != row.trace_id)


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


def export_trace(side: Side) -> dict[str, object]:
    """Return a trace with the full texts of its spans, scores and ratings, as plain values."""
    rows = []
    for span in side.detail.spans:
        full = side.payloads.get(span.span_id)
        row = asdict(span) | {"attributes": dict(span.attributes)}
        del row["input_preview"], row["output_preview"]
        rows.append(
            row | {"input": full.input if full else None, "output": full.output if full else None}
        )
    ratings = [asdict(rating) for rating in side.judgement.ratings]
    for rating in ratings:  # the file does not say who a rater is
        del rating["user_id"], rating["author_name"]
    return asdict(side.detail.row) | {
        "spans": rows,
        "evaluations": [asdict(one) for one in side.judgement.evaluations],
        "ratings": ratings,
    }
