"""The quality a page is headed by: what models judged, with what rules scored beside it and never among it."""

from dataclasses import dataclass
from datetime import date

from core.store.database.engine import Database
from core.store.scores.read import OVERALL, Scorer, ScoreTotals, score_totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The scores of a window by one kind of scorer; rules and judges do not measure alike, so no mean is of both."""

    scorer: Scorer
    """The models wherever one judged anything; the rules where none did."""
    totals: tuple[ScoreTotals, ...]
    """Overall first, then the four dimensions; empty where nothing was scored."""
    offline: ScoreTotals | None
    """Overall of what was scored by rule beside the models; None where nothing was."""

    @property
    def overall(self) -> ScoreTotals | None:
        return _overall(self.totals)


def find_quality(database: Database, *, since: date, until: date, sample: bool) -> Quality:
    """Return the quality of a window, both days included."""
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
