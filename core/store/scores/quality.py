"""The headline scores of a window: those of models, with those of rules counted separately."""

from dataclasses import dataclass
from datetime import date

from core.store.database.engine import Database
from core.store.scores.read import OVERALL, Scorer, ScoreTotals, score_totals


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

    @property
    def overall(self) -> ScoreTotals | None:
        return _overall(self.totals)


def find_quality(database: Database, *, since: date, until: date, sample: bool) -> Quality:
    """Return the headline scores of a window of UTC days, both included."""
    judged = score_totals(database, since=since, until=until, sample=sample, scorer="model")
    ruled = score_totals(database, since=since, until=until, sample=sample, scorer="rule")
    overall, beside = _overall(judged), _overall(ruled)
    if overall is not None and (overall.n or beside is None or not beside.n):
        return Quality(
            scorer="model",
            totals=judged,
            offline=beside if beside is not None and beside.n else None,
        )
    return Quality(scorer="rule", totals=ruled, offline=None)


def _overall(totals: tuple[ScoreTotals, ...]) -> ScoreTotals | None:
    return next((row for row in totals if row.dimension == OVERALL), None)
