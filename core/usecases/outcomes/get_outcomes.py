"""Report what people did with their plans, beside the window before."""

from dataclasses import dataclass
from datetime import timedelta

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.slice import EVERYTHING, Slice
from core.store.outcomes.read import (
    OutcomeRow,
    OutcomeShare,
    OutcomeTotals,
    list_outcomes,
    outcome_totals,
)
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = [
    "OutcomeReport",
    "OutcomeRow",
    "OutcomeShare",
    "OutcomeTotals",
    "get_outcomes",
]

LATEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeReport:
    """The outcomes of a window, and of the window of the same length before it."""

    now: OutcomeTotals
    before: OutcomeTotals
    latest: tuple[OutcomeRow, ...]
    """The plans of the window whose first two weeks ended last."""


@allow(Access.REVIEWER)
def get_outcomes(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    within: Slice = EVERYTHING,
    fingerprint: str | None = None,
) -> OutcomeReport:
    """Return the outcomes of plans whose figures got final in a window.

    The window ends today at the latest: later figures are not final. Raises NotAllowed below
    reviewer.
    """
    until = min(days.until, rein.clock.now().date())
    length = timedelta(days=(until - days.since).days + 1)
    now, before = (
        outcome_totals(
            rein.database,
            since=days.since - shift,
            until=until - shift,
            sample=sample,
            within=within,
            fingerprint=fingerprint,
        )
        for shift in (timedelta(), length)
    )
    latest = list_outcomes(
        rein.database,
        since=days.since,
        until=until,
        sample=sample,
        within=within,
        fingerprint=fingerprint,
        limit=LATEST,
    )
    return OutcomeReport(now=now, before=before, latest=latest)
