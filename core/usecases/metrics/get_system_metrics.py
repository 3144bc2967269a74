"""Figures of the whole system: for `/metrics`, and for the page that shows its health."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.calls.values import CallStatus
from core.store.metrics.queue_counts import QueueCounts, find_queue_counts
from core.store.metrics.read import (
    RecentCalls,
    StageTimes,
    SystemMetrics,
    TraceSums,
    find_system_metrics,
)
from core.usecases.access.allow import Access, allow, without_viewer

__all__ = [
    "CallStatus",
    "QueueCounts",
    "RecentCalls",
    "StageTimes",
    "SystemMetrics",
    "TraceSums",
    "get_queue_counts",
    "get_system_metrics",
]


@without_viewer(Access.SYSTEM, "a scraper reads /metrics without signing in")
def get_system_metrics(rein: Rein) -> SystemMetrics:
    """Return the figures of `/metrics`, which a scraper reads without signing in."""
    return find_system_metrics(rein.database, now=rein.clock.now())


@allow(Access.ADMIN)
def get_queue_counts(rein: Rein, *, viewer: Viewer) -> QueueCounts:
    """Return the sizes of the queues and the numbers of records. Raises NotAllowed below admin."""
    return find_queue_counts(rein.database)
