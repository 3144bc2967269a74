"""Traces of a filtered list: a person's own, or all of them for a reviewer."""

from dataclasses import replace

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.database.pagination import MAX_PAGE, Page
from core.store.traces import read
from core.store.traces.read import FilterChoices, TraceFilter, TraceRow

__all__ = [
    "MAX_PAGE",
    "FilterChoices",
    "Page",
    "TraceFilter",
    "TraceRow",
    "count_traces",
    "has_traces",
    "list_filter_choices",
    "list_traces",
]


def list_traces(
    rein: Rein, *, viewer: Viewer, filters: TraceFilter, limit: int = 50, cursor: str | None = None
) -> Page[TraceRow]:
    """Return the traces that pass the filter and that the viewer may read, newest first."""
    return read.list_traces(rein.database, _allowed(filters, viewer), limit=limit, cursor=cursor)


def count_traces(rein: Rein, *, viewer: Viewer, filters: TraceFilter, at_most: int = 10_000) -> int:
    """Return how many such traces there are, counting no further than `at_most`."""
    return read.count_traces(rein.database, _allowed(filters, viewer), at_most=at_most)


def has_traces(rein: Rein, *, viewer: Viewer, sample: bool) -> bool:
    """Tell whether there is any trace that the viewer may read."""
    return count_traces(rein, viewer=viewer, filters=TraceFilter(sample=sample), at_most=1) > 0


def list_filter_choices(rein: Rein, *, viewer: Viewer, sample: bool) -> FilterChoices:
    """Return what the list can be filtered by. Raises NotAllowed below reviewer."""
    viewer.require(Role.REVIEWER)
    return read.list_filter_choices(rein.database, sample=sample)


def _allowed(wanted: TraceFilter, viewer: Viewer) -> TraceFilter:
    return wanted if viewer.may(Role.REVIEWER) else replace(wanted, user_id=viewer.id)
