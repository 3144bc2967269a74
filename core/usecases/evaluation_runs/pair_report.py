"""What the pairs of an evaluation run show: wins, ties and losses of each variant."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.experiments.paired import Results
from core.experiments.pairwise import Order, PairVerdict, Preference, Side
from core.experiments.preferences import MARGIN, Preferences, count_scores, count_verdicts
from core.store.evaluation_runs.values import CaseStatus, EvaluationRun, PairRow
from core.usecases.access.allow import Access, without_viewer

__all__ = [
    "MARGIN",
    "Compared",
    "Order",
    "PairRow",
    "PairVerdict",
    "Preference",
    "Preferences",
    "Side",
    "compare_pairs",
]

SHOWN = 20
"""Pairs that are shown of each verdict."""
_ORDER = (PairVerdict.LOSS, PairVerdict.WIN, PairVerdict.BY_ORDER, PairVerdict.TIE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One variant against the first one, text against text or score against score."""

    counts: Preferences
    by_judge: bool
    """True if a model compared the texts; else scores are compared, with a margin."""
    waiting: int = 0
    left_out: int = 0
    """Pairs that failed or were cancelled, or of which a side has no text."""
    shown: tuple[PairRow, ...] = ()
    """Compared pairs: losses, wins, those that the order decided, and ties."""


@without_viewer(Access.PART, "the caller has checked the person")
def compare_pairs(
    run: EvaluationRun, pairs: tuple[PairRow, ...], results: Sequence[Results]
) -> tuple[Compared, ...]:
    """Return each variant after the first one against it."""
    places = range(1, len(run.variants))
    if not run.pairwise:
        return tuple(
            Compared(counts=count_scores(results[0], results[place]), by_judge=False)
            for place in places
        )
    return tuple(_judged([one for one in pairs if one.variant == place]) for place in places)


def _judged(pairs: list[PairRow]) -> Compared:
    verdicts = {one.item_id: verdict for one in pairs if (verdict := one.verdict) is not None}
    statuses = Counter(one.status for one in pairs)
    by_verdict = {
        verdict: [one for one in pairs if verdicts.get(one.item_id) is verdict][:SHOWN]
        for verdict in _ORDER
    }
    return Compared(
        counts=count_verdicts(verdicts.values()),
        by_judge=True,
        waiting=statuses[CaseStatus.WAITING],
        left_out=len(pairs) - len(verdicts) - statuses[CaseStatus.WAITING],
        shown=tuple(one for verdict in _ORDER for one in by_verdict[verdict]),
    )
