"""Summarize the quality scores of a window of days."""

from dataclasses import dataclass
from datetime import date

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.slice import EVERYTHING, Slice
from core.store.scores.quality import Quality, find_quality
from core.store.scores.scorers import Scorer
from core.store.scores.trends import (
    OVERALL,
    GroupBy,
    ScorePoint,
    ScoreTotals,
    score_totals,
    score_trend,
)
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = [
    "OVERALL",
    "GroupBy",
    "Quality",
    "ScorePoint",
    "ScoreReport",
    "ScoreTotals",
    "Scorer",
    "get_quality",
    "get_score_report",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreReport:
    """The quality scores of a window, and day by day."""

    since: date
    until: date
    totals: tuple[ScoreTotals, ...]
    trend: tuple[ScorePoint, ...]


@allow(Access.REVIEWER)
def get_score_report(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    by: GroupBy = "none",
    scorer: Scorer | None = None,
    sample: bool = False,
    within: Slice = EVERYTHING,
) -> ScoreReport:
    """Return the scores of a window by group. Raises NotAllowed below reviewer."""
    since, until, database = days.since, days.until, rein.database
    return ScoreReport(
        since=since,
        until=until,
        totals=score_totals(
            database, since=since, until=until, sample=sample, by=by, scorer=scorer, within=within
        ),
        trend=score_trend(
            database, since=since, until=until, sample=sample, by=by, scorer=scorer, within=within
        ),
    )


@allow(Access.REVIEWER)
def get_quality(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    within: Slice = EVERYTHING,
) -> Quality:
    """Return the headline scores: those of models, or of rules if no model judged.

    Raises NotAllowed below reviewer.
    """
    return find_quality(
        rein.database, since=days.since, until=days.until, sample=sample, within=within
    )
