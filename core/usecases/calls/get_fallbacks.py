"""Goals that the offline coach wrote because a model failed."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.calls.fallbacks import LATEST_RUNS, Fallbacks, find_fallbacks
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = ["LATEST_RUNS", "Fallbacks", "get_fallbacks"]


@allow(Access.REVIEWER)
def get_fallbacks(rein: Rein, *, viewer: Viewer, days: UtcDays, sample: bool = False) -> Fallbacks:
    """Return how many of the latest goals the offline coach wrote instead of a model.

    Raises NotAllowed below reviewer.
    """
    return find_fallbacks(rein.database, since=days.starts_at, sample=sample)
