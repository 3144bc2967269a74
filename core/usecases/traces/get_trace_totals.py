"""Read the number, duration and cost of the traces that ended in a window of days."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.traces.operations import OperationTotals, operation_totals
from core.usecases.utc_days import UtcDays

__all__ = ["OperationTotals", "get_trace_totals"]


def get_trace_totals(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    name: str | None = None,
    model: str | None = None,
    exclude_model: str | None = None,
) -> OperationTotals:
    """Return the sums of a window. Raises NotAllowed below reviewer.

    `exclude_model` leaves out what that model wrote, and traces in which nothing was written.
    """
    viewer.require(Role.REVIEWER)
    return operation_totals(
        rein.database,
        since=days.since,
        until=days.until,
        sample=sample,
        name=name,
        model=model,
        exclude_model=exclude_model,
    )
