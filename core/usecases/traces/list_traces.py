"""Traces as a person may see them: their own, and with the role of a reviewer everybody's."""

from dataclasses import replace

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.ids import is_id
from core.store.database.pagination import Page
from core.store.traces.read import TraceDetail, TraceFilter, TraceRow, find_trace, list_traces


def list_visible_traces(
    rein: Rein, *, viewer: Viewer, wanted: TraceFilter, limit: int = 50, cursor: str | None = None
) -> Page[TraceRow]:
    """Return the traces that pass the filter and are this person's to see, newest first."""
    if not viewer.may(Role.REVIEWER):
        wanted = replace(wanted, user_id=viewer.id)
    return list_traces(rein.database, wanted, limit=limit, cursor=cursor)


def get_trace(rein: Rein, *, viewer: Viewer, trace_id: str) -> TraceDetail:
    """Return a trace with its spans. Raises NotFound alike for a trace of somebody else and for none at all."""
    detail = find_trace(rein.database, trace_id) if is_id(trace_id) else None
    if detail is None or not (detail.row.user_id == viewer.id or viewer.may(Role.REVIEWER)):
        raise NotFound(
            "There is no such trace.", advice="It may have been deleted, or its id is incomplete."
        )
    return detail
