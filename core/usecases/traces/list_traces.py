"""Traces of a filtered list: a person's own, or all of them for a reviewer."""

from dataclasses import replace

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.database.pagination import MAX_PAGE, Page
from core.store.traces import read
from core.store.traces.list_query import MOST_SORTED
from core.store.traces.read import FilterChoices, Neighbours, TraceFilter, TraceOrder, TraceRow
from core.usecases.access.allow import Access, allow
from core.usecases.access.blinding import blind

__all__ = [
    "MAX_PAGE",
    "MOST_SORTED",
    "FilterChoices",
    "Neighbours",
    "Page",
    "TraceFilter",
    "TraceOrder",
    "TraceRow",
    "count_traces",
    "find_neighbours",
    "has_traces",
    "list_filter_choices",
    "list_traces",
]


@allow(Access.TRACES, reads_texts=True)
def list_traces(
    rein: Rein,
    *,
    viewer: Viewer,
    filters: TraceFilter,
    order: TraceOrder = TraceOrder.NEWEST,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[TraceRow]:
    """Return the traces that pass the filter and that the viewer may read."""
    return read.list_traces(
        rein.database, _allowed(rein, filters, viewer), order=order, limit=limit, cursor=cursor
    )


@allow(Access.TRACES)
def find_neighbours(
    rein: Rein, *, viewer: Viewer, filters: TraceFilter, order: TraceOrder, trace_id: str
) -> Neighbours:
    """Return the traces before and after one in a list, as far as the viewer may read them."""
    return read.find_neighbours(rein.database, _allowed(rein, filters, viewer), order, trace_id)


@allow(Access.TRACES)
def count_traces(
    rein: Rein,
    *,
    viewer: Viewer,
    filters: TraceFilter,
    order: TraceOrder = TraceOrder.NEWEST,
    at_most: int = 10_000,
) -> int:
    """Return how many traces such a list has, counting no further than `at_most`."""
    return read.count_traces(
        rein.database, _allowed(rein, filters, viewer), order=order, at_most=at_most
    )


@allow(Access.TRACES)
def has_traces(rein: Rein, *, viewer: Viewer, sample: bool) -> bool:
    """Tell whether there is any trace that the viewer may read."""
    return count_traces(rein, viewer=viewer, filters=TraceFilter(sample=sample), at_most=1) > 0


@allow(Access.REVIEWER)
def list_filter_choices(rein: Rein, *, viewer: Viewer, sample: bool) -> FilterChoices:
    """Return what the list can be filtered by. Raises NotAllowed below reviewer."""
    return read.list_filter_choices(rein.database, sample=sample)


def _allowed(rein: Rein, wanted: TraceFilter, viewer: Viewer) -> TraceFilter:
    """Return the filter for what the viewer may read; it must not tell what a result hides."""
    if viewer.may(Role.REVIEWER):
        return wanted
    return replace(blind(rein, wanted), user_id=viewer.id)
