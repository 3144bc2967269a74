"""Say which questions of the rubric are answered no most often, with examples."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.quality.rubric import item_by_id
from core.quality.slice import EVERYTHING, Slice
from core.store.scores.items import (
    COUNTED_AMONG,
    EXAMPLES_AMONG,
    ItemFailure,
    ItemGroup,
    ItemTotals,
    find_item_failures,
    item_totals,
)
from core.store.scores.scorers import Scorer
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = [
    "COUNTED_AMONG",
    "EXAMPLES_AMONG",
    "ItemFailure",
    "ItemGroup",
    "ItemReport",
    "ItemTotals",
    "get_item_report",
    "list_item_failures",
    "question_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReport:
    """The answers of a window, the most failed question first."""

    totals: tuple[ItemTotals, ...]
    by: ItemGroup


@allow(Access.REVIEWER)
def get_item_report(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    within: Slice = EVERYTHING,
    by: ItemGroup = "none",
    scorer: Scorer | None = None,
) -> ItemReport:
    """Return how often each question was answered no. Raises NotAllowed below reviewer."""
    totals = item_totals(
        rein.database,
        since=days.since,
        until=days.until,
        sample=sample,
        by=by,
        scorer=scorer,
        within=within,
    )
    return ItemReport(totals=totals, by=by)


@allow(Access.REVIEWER, reads_texts=True)
def list_item_failures(
    rein: Rein,
    item: str,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    within: Slice = EVERYTHING,
    scorer: Scorer | None = None,
    limit: int = 5,
) -> tuple[ItemFailure, ...]:
    """Return the newest evaluations that answered a question with no.

    Raises NotAllowed below reviewer, and NotFound for a question the rubric never had.
    """
    found = find_item_failures(
        rein.database,
        item,
        since=days.since,
        until=days.until,
        sample=sample,
        scorer=scorer,
        within=within,
        limit=limit,
    )
    if not found and item_by_id(item) is None:
        raise NotFound(f"The rubric has no question “{item}”.")
    return found


def question_of(item: str) -> str:
    """Return the question of an item, or its id if the rubric of today has none."""
    found = item_by_id(item)
    return item if found is None else found.question
