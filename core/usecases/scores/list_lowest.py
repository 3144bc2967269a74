"""The lowest-scored results of a window, with why."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.slice import EVERYTHING, Slice
from core.store.scores import lowest
from core.store.scores.lowest import LOWEST_AMONG, FailedItem, LowScored
from core.store.scores.scorers import Scorer
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = ["LOWEST_AMONG", "FailedItem", "LowScored", "list_lowest"]


@allow(Access.REVIEWER, reads_texts=True)
def list_lowest(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    within: Slice = EVERYTHING,
    scorer: Scorer | None = None,
    limit: int = 10,
) -> tuple[LowScored, ...]:
    """Return the lowest overall scores, the lowest first. Raises NotAllowed below reviewer."""
    return lowest.list_lowest(
        rein.database,
        since=days.since,
        until=days.until,
        sample=sample,
        scorer=scorer,
        within=within,
        limit=limit,
    )
