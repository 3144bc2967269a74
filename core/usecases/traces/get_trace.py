"""One trace with its spans, and the full texts of a span."""

from collections.abc import Mapping

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.ids import is_id
from core.llm.wrappers.tracing import REPLAYED_NOTE
from core.store.traces import read
from core.store.traces.read import Payload, SpanRow, TraceDetail, TraceRow
from core.usecases.access.allow import Access, allow
from core.usecases.traces.access import may_read_trace

__all__ = [
    "REPLAYED_NOTE",
    "Payload",
    "SpanRow",
    "TraceDetail",
    "TraceRow",
    "find_payload",
    "find_payloads",
    "find_trace",
    "get_trace",
]


@allow(Access.TRACE, reads_texts=True)
def get_trace(rein: Rein, *, viewer: Viewer, trace_id: str) -> TraceDetail:
    """Return a trace with its spans. Raises NotFound if there is none, or if it is not theirs."""
    detail = read.find_trace(rein.database, trace_id) if is_id(trace_id) else None
    if detail is None or not (detail.row.user_id == viewer.id or viewer.may(Role.REVIEWER)):
        raise NotFound(
            "There is no such trace.", advice="It may have been deleted, or its id is incomplete."
        )
    return detail


@allow(Access.TRACE, reads_texts=True)
def find_trace(rein: Rein, *, viewer: Viewer, trace_id: str) -> TraceDetail | None:
    """Return a trace with its spans, or None if there is none that the viewer may read."""
    if not may_read_trace(rein, viewer=viewer, trace_id=trace_id):
        return None
    return read.find_trace(rein.database, trace_id)


@allow(Access.TRACE, reads_texts=True)
def find_payload(rein: Rein, *, viewer: Viewer, trace_id: str, span_id: str) -> Payload | None:
    """Return the full texts of a span, or None if there is none that the viewer may read."""
    if not may_read_trace(rein, viewer=viewer, trace_id=trace_id):
        return None
    return read.find_payload(rein.database, trace_id, span_id)


@allow(Access.TRACE, reads_texts=True)
def find_payloads(rein: Rein, *, viewer: Viewer, trace_id: str) -> Mapping[str, Payload]:
    """Return the full texts of all spans by their id; none of a trace the viewer may not read."""
    if not may_read_trace(rein, viewer=viewer, trace_id=trace_id):
        return {}
    return read.find_payloads(rein.database, trace_id)
