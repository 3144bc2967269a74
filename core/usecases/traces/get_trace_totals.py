"""Read the number, duration and cost of the traces that ended in a window of days."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.slice import EVERYTHING, Slice
from core.store.traces.operations import OperationTotals, operation_totals
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = ["OperationTotals", "get_trace_totals"]


@allow(Access.REVIEWER)
def get_trace_totals(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    name: str | None = None,
    within: Slice = EVERYTHING,
) -> OperationTotals:
    """Return the sums of a window. Raises NotAllowed below reviewer."""
    return operation_totals(
        rein.database,
        since=days.since,
        until=days.until,
        sample=sample,
        name=name,
        within=within,
    )
