"""Read exported, pending and rejected deliveries."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.exports import read
from core.store.exports.read import (
    NO_REASON,
    ExportState,
    RejectedDeliveries,
    RejectedDelivery,
    SinkBacklog,
    SinkState,
)
from core.usecases.access.allow import Access, allow
from core.usecases.traces.access import may_read_trace

__all__ = [
    "NO_REASON",
    "ExportState",
    "RejectedDeliveries",
    "RejectedDelivery",
    "SinkBacklog",
    "SinkState",
    "list_backlogs",
    "list_rejected_deliveries",
    "list_trace_exports",
]


@allow(Access.TRACE)
def list_trace_exports(rein: Rein, *, viewer: Viewer, trace_id: str) -> tuple[SinkState, ...]:
    """Return the export state of a trace by sink; empty if the viewer may not read it."""
    if not may_read_trace(rein, viewer=viewer, trace_id=trace_id):
        return ()
    return read.find_export_state(rein.database, trace_id)


@allow(Access.ADMIN)
def list_backlogs(rein: Rein, *, viewer: Viewer) -> tuple[SinkBacklog, ...]:
    """Return the backlog of each sink. Raises NotAllowed below admin."""
    return read.list_backlogs(rein.database)


@allow(Access.ADMIN)
def list_rejected_deliveries(rein: Rein, *, viewer: Viewer, limit: int = 20) -> RejectedDeliveries:
    """Return the newest deliveries that wait for a decision. Raises NotAllowed below admin."""
    return read.list_rejected_deliveries(rein.database, limit=limit)
