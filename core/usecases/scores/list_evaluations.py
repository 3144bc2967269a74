"""Evaluations one by one."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.slice import EVERYTHING, Slice
from core.store.database.pagination import Page
from core.store.scores import read
from core.store.scores.read import EvaluationRow
from core.store.scores.scorers import Scorer
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = ["EvaluationRow", "Page", "list_evaluations"]


@allow(Access.REVIEWER, reads_texts=True)
def list_evaluations(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    scorer: Scorer | None = None,
    sample: bool = False,
    within: Slice = EVERYTHING,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[EvaluationRow]:
    """Return the evaluations of a window, newest first. Raises NotAllowed below reviewer."""
    return read.list_evaluations(
        rein.database,
        sample=sample,
        since=days.since,
        until=days.until,
        scorer=scorer,
        within=within,
        limit=limit,
        cursor=cursor,
    )
