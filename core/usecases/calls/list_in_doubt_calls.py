"""Model calls that may have been paid for although no answer was stored."""

from datetime import timedelta

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.calls import in_doubt
from core.store.calls.in_doubt import InDoubtCall, InDoubtSummary
from core.usecases.access.allow import Access, allow
from core.usecases.traces.access import may_read_trace

__all__ = [
    "LISTED_DAYS",
    "InDoubtCall",
    "InDoubtSummary",
    "get_in_doubt_summary",
    "list_in_doubt_calls",
    "list_latest_in_doubt_calls",
]

LISTED_DAYS = 7
"""Calls in doubt are listed for this long: the provider's bill of the week still shows them."""


@allow(Access.TRACE, reads_texts=True)
def list_in_doubt_calls(rein: Rein, *, viewer: Viewer, trace_id: str) -> tuple[InDoubtCall, ...]:
    """Return the calls of a trace that are in doubt; empty if the viewer may not read the trace."""
    if not may_read_trace(rein, viewer=viewer, trace_id=trace_id):
        return ()
    return in_doubt.list_in_doubt_calls(rein.database, trace_id)


@allow(Access.ADMIN)
def list_latest_in_doubt_calls(rein: Rein, *, viewer: Viewer) -> tuple[InDoubtCall, ...]:
    """Return the calls in doubt of the last LISTED_DAYS, newest first.

    Raises NotAllowed below admin.
    """
    since = rein.clock.now() - timedelta(days=LISTED_DAYS)
    return in_doubt.list_latest_in_doubt_calls(rein.database, since=since)


@allow(Access.ADMIN)
def get_in_doubt_summary(rein: Rein, *, viewer: Viewer) -> InDoubtSummary:
    """Return how many calls of the last LISTED_DAYS are in doubt. Raises NotAllowed below admin."""
    since = rein.clock.now() - timedelta(days=LISTED_DAYS)
    return in_doubt.summarize_in_doubt_calls(rein.database, since=since)
