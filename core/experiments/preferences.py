"""How often a variant is preferred to the baseline, with an interval; by a judge, or by scores."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from core.experiments.paired import OVERALL, Results
from core.experiments.pairwise import PairVerdict
from core.quality.intervals import Interval, wilson_interval

MARGIN = 0.25
"""Overall scores that differ by less, of 10, are a tie: about one question answered otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Wins, ties and losses of a variant against the baseline."""

    wins: int
    ties: int
    losses: int
    by_order: int = 0
    """Pairs in which the order of the texts decided; neither a win nor a loss."""

    @property
    def n(self) -> int:
        """Return how many pairs were compared."""
        return self.wins + self.ties + self.losses + self.by_order

    @property
    def decided(self) -> int:
        """Return in how many pairs one of the two was better."""
        return self.wins + self.losses

    @property
    def win_share(self) -> float | None:
        """Return the share of wins among the decided pairs; None without one."""
        return self.wins / self.decided if self.decided else None

    @property
    def win_interval(self) -> Interval | None:
        """Return the 95 % interval of that share (Wilson); one half in it means no difference."""
        return wilson_interval(self.wins, self.decided)

    @property
    def order_share(self) -> float | None:
        """Return the share of pairs that the order decided; None without a pair."""
        return self.by_order / self.n if self.n else None

    @property
    def order_interval(self) -> Interval | None:
        return wilson_interval(self.by_order, self.n)


def count_verdicts(verdicts: Iterable[PairVerdict]) -> Preferences:
    """Count the verdicts of a judge that saw pairs in both orders."""
    found = Counter(verdicts)
    return Preferences(
        wins=found[PairVerdict.WIN],
        ties=found[PairVerdict.TIE],
        losses=found[PairVerdict.LOSS],
        by_order=found[PairVerdict.BY_ORDER],
    )


def count_scores(before: Results, after: Results) -> Preferences:
    """Count whose overall score is higher by at least the margin; no text is compared.

    Each text is scored by itself, so there is no order that could decide.
    """
    gains = [
        b - a
        for key in before.keys() & after.keys()
        if (a := before[key].scores.get(OVERALL)) is not None
        and (b := after[key].scores.get(OVERALL)) is not None
    ]
    wins, losses = sum(g >= MARGIN for g in gains), sum(g <= -MARGIN for g in gains)
    return Preferences(wins=wins, losses=losses, ties=len(gains) - wins - losses)
