"""The headline scores of a window: those of models, with those of rules counted separately."""

from dataclasses import dataclass
from datetime import date

from core.quality.slice import EVERYTHING, Slice
from core.store.database.engine import Database
from core.store.scores.scorers import Scorer
from core.store.scores.trends import (
    OVERALL,
    ScoreTotals,
    count_older_scores,
    score_totals,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The scores of a window by one kind of scorer.

    Rules and judges measure differently, so no mean combines both.
    """

    scorer: Scorer
    """"model" if a model judged anything in the window, else "rule"."""
    totals: tuple[ScoreTotals, ...]
    """Overall first, then the four dimensions; empty where nothing was scored."""
    offline: ScoreTotals | None
    """Overall scores given by rules while `scorer` is "model"; None if there are none."""
    older: int = 0
    """Overall scores of the window that were given with an older rubric; they are not counted."""

    @property
    def overall(self) -> ScoreTotals | None:
        return _overall(self.totals)


def find_quality(
    database: Database, *, since: date, until: date, sample: bool, within: Slice = EVERYTHING
) -> Quality:
    """Return the headline scores of a window of UTC days, both included."""
    judged, ruled = (
        score_totals(
            database, since=since, until=until, sample=sample, scorer=scorer, within=within
        )
        for scorer in ("model", "rule")
    )
    overall, beside = _overall(judged), _overall(ruled)
    by_model = overall is not None and bool(overall.n or beside is None or not beside.n)
    scorer: Scorer = "model" if by_model else "rule"
    return Quality(
        scorer=scorer,
        totals=judged if by_model else ruled,
        offline=beside if by_model and beside is not None and beside.n else None,
        older=count_older_scores(
            database, since=since, until=until, sample=sample, scorer=scorer, within=within
        ),
    )


def _overall(totals: tuple[ScoreTotals, ...]) -> ScoreTotals | None:
    return next((row for row in totals if row.dimension == OVERALL), None)
