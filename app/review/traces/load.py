"""Read what the Traces page shows."""

from app import auth, services
from app.review.shared.paging import collect
from app.review.shared.trace_view import TraceView
from core.accounts.user import Role
from core.usecases.accounts.list_accounts import list_accounts
from core.usecases.datasets.save_traces import MAX_ITEMS
from core.usecases.traces import list_traces as traces
from core.usecases.traces.list_traces import MAX_PAGE, Page, TraceRow

MAX_COUNTED = 10_000
MAX_FOUND = 1_000
"""A search counts no further: each trace it finds costs more than one of a plain list."""

People = dict[str, str]
"""Names by user id; empty for a viewer who may not see names."""


def list_people() -> People:
    """Return whose traces there can be."""
    viewer = auth.current_viewer()
    if not viewer.may(Role.ADMIN):
        return {}
    accounts = list_accounts(services.rein(), viewer=viewer)
    return {account.user_id: account.name for account in accounts}


def find_traces(view: TraceView, *, sample: bool, limit: int, cursor: str | None) -> Page[TraceRow]:
    """Return one page of traces."""
    return traces.list_traces(
        services.rein(),
        viewer=auth.current_viewer(),
        filters=view.filters(sample=sample),
        order=view.trace_order,
        limit=limit,
        cursor=cursor,
    )


def most_counted(view: TraceView) -> int:
    """Return how many traces are counted at most."""
    return MAX_FOUND if view.q.strip() else MAX_COUNTED


def count(view: TraceView, *, sample: bool) -> int:
    """Return how many traces match, as far as they are counted."""
    return traces.count_traces(
        services.rein(),
        viewer=auth.current_viewer(),
        filters=view.filters(sample=sample),
        order=view.trace_order,
        at_most=most_counted(view),
    )


def find_ids(view: TraceView, *, sample: bool) -> list[str]:
    """Return the ids of the traces that match, as many as a dataset holds."""
    rows = collect(
        lambda cursor: find_traces(view, sample=sample, limit=MAX_PAGE, cursor=cursor),
        at_most=MAX_ITEMS,
    )
    return [row.trace_id for row in rows]


def export_traces(view: TraceView, *, sample: bool) -> list[TraceRow]:
    """Return the first traces that match."""
    return collect(lambda cursor: find_traces(view, sample=sample, limit=MAX_PAGE, cursor=cursor))
